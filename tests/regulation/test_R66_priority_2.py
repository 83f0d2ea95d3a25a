"""R-66  Priority 2 is for serious faults that may still become an outage."""

from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.priorities import check_form, check_public_page, check_replaced_text, check_terms


def test_its_text_stands_at_the_choice(cast: Cast, look: Look) -> None:
    check_form(cast, look, 2)


def test_its_text_is_public_in_both_languages(cast: Cast) -> None:
    check_public_page(2, "Высокий", "Высокая", "High")


def test_a_contractor_replaces_it_by_its_own(cast: Cast, look: Look) -> None:
    check_replaced_text(cast, look, 2)


def test_its_terms_are_those_of_the_table(cast: Cast, look: Look) -> None:
    check_terms(cast, look, 2, "до 13:00 МСК, сегодня", "до 12:00 МСК, пт 20.11")
