"""R-42  The very unit is named by its serial or licence number; whose it is otherwise, nobody learns."""

import pytest

from reglament.contracts.models import CoveredItem
from reglament.equipment import registering
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


@pytest.mark.parametrize("written", ["FOC2147X0AB", "foc2147x0ab", "FOC 2147 X0AB", "FOC-2147-X0AB", "ＦＯＣ2147X0AB"])
def test_every_spelling_of_the_number_is_the_same_unit(cast: Cast, look: Look, written: str) -> None:
    case = cast.case(sn=written, pn="")
    assert case.item == cast.item
    assert look(cast.orlova, f"/cases/{case.number}/").state == "Зарегистрировано"


@pytest.mark.parametrize("key", ["S/N", "SN", "Serial_Number", "серийный номер", "Зав. номер"])
def test_a_letter_may_call_it_by_many_names(cast: Cast, post: Post, key: str) -> None:
    case = post.send(f"Логин: ivanov\nПриоритет: 2\n{key}: FOC2147X0AB\n\nУпал.").case
    assert case and case.item == cast.item


def test_somebody_elses_number_is_simply_not_found(cast: Cast, look: Look, post: Post) -> None:
    case = cast.case(priority=3, sn="FOC9999X0ZZ")
    own = cast.case(priority=3, sn="FOC0000X0XX")
    seen = [look(cast.orlova, f"/cases/{each.number}/") for each in (case, own)]
    assert seen[0].fact("Проверка договора") == seen[1].fact("Проверка договора")
    assert "Соперник" not in seen[0].text
    assert all("Соперник" not in letter.text for letter in post.letters(cast.orlova))


def test_staff_are_warned_never_to_tell_whose_it_is(cast: Cast, look: Look) -> None:
    case = cast.case(priority=3, sn="FOC9999X0ZZ")
    page = look(cast.duty, f"/desk/triage/{case.number}/").text
    assert "S/N принадлежит другой компании: не называйте её." in page


def test_a_look_alike_is_offered_and_never_taken_by_itself(cast: Cast, look: Look) -> None:
    case = cast.case(priority=3, sn="F0C2147X0AВ")
    assert case.item is None
    page = look(cast.duty, f"/desk/triage/{case.number}/")
    page.press_starting("Подставить FOC2147X0AB")
    case.refresh_from_db()
    assert case.item == cast.item


def test_what_has_no_serial_number_needs_none(cast: Cast, look: Look) -> None:
    software = registering.product(
        vendor="Genesys", pn="SIP-SERVER-85", name_ru="SIP Server 8.5", name_en="SIP Server 8.5", kind="software",
        line="voice", sn_required=False,
    )  # fmt: skip
    item = registering.item(cast.company, software, sn="", site=cast.site)
    CoveredItem.objects.create(
        contract=cast.contract, item=item, cover_from=cast.contract.starts_on, cover_until=cast.contract.ends_on
    )
    case = cast.case(priority=3, pn="SIP-SERVER-85", sn="")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Зарегистрировано"
    assert "SIP Server 8.5" in page.fact("Оборудование")
