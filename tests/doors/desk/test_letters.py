"""The journals of letters: who reads which, and what stands in them."""

from collections.abc import Callable
from importlib import resources

import pytest
from django.test import Client
from django.urls import reverse

from reglament.notifications import kinds, rounds
from reglament.notifications.models import Letter
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read
from tests.doors.desk.test_triage import receipt

Browse = Callable[[object], Client]


def letter(**changed: object) -> Letter:
    values: dict[str, object] = {
        "kind": "case.registered",
        "to_address": "orlova@customer.example",
        "language": "ru",
        "subject": "[SD-2026-000001] Зарегистрировано",
        "text": "Ваше обращение зарегистрировано.",
        "headers": {"To": "orlova@customer.example"},
        "written_at": NOON,
        "state": "sent",
        "sent_at": NOON,
    }
    return Letter.objects.create(**(values | changed))


@pytest.mark.parametrize(
    ("who", "of_case", "of_no_case"),
    [("duty", True, True), ("lead", True, True), ("head", True, True), ("manager", True, False),
     ("manager2", False, False),
     ("admin", False, True)],
)  # fmt: skip
def test_each_reader_finds_the_own_letters(
    cast: Cast, browse: Browse, who: str, of_case: bool, of_no_case: bool
) -> None:
    mine, loose = letter(case=cast.case()), letter(subject="Сброс пароля")
    client = browse(getattr(cast, who))
    for row, seen in ((mine, of_case), (loose, of_no_case)):
        assert client.get(reverse("desk:letter", args=(row.pk,))).status_code == (200 if seen else 404)
    page = read(client.get(reverse("desk:letters")))
    assert (mine.subject in page, loose.subject in page) == (of_case, of_no_case)


@pytest.mark.parametrize("who", ["operator", "engineer", "account_manager", "logistics", "director"])
def test_others_find_no_journal(cast: Cast, browse: Browse, who: str) -> None:
    row, came = letter(), receipt()
    client = browse(getattr(cast, who))
    for name, args in (
        ("letters", ()), ("receipts", ()), ("letter", (row.pk,)), ("receipt", (came.pk,)), ("receipt_raw", (came.pk,)),
    ):  # fmt: skip
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404


def test_a_letter_is_shown_in_its_own_words(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.duty).get(reverse("desk:letter", args=(letter(case=cast.case()).pk,))))
    assert "Ваше обращение зарегистрировано." in page
    assert "orlova@customer.example" in page


def test_a_secret_link_stands_nowhere(cast: Cast, browse: Browse) -> None:
    row = letter(secret=True, recipient=cast.orlova, text="Ссылка: [ссылка скрыта]", kind="reset")
    page = read(browse(cast.duty).get(reverse("desk:letter", args=(row.pk,))))
    assert "ссылка скрыта" in page
    assert "/reset/" not in page


def test_letters_are_narrowed(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    letter(case=case, subject="По обращению")
    letter(to_address="petrov@rival.example", subject="Не доставлено", state="failed")
    client = browse(cast.duty)
    assert (
        "Не доставлено"
        not in read(client.get(reverse("desk:letters"), {"q": case.number})).split("<main", 1)[1].split("<table", 1)[1]
    )
    failed = read(client.get(reverse("desk:letters"), {"state": "failed"}))
    assert "petrov@rival.example" in failed
    assert "orlova@customer.example" not in failed
    assert "petrov@rival.example" in read(client.get(reverse("desk:letters"), {"q": "petrov"}))


def test_an_incoming_letter_can_be_read_and_saved_as_it_came(cast: Cast, browse: Browse) -> None:
    row, client = receipt(), browse(cast.duty)
    page = read(client.get(reverse("desk:receipt", args=(row.pk,))))
    assert "Такого логина нет" in page
    assert "Зарегистрировать вручную" in page
    raw = client.get(reverse("desk:receipt_raw", args=(row.pk,)))
    assert b"".join(raw.streaming_content) == b"Subject: hello\r\n\r\ntext"
    assert raw["Content-Disposition"].startswith("attachment")
    assert raw["Content-Type"] == "application/octet-stream"


def test_a_manager_reads_letters_without_a_contract(cast: Cast, browse: Browse) -> None:
    loose, rejected = receipt(verdict="no_contract", reason="no_contract_address"), receipt()
    client = browse(cast.manager)
    assert client.get(reverse("desk:receipt", args=(loose.pk,))).status_code == 200
    assert client.get(reverse("desk:receipt", args=(rejected.pk,))).status_code == 404


def test_incoming_letters_are_narrowed_to_what_needs_a_person(cast: Cast, browse: Browse) -> None:
    receipt(subject="Требует внимания")
    receipt(subject="Просто отклонено", claims_priority=None)
    page = read(browse(cast.duty).get(reverse("desk:receipts"), {"verdict": "waiting"}))
    assert "Требует внимания" in page
    assert "Просто отклонено" not in page


def test_long_journals_cost_what_short_ones_do(
    cast: Cast, browse: Browse, statements: Callable[[Client, str], int]
) -> None:
    client, case = browse(cast.duty), cast.case()
    letter(case=case)
    receipt(case=case)
    counted = {name: statements(client, reverse(f"desk:{name}")) for name in ("letters", "receipts")}
    for _each in range(60):
        letter(case=case)
        receipt(case=case)
    for name, count in counted.items():
        assert statements(client, reverse(f"desk:{name}")) == count <= 5


FAILED = {"state": "failed", "sent_at": None, "attempts": 3, "last_error": "550 no such mailbox"}
AGAIN = "Отправить ещё раз"


def sending(row: Letter) -> str:
    return reverse("desk:letter_sending", args=(row.pk,))


def test_a_letter_that_failed_is_sent_again_by_a_button(cast: Cast, browse: Browse, watch: Watch) -> None:
    row, client = letter(case=cast.case(), **FAILED), browse(cast.duty)
    page = read(client.get(reverse("desk:letter", args=(row.pk,))))
    assert AGAIN in page
    assert f'action="{sending(row)}"' in page
    page = read(client.post(sending(row), follow=True))
    assert "Письмо снова в очереди на отправку." in page
    assert "В очереди" in page
    assert AGAIN not in page
    row.refresh_from_db()
    assert (row.state, row.attempts, row.next_attempt_at) == ("queued", 0, watch.at)


def test_it_leaves_when_the_clerk_comes_round(cast: Cast, browse: Browse, watch: Watch) -> None:
    row = letter(case=cast.case(), **FAILED)
    browse(cast.duty).post(sending(row))
    rounds.run(watch.at)
    row.refresh_from_db()
    assert row.state == "journal"


@pytest.mark.parametrize("state", ["queued", "sent", "journal", "withheld"])
def test_no_other_letter_is_sent_twice(cast: Cast, browse: Browse, state: str) -> None:
    row, client = letter(case=cast.case(), state=state), browse(cast.duty)
    assert AGAIN not in read(client.get(reverse("desk:letter", args=(row.pk,))))
    page = read(client.post(sending(row), follow=True))
    assert "Ещё раз отправляется только недоставленное письмо." in page
    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize(
    ("who", "of_case", "of_no_case"),
    [("duty", 302, 302), ("lead", 302, 302), ("head", 302, 302), ("manager", 302, 404), ("manager2", 404, 404),
     ("admin", 404, 302), ("operator", 404, 404), ("engineer", 404, 404), ("director", 404, 404),
     ("orlova", 404, 404)],
)  # fmt: skip
def test_only_its_readers_send_a_letter_again(
    cast: Cast, browse: Browse, who: str, of_case: int, of_no_case: int
) -> None:
    client = browse(getattr(cast, who))
    for row, status in ((letter(case=cast.case(), **FAILED), of_case), (letter(**FAILED), of_no_case)):
        assert client.post(sending(row)).status_code == status
        row.refresh_from_db()
        assert row.state == ("queued" if status == 302 else "failed")
    assert client.post(reverse("desk:letter_sending", args=(999_999,))).status_code == 404


def test_every_letter_says_in_the_journal_what_it_is_about() -> None:
    written = {
        path.name.split(".")[0] for path in resources.files("reglament.notifications").joinpath("letters").iterdir()
    }
    assert {kind for kind in written if not kind.startswith("frame_")} == set(kinds.NAMES)


def test_letters_of_one_case_are_told_apart(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    rows = [letter(case=case, kind=kind) for kind in ("registered", "question", "something.new")]
    client = browse(cast.duty)
    page = read(client.get(reverse("desk:letters")))
    for words in ("обращение зарегистрировано", "вопрос заказчику", "something.new"):
        assert f"<td>{words}</td>" in page
    assert "вопрос заказчику" in read(client.get(reverse("desk:letter", args=(rows[1].pk,))))
