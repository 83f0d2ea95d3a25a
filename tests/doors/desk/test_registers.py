"""Companies, contracts and equipment, to read."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reglament.equipment import registering
from reglament.people.folding import fold
from reglament.people.models import Company
from tests.cast import Cast
from tests.doors.desk.conftest import read

Browse = Callable[[object], Client]


def test_companies_are_found_by_a_part_of_the_name(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.engineer).get(reverse("desk:companies"), {"q": "СКЛАД"}))
    assert cast.company.name in page
    assert cast.rivals.name not in page


def test_a_company_shows_contracts_people_sites_and_open_cases(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    page = read(browse(cast.engineer).get(reverse("desk:company", args=(cast.company.pk,))))
    for words in (cast.contract.number, cast.expired.number, cast.orlova.full_name, cast.site.name, case.subject):
        assert words in page, words
    assert "закончился" in page


def test_a_contract_shows_all_that_it_promises(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.engineer).get(reverse("desk:contract", args=(cast.contract.pk,))))
    for words in (
        "Пороговые значения", "15 мин", "3 раб. дня", "09:00–18:00", "Матрица эскалации", "0,5X", cast.head.full_name,
        cast.orlova.full_name, cast.item.sn, cast.contract.digit_code,
    ):  # fmt: skip
        assert words in page, words


def test_covered_items_are_searched(cast: Cast, browse: Browse) -> None:
    where = reverse("desk:contract", args=(cast.contract.pk,))
    page = read(browse(cast.engineer).get(where, {"q": "0ac"}))
    assert cast.other_item.sn in page
    assert cast.item.sn not in page


def test_an_item_shows_its_covers_and_its_history(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    page = read(browse(cast.engineer).get(reverse("desk:item", args=(cast.item.pk,))))
    for words in (cast.item.sn, cast.contract.number, case.subject, cast.site.name):
        assert words in page, words


def test_a_manager_reads_own_contracts_only(cast: Cast, browse: Browse) -> None:
    client = browse(cast.manager2)
    for name, row in (("contract", cast.contract), ("company", cast.company), ("item", cast.item)):
        assert client.get(reverse(f"desk:{name}", args=(row.pk,))).status_code == 404
    assert cast.contract.number not in read(client.get(reverse("desk:contracts")))
    assert browse(cast.manager).get(reverse("desk:contract", args=(cast.contract.pk,))).status_code == 200


def test_the_contractor_is_no_customer(cast: Cast, browse: Browse) -> None:
    assert browse(cast.head).get(reverse("desk:company", args=(cast.contractor.pk,))).status_code == 404


def test_long_registers_go_on_by_key(cast: Cast, browse: Browse, statements: Callable[[Client, str], int]) -> None:
    client = browse(cast.engineer)
    counted = {name: statements(client, reverse(f"desk:{name}")) for name in ("companies", "contracts", "items")}
    for each in range(60):
        name = f"ООО «Клиент {each:02}»"
        Company.objects.create(name=name, short_name=name, name_folded=fold(name))
        registering.item(cast.company, cast.item.product, sn=f"SN{each:04}")
    for name, count in counted.items():
        assert statements(client, reverse(f"desk:{name}")) == count <= 5
    first = read(client.get(reverse("desk:companies")))
    second = read(
        client.get(
            first.split('href="/desk/companies/?after=', 1)[1].join(["/desk/companies/?after=", ""]).split('"')[0]
        )
    )
    assert "Клиент 00" in first
    assert "Клиент 59" not in first
    assert "Клиент 59" in second


LAST_DAYS: dict[str, Callable[[Cast], str]] = {
    "contracts": lambda cast: reverse("desk:contracts"),
    "contract": lambda cast: reverse("desk:contract", args=(cast.contract.pk,)),
    "company": lambda cast: reverse("desk:company", args=(cast.company.pk,)),
    "item": lambda cast: reverse("desk:item", args=(cast.item.pk,)),
    "case": lambda cast: reverse("desk:case", args=(cast.case().number,)),
    "verdict": lambda cast: reverse("desk:triage_case", args=(cast.case().number,)),
    "calls": lambda cast: f"{reverse('desk:new_case')}?q=114",
    "contract step": lambda cast: reverse("desk:step", args=(cast.case(contract=None).number, "contract")),
    "item step": lambda cast: f"{reverse('desk:step', args=(cast.case().number, 'item'))}?q=FOC",
}


@pytest.mark.parametrize("place", LAST_DAYS)
def test_what_is_printed_as_the_last_day_is_the_last_valid_one(cast: Cast, browse: Browse, place: str) -> None:
    """R-06  Validity is stored half-open; nobody is shown the day after."""
    page = read(browse(cast.head).get(LAST_DAYS[place](cast)))
    assert "31.08.2027" in page
    assert "01.09.2027" not in page


def test_a_version_and_a_contact_end_on_their_last_valid_day_too(cast: Cast, browse: Browse) -> None:
    cast.contract.contacts.filter(account=cast.ivanov).update(valid_until=date(2026, 10, 1))
    cast.contract.versions.update(valid_until=date(2026, 12, 1))
    page = read(browse(cast.head).get(reverse("desk:contract", args=(cast.contract.pk,))))
    assert "01.09.2025 – 30.11.2026" in page
    assert "01.10.2026" not in page
    assert "01.12.2026" not in page


def test_a_contract_that_has_ended_says_on_which_day(cast: Cast, browse: Browse) -> None:
    case = cast.case(contract=cast.expired)
    page = read(browse(cast.head).get(reverse("desk:triage_case", args=(case.number,))))
    assert "ВС-2024/001 не действует: срок до 31.12.2025, закончился или приостановлен." in page
