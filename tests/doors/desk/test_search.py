"""One box: numbers jump, the rest is found in groups."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.doors.desk.conftest import read

Browse = Callable[[object], Client]
ADDRESS = reverse("desk:search")


@pytest.mark.parametrize("typed", ["{0}", "sd-2026-{1}", " {0} ", "ЫВ-2026-{1}", "2026-{1}"])
def test_a_number_jumps_to_its_case(cast: Cast, browse: Browse, typed: str) -> None:
    case = cast.case()
    short = str(int(case.number[-6:]))
    response = browse(cast.engineer).get(ADDRESS, {"q": typed.format(case.number, short)})
    assert response.headers["Location"] == reverse("desk:case", args=(case.number,))


def test_a_number_of_nobody_is_not_found(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    assert browse(cast.manager2).get(ADDRESS, {"q": case.number}).status_code == 200
    assert case.subject not in read(browse(cast.manager2).get(ADDRESS, {"q": case.number}))


@pytest.mark.parametrize("typed", ["FOC2147X0AB", "foc 2147-x0ab", "C9300-48P-A=", "c930048pa", "OLD-77"])
def test_labels_find_cases_and_items(cast: Cast, browse: Browse, typed: str) -> None:
    case = cast.case(external_number="OLD-77")
    page = read(browse(cast.engineer).get(ADDRESS, {"q": typed}))
    assert case.subject in page


@pytest.mark.parametrize("typed", ["C9300", "c9300-48", "FOC2147", "FOC 2147X"])
def test_the_beginning_of_a_label_is_enough(cast: Cast, browse: Browse, typed: str) -> None:
    case = cast.case()
    page = read(browse(cast.engineer).get(ADDRESS, {"q": typed}))
    assert case.subject in page
    assert reverse("desk:item", args=(cast.item.pk,)) in page
    queue = read(browse(cast.engineer).get(reverse("desk:queue"), {"q": typed}))
    assert case.subject in queue


def test_two_letters_are_no_label(cast: Cast, browse: Browse) -> None:
    """Half of the equipment begins with them."""
    cast.case(subject="Ёмкость массива исчерпана")
    assert "Ничего не найдено" in read(browse(cast.engineer).get(ADDRESS, {"q": "C9"}))


def test_a_customer_leads_to_its_open_cases(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.engineer).get(ADDRESS, {"q": "уральский"}))
    assert f"{reverse('desk:queue')}?company={cast.company.pk}" in page


def test_a_subject_is_found_by_its_beginning_in_any_case(cast: Cast, browse: Browse) -> None:
    case = cast.case(subject="Ёмкость массива исчерпана")
    page = read(browse(cast.engineer).get(ADDRESS, {"q": "ЕМКОСТЬ мас"}))
    assert case.subject in page


def test_customers_and_contracts_are_found(cast: Cast, browse: Browse) -> None:
    client = browse(cast.engineer)
    assert reverse("desk:company", args=(cast.company.pk,)) in read(client.get(ADDRESS, {"q": "уральский"}))
    assert reverse("desk:contract", args=(cast.contract.pk,)) in read(client.get(ADDRESS, {"q": "2025/114"}))
    assert reverse("desk:item", args=(cast.item.pk,)) in read(client.get(ADDRESS, {"q": cast.item.sn}))


def test_a_manager_finds_only_own_customers(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.manager2).get(ADDRESS, {"q": "уральский"}))
    assert "Ничего не найдено" in page


@pytest.mark.parametrize("typed", ["", "а", "---", "=", "%_%", "'\"<>"])
def test_odd_words_find_nothing_and_break_nothing(cast: Cast, browse: Browse, typed: str) -> None:
    cast.case()
    assert browse(cast.engineer).get(ADDRESS, {"q": typed}).status_code == 200


def test_many_hits_cost_what_one_does(cast: Cast, browse: Browse, statements: Callable[[Client, str], int]) -> None:
    client = browse(cast.engineer)
    cast.case()
    with_one = statements(client, f"{ADDRESS}?q=стек")
    for _each in range(30):
        cast.case()
    assert statements(client, f"{ADDRESS}?q=стек") == with_one <= 5
