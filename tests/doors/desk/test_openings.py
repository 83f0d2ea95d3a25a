"""A case on a customer's behalf: by phone, and from a letter the robot rejected."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reglament.cases.models import Case
from reglament.notifications import rounds
from reglament.notifications.models import Letter
from tests.cast import Cast
from tests.doors.desk.conftest import Watch, read
from tests.doors.desk.test_triage import receipt

Browse = Callable[[object], Client]
ADDRESS = reverse("desk:new_case")


def fields(cast: Cast, **changed: object) -> dict[str, object]:
    return {
        "opener": cast.orlova.pk,
        "channel": "phone",
        "minutes_ago": 5,
        "late_because": "Сначала ответили на вопросы Орловой.",
        "category": "incident",
        "priority": "1",
        "pn": cast.item.product.pn,
        "sn": cast.item.sn,
        "subject": "Стек не загружается",
        "description": "Звонила Орлова: стек не загружается после отключения света.",
        "submission_key": uuid4(),
    } | changed


def opened(client: Client, cast: Cast, query: str = "", **changed: object) -> Case:
    response = client.post(f"{ADDRESS}?contract={cast.contract.pk}{query}", fields(cast, **changed))
    assert response.status_code == 302, read(response)
    return Case.objects.latest("id")


@pytest.mark.parametrize(
    "typed", ["ВС-2025/114", "10114", "уральский", "orlova", "человекова", "foc 2147x0ab", "8 495 000-17-70"]
)
def test_the_contract_is_found_by_what_a_caller_can_say(cast: Cast, browse: Browse, typed: str) -> None:
    cast.orlova.phone_mobile = "+7 (495) 000-17-70"
    cast.orlova.save()
    page = read(browse(cast.operator).get(ADDRESS, {"q": typed}))
    assert f"?contract={cast.contract.pk}" in page


def test_what_the_caller_said_fills_the_form_in(cast: Cast, browse: Browse) -> None:
    client = browse(cast.operator)
    by_name = read(client.get(ADDRESS, {"contract": cast.contract.pk, "caller": "orlova"}))
    assert f'<option value="{cast.orlova.pk}" selected>' in by_name
    by_item = read(client.get(ADDRESS, {"contract": cast.contract.pk, "caller": "FOC2147X0AB"}))
    assert f'value="{cast.item.sn}"' in by_item
    by_company = read(client.get(ADDRESS, {"contract": cast.contract.pk, "caller": "человекова"}))
    assert f'<option value="{cast.orlova.pk}" selected>' not in by_company


def test_an_expired_contract_is_not_offered(cast: Cast, browse: Browse) -> None:
    client = browse(cast.operator)
    assert cast.expired.number not in read(client.get(ADDRESS, {"q": "2024/001"}))
    assert "Чей это договор?" in read(client.get(ADDRESS, {"contract": cast.expired.pk}))


def test_a_call_is_written_down_and_counts_as_confirmed(cast: Cast, browse: Browse, watch: Watch) -> None:
    case = opened(browse(cast.operator), cast)
    assert (case.channel, case.typed_by, case.opener, case.status) == (
        "phone",
        cast.operator,
        cast.orlova,
        "registered",
    )
    assert case.received_at == watch.at - timedelta(minutes=5)
    note = case.entries.get(kind="internal")
    assert (note.text, note.author) == ("Сначала ответили на вопросы Орловой.", cast.operator)
    assert case.phone_confirmed_by == cast.operator
    assert case.priority_source == "responsible"


def test_the_same_form_twice_is_one_case(cast: Cast, browse: Browse) -> None:
    client, key = browse(cast.operator), uuid4()
    assert opened(client, cast, submission_key=key) == opened(client, cast, submission_key=key)
    assert Case.objects.count() == 1


def test_a_number_that_is_not_covered_goes_to_the_check(cast: Cast, browse: Browse) -> None:
    case = opened(browse(cast.operator), cast, priority="3", sn="НЕТ-ТАКОГО")
    assert case.status == "check"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"subject": " "}, "Тема"),
        ({"subject": "я" * 201}, "Тема длиннее 200 знаков."),
        ({"category": "planned"}, "Категория"),
        ({"minutes_ago": 61}, "минут назад"),
        ({"late_because": " "}, "Почему записано позже"),
        ({"wants_version": "on"}, "укажите, какая установлена сейчас"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    cast: Cast, browse: Browse, changed: dict[str, object], words: str
) -> None:
    response = browse(cast.operator).post(f"{ADDRESS}?contract={cast.contract.pk}", fields(cast, **changed))
    page = read(response)
    assert response.status_code == 422
    assert words in page[page.index('role="alert"') :]
    assert "Звонила Орлова" in page
    assert not Case.objects.exists()


def test_too_many_files_are_refused_and_the_form_stays(cast: Cast, browse: Browse) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(6)]
    response = browse(cast.operator).post(f"{ADDRESS}?contract={cast.contract.pk}", fields(cast, files=files))
    assert response.status_code == 409
    assert "Звонила Орлова" in read(response)


def test_a_rejected_letter_becomes_a_case_by_hand(cast: Cast, browse: Browse) -> None:
    letter, client = receipt(fields={"pn": cast.item.product.pn, "sn": cast.item.sn}), browse(cast.duty)
    form = read(client.get(ADDRESS, {"contract": cast.contract.pk, "receipt": letter.pk}))
    assert "Связи нет.</textarea>" in form
    assert f'value="{cast.item.sn}"' in form
    case = opened(client, cast, f"&receipt={letter.pk}", channel="email", description=letter.text)
    letter.refresh_from_db()
    assert (letter.case, letter.settled_by) == (case, cast.duty)
    assert case.received_at == letter.received_at


def test_the_promises_follow_the_choices(cast: Cast, browse: Browse) -> None:
    client = browse(cast.operator)
    where = reverse("desk:new_case_preview", args=(cast.contract.pk,))
    first, fourth = (read(client.post(where, {"category": "incident", "priority": number})) for number in ("1", "4"))
    assert "24 ч" in first
    assert "15 раб. дней" in fourth


def test_an_item_of_the_contract_is_found_beside_the_form(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.operator).get(ADDRESS, {"contract": cast.contract.pk, "item": "foc"}))
    assert f'data-take="{cast.item.product.pn}|{cast.item.sn}"' in page
    assert cast.rival_item.sn not in page


def test_looking_for_the_item_without_scripts_loses_nothing(cast: Cast, browse: Browse) -> None:
    client, where = browse(cast.operator), f"{ADDRESS}?contract={cast.contract.pk}"
    file = SimpleUploadedFile("show.txt", b"show version")
    typed = fields(cast, pn="", sn="", subject="", item="foc", find="1", files=file, wants_version="on")
    found = client.post(where, typed)
    page = read(found)
    assert found.status_code == 200
    assert 'role="alert"' not in page
    assert "Звонила Орлова" in page
    assert "show.txt" in page
    assert f'<option value="{cast.orlova.pk}" selected>' in page
    take = {"take": f"{cast.item.product.pn}|{cast.item.sn}"}
    taken = read(client.post(where, fields(cast, pn="", sn="", subject="", item="foc") | take))
    assert f'value="{cast.item.sn}"' in taken
    assert not Case.objects.exists()


def test_a_house_may_set_the_time_back_less(cast: Cast, browse: Browse) -> None:
    cast.contract.terms = {"opening.set_back": 3}
    cast.contract.save()
    response = browse(cast.operator).post(f"{ADDRESS}?contract={cast.contract.pk}", fields(cast))
    assert response.status_code == 422
    assert not Case.objects.exists()


def test_a_manager_opens_under_own_contracts_only(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.manager2).get(ADDRESS, {"contract": cast.contract.pk}))
    assert "Чей это договор?" in page
    assert browse(cast.director).get(ADDRESS).status_code == 404


@pytest.mark.parametrize(("named", "told"), [(True, "Заказчик получит письмо."), (False, "письмо никому не уйдёт")])
def test_a_letter_is_promised_only_where_somebody_gets_it(cast: Cast, browse: Browse, named: bool, told: str) -> None:
    client = browse(cast.operator)
    case = opened(client, cast, opener=cast.orlova.pk if named else "")
    assert told in read(client.get(reverse("desk:case", args=(case.number,))))
    rounds.run(case.registered_at)
    assert Letter.objects.filter(kind="registered").exists() is named
