"""What is the same for every priority: its text where it is chosen, in public, and when the contractor edits it."""

from django.test import Client

from reglament.contracts.models import Priority
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.seeing import see


def check_form(cast: Cast, look: Look, number: int) -> None:
    """The customer and the operator read definition and example where they choose."""
    row = Priority.objects.get(number=number)
    card = look(cast.ivanov, "/cases/new/").labels("priority")[number - 1]
    assert row.definition_ru in card
    assert row.example_ru in card
    form = look(cast.operator, f"/desk/cases/new/?contract={cast.contract.pk}")
    assert row.definition_ru in form.labels("priority")[number - 1]


def check_public_page(number: int, name: str, significance: str, english: str) -> None:
    """Everybody reads it without signing in, whole, in Russian and in English."""
    row = Priority.objects.get(number=number)
    russian = see(Client(headers={"accept-language": "ru"}), "/support/").part("Приоритеты")
    assert f"Приоритет {number}, {name} Значимость: {significance} {row.definition_ru}" in russian
    assert row.example_ru in russian
    said = see(Client(headers={"accept-language": "en"}), "/support/").part("Priorities")
    assert f"{english} " in said
    assert row.definition_en in said
    assert row.example_en in said


def check_replaced_text(cast: Cast, look: Look, number: int) -> None:
    """The texts are rows, not words of the program."""
    Priority.objects.filter(number=number).update(definition_ru="Своё определение.", example_ru="Свой пример.")
    card = look(cast.ivanov, "/cases/new/").labels("priority")[number - 1]
    assert "Своё определение." in card
    assert "Свой пример." in card
    public = see(Client(headers={"accept-language": "ru"}), "/support/").part("Приоритеты")
    assert "Своё определение." in public


def check_terms(cast: Cast, look: Look, number: int, reaction: str, solution: str) -> None:
    """A case of this priority shows the terms its contract gives it."""
    text = look(cast.orlova, f"/cases/{cast.case(priority=number).number}/").text
    assert reaction in text
    assert solution in text
