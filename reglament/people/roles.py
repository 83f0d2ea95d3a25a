"""The roles of the contractor's own people. A customer's role stands in the contract instead."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    OPERATOR = "operator", pgettext_lazy("role", "Operator")
    DUTY = "duty", pgettext_lazy("role", "Duty engineer")
    ENGINEER = "engineer", pgettext_lazy("role", "Engineer")
    LEAD = "lead", pgettext_lazy("role", "Group lead")
    HEAD = "head", pgettext_lazy("role", "Head of technical support")
    MANAGER = "manager", pgettext_lazy("role", "Service manager")
    ACCOUNT_MANAGER = "account_manager", pgettext_lazy("role", "Account manager")
    LOGISTICS = "logistics", pgettext_lazy("role", "Logistics")
    DIRECTOR = "director", pgettext_lazy("role", "General director")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


# These read every case; the others only what their contract, client or own row gives them.
READ_EVERY_CASE = frozenset({Role.OPERATOR, Role.DUTY, Role.ENGINEER, Role.LEAD, Role.HEAD, Role.DIRECTOR})
READ_EVERY_CONTRACT = READ_EVERY_CASE | {Role.ADMINISTRATOR, Role.LOGISTICS}


if TYPE_CHECKING:
    Text = models.CharField[Any, frozenset[Role]]
else:
    Text = models.CharField


class RolesField(Text):
    """A set of roles in one column, ' duty engineer ' with blanks around, so that one row says what a person may."""

    # What may be set, for the type checker's plugin: it does not read the bases' arguments.
    _pyi_private_set_type: Any

    def __init__(self, **options: Any) -> None:
        for name, value in (("max_length", 160), ("default", frozenset), ("blank", True)):
            options.setdefault(name, value)
        super().__init__(**options)

    def from_db_value(self, value: str | None, *_: Any) -> frozenset[Role]:
        return frozenset(Role(code) for code in (value or "").split())

    def to_python(self, value: Any) -> frozenset[Role]:
        return frozenset(Role(code) for code in (value.split() if isinstance(value, str) else value))

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return _written(value)

    def value_to_string(self, obj: models.Model) -> str:
        return _written(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Every member was checked when it became a Role."""


def _written(roles: Iterable[str]) -> str:
    return f" {' '.join(sorted(roles))} " if roles else ""
