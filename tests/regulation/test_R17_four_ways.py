"""R-17  Portal, mail, telephone and fax are equal, and one public page tells their addresses and numbers."""

import pytest
from django.test import Client

from reglament.contracts.models import SupportChannel
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post
from tests.regulation.seeing import see


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Авария", "8 (800) 000-00-43"),
        ("Портал технической поддержки", "127.0.0.1:8000"),
        ("Электронная почта поддержки", "support@vector.example"),
        ("Многоканальный номер", "8 (800) 000-00-43"),
        ("Голосовое меню, раздел «Техническая поддержка»", "+7 (495) 000-00-10"),
        ("Прямой номер, операторы", "+7 (495) 000-00-11"),
        ("Факс", "+7 (495) 000-00-19"),
        ("Обращения без договора и учётные записи", "contracts@vector.example"),
    ],
)
def test_everybody_reads_every_way_without_signing_in(cast: Cast, label: str, value: str) -> None:
    part = see(Client(headers={"accept-language": "ru"}), "/support/").part("Каналы обращения")
    assert value in part[part.index(label) :]


def test_the_page_is_data(cast: Cast) -> None:
    SupportChannel.objects.filter(kind="fax").delete()
    SupportChannel.objects.filter(role="support").update(value="help@contractor.example")
    page = see(Client(headers={"accept-language": "ru"}), "/support/").text
    assert "+7 (495) 000-00-19" not in page
    assert "help@contractor.example" in page


def test_thresholds_are_not_public(cast: Cast, look: Look) -> None:
    guest = see(Client(headers={"accept-language": "ru"}), "/support/").text
    assert "Пороговые значения стоят в Вашем договоре: войдите, чтобы их увидеть" in guest
    assert "ВС-2025/114" not in guest
    assert "Пороговые значения Ваших договоров: ВС-2025/114" in look(cast.ivanov, "/support/").text


@pytest.mark.parametrize(
    ("channel", "words"),
    [("web", "через портал"), ("email", "по электронной почте"), ("phone", "по телефону"), ("fax", "по факсу")],
)
def test_a_case_says_by_which_way_it_came(cast: Cast, look: Look, channel: str, words: str) -> None:
    case = cast.case(channel=channel)
    assert case.status == "registered"
    assert words in look(cast.orlova, f"/cases/{case.number}/").history


def test_the_number_is_of_one_series_whatever_the_way(cast: Cast, post: Post) -> None:
    numbers = [cast.case(channel=channel).number for channel in ("web", "phone", "fax", "staff")]
    letter = post.send(GOOD).case
    assert letter
    numbers.append(letter.number)
    assert [int(number.removeprefix("SD-2026-")) for number in numbers] == [1, 2, 3, 4, 5]
