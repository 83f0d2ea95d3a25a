"""R-67  Priority 3 is for faults that hardly show."""

from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.priorities import check_form, check_public_page, check_replaced_text, check_terms


def test_its_text_stands_at_the_choice(cast: Cast, look: Look) -> None:
    check_form(cast, look, 3)


def test_its_text_is_public_in_both_languages(cast: Cast) -> None:
    check_public_page(3, "Средний", "Средняя", "Medium")


def test_a_contractor_replaces_it_by_its_own(cast: Cast, look: Look) -> None:
    check_replaced_text(cast, look, 3)


def test_its_terms_are_those_of_the_table(cast: Cast, look: Look) -> None:
    check_terms(cast, look, 3, "до 16:00 МСК, сегодня", "до 12:00 МСК, чт 26.11")
