"""The journal of letters: what came, what left, what was rejected and what is held back; found by what people know."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reglament.people.models import Account
from tests.cast import Cast
from tests.doors.desk.conftest import read
from tests.doors.desk.test_letters import letter
from tests.doors.desk.test_triage import receipt

Browse = Callable[[Account], Client]
IN, OUT = "desk:receipts", "desk:letters"


def table(client: Client, page: str, **query: str) -> str:
    return read(client.get(reverse(page), query)).split("<main", 1)[1]


def test_every_kind_has_its_tab(cast: Cast, browse: Browse) -> None:
    receipt(subject="Отклонённое")
    receipt(subject="Придержанное", verdict="quarantine", reason="unverified")
    client = browse(cast.duty)
    html = table(client, IN)
    for label, href in (
        ("Входящие", reverse(IN)),
        ("Исходящие", reverse(OUT)),
        ("Отклонённые", f"{reverse(IN)}?verdict=reject"),
        ("Карантин", f"{reverse(IN)}?verdict=quarantine"),
    ):
        assert f'href="{href}"' in html
        assert label in html
    for verdict, found, other in (
        ("reject", "Отклонённое", "Придержанное"),
        ("quarantine", "Придержанное", "Отклонённое"),
    ):
        html = table(client, IN, verdict=verdict)
        assert f'href="{reverse(IN)}?verdict={verdict}" aria-current="page"' in html
        assert f">{found}</a>" in html
        assert f">{other}</a>" not in html


@pytest.mark.parametrize(
    "query",
    ["ivanov@north", "IVANOV@NORTH.example", "Стык упал", "стык", "УПАЛ", "оператором стык", "<abc.1@north.example>",
     "abc.1@north.example", "Сергей", "number"],
)  # fmt: skip
def test_an_incoming_letter_is_found(cast: Cast, browse: Browse, query: str) -> None:
    case = cast.case()
    receipt(
        subject="Стык с оператором упал", from_address="ivanov@north.example", from_name="Сергей Иванов",
        message_id="abc.1@north.example", case=case,
    )  # fmt: skip
    receipt(subject="Совсем другое", message_id="other@x.example")
    html = table(browse(cast.duty), IN, q=case.number if query == "number" else query)
    assert "Стык с оператором упал" in html
    assert "Совсем другое" not in html


@pytest.mark.parametrize("query", ["petrov@", "Зарегистрировано стык", "<sd.7@vector.example>", "sd.7@vector.example"])
def test_an_outgoing_letter_is_found(cast: Cast, browse: Browse, query: str) -> None:
    letter(
        to_address="petrov@rival.example",
        subject="[SD-2026-000007] Зарегистрировано: Стык",
        message_id="<sd.7@vector.example>",
    )
    letter(subject="Совсем другое")
    html = table(browse(cast.duty), OUT, q=query)
    assert "Зарегистрировано: Стык" in html
    assert "Совсем другое" not in html


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE", "\x00", "<>", "@", " ", "x" * 5000, "а " * 2000])
@pytest.mark.parametrize("page", [IN, OUT])
def test_whatever_is_asked_is_answered(cast: Cast, browse: Browse, page: str, query: str) -> None:
    receipt(), letter()
    assert browse(cast.duty).get(reverse(page), {"q": query}).status_code == 200


def test_the_next_page_keeps_what_was_asked(cast: Cast, browse: Browse) -> None:
    for number in range(52):
        receipt(subject=f"Придержанное {number}", verdict="quarantine", reason="unverified")
    client = browse(cast.duty)
    html = table(client, IN, verdict="quarantine", q="придержанное")
    following = next(part.split('"', 1)[0] for part in html.split('href="') if "after=" in part.split('"', 1)[0])
    assert "verdict=quarantine" in following
    second = read(client.get(following.replace("&amp;", "&")))
    assert ">Придержанное 0</a>" in second
    assert ">Придержанное 51</a>" not in second


def test_a_search_costs_no_more_statements(
    cast: Cast, browse: Browse, statements: Callable[[Client, str], int]
) -> None:
    receipt(case=cast.case())
    client = browse(cast.duty)
    assert statements(client, f"{reverse(IN)}?q=стык&verdict=reject") <= 5
