"""The contractor: the house this installation serves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.memory.values import forget_everything
from reglament.people import events
from reglament.people.models import Account, Company, HouseEvent
from reglament.terms.declare import TERMS
from reglament.terms.models import HouseValue

Company.EVENTS = HouseEvent  # type: ignore[attr-defined]


def contractor() -> Company:
    """The one contractor of this installation; raises Company.DoesNotExist before it is set up."""
    return Company.objects.get(kind=Company.Kind.CONTRACTOR)


@transaction.atomic
def change_value(key: str, value: int | str | bool | list[str], *, by: Account, at: datetime) -> HouseValue:
    """Changes one open value of the regulation for the whole house.

    Raises TypeError for another kind of value, Refused for a number that is too large.
    """
    declared = TERMS[key]
    expected = type(declared.default)
    if type(value) is not expected:
        raise TypeError(f"{key} takes {expected.__name__}, not {type(value).__name__}")
    if declared.most is not None and isinstance(value, int) and value > declared.most:
        raise Refused(declared.clause, _("Choose a number of at most %(most)s.") % {"most": declared.most})
    row, _created = HouseValue.objects.update_or_create(key=key, defaults={"value": value})
    forget_everything()
    record(contractor(), events.TERM_CHANGED, actor=by, at=at, key=key, value=str(value)[:200])
    return row
