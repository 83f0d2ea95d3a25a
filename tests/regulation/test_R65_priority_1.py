"""R-65  Priority 1 is for outages that do damage; its full text stands wherever it is chosen, in both languages."""

from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.priorities import check_form, check_public_page, check_replaced_text, check_terms


def test_its_text_stands_at_the_choice(cast: Cast, look: Look) -> None:
    check_form(cast, look, 1)


def test_its_text_is_public_in_both_languages(cast: Cast) -> None:
    check_public_page(1, "Критический", "Критическая", "Critical")


def test_a_contractor_replaces_it_by_its_own(cast: Cast, look: Look) -> None:
    check_replaced_text(cast, look, 1)


def test_it_is_served_round_the_clock_where_the_contract_says_so(cast: Cast, look: Look) -> None:
    check_terms(cast, look, 1, "до 12:30 МСК, сегодня", "до 12:00 МСК, завтра")
