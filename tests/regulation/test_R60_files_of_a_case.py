"""R-60  Files need not be attached, but any kind may be, if it helps to understand."""

import pytest

from reglament.cases.course import correspondence
from reglament.cases.course.entries import Message
from reglament.cases.models import Attachment
from reglament.files import storing
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import GOOD, Post


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("журнал.log", b"member 2 lost"),
        ("дамп.tar.gz", b"\x1f\x8b\x08\x00rest"),
        ("страница.html", b"<script>alert(1)</script>"),
        ("программа.exe", b"MZ\x90\x00"),
        ("схема.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("пустой.txt", b""),
        ("без расширения", b"\x00\x01\x02"),
    ],
)
def test_any_kind_is_taken_and_given_back_to_be_saved(cast: Cast, look: Look, name: str, content: bytes) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", [(name, content)], subject="Стек", description="См. файл.", priority="3"
    )
    assert page.download(name) == content


def test_nothing_in_a_file_can_act_in_our_name(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", [("а.html", b"<script>alert(1)</script>")], subject="Стек", description="См.", priority="3"
    )
    link = next(link for link in page.tree.iter("a") if "а.html" in link.text_content())
    response = page.client.get(link.get("href"))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_none_is_needed(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Вопрос", description="Как обновить?")
    assert page.status == 200


def test_a_file_alone_is_an_answer(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=5)
    page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", [("снимок.png", b"\x89PNG")], text="")
    assert page.status == 200
    assert "снимок.png" in page.history


def test_a_house_may_forbid_some_endings(cast: Cast, look: Look) -> None:
    cast.contract.terms = {"files.block_ext": [".exe"]}
    cast.contract.save()
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", [("вирус.EXE", b"MZ")], subject="Стек", description="См.", priority="3"
    )
    assert page.status == 422
    assert "вирус.EXE" in page.text


@pytest.mark.parametrize("who", ["petrov", "stranger"])
def test_nobody_elses_hand_reaches_a_file(cast: Cast, look: Look, who: str) -> None:
    case = cast.case(files=((storing.store(b"secret", at=NOON), "тайна.txt"),))
    pk = Attachment.objects.get().pk
    assert look(cast.orlova, f"/cases/{case.number}/").download("тайна.txt") == b"secret"
    for address in (f"/cases/{case.number}/files/{pk}/", f"/desk/cases/{case.number}/files/{pk}/"):
        assert look(getattr(cast, who), address).status == 404


def test_a_file_of_an_internal_note_stays_with_staff(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    kept = storing.store(b"internal", at=NOON)
    correspondence.note(
        case, Message(text="Для своих.", files=((kept, "свои.txt"),)), by=cast.engineer, at=watch.move(minutes=5)
    )
    pk = Attachment.objects.get().pk
    assert look(cast.lead, f"/desk/cases/{case.number}/").download("свои.txt") == b"internal"
    assert look(cast.orlova, f"/cases/{case.number}/files/{pk}/").status == 404


def test_the_files_of_a_letter_come_with_it(cast: Cast, look: Look, post: Post) -> None:
    case = post.send(GOOD, files=[("журнал.log", b"lost"), ("конфиг.txt", b"vlan 10")]).case
    assert case
    page = look(cast.ivanov, f"/cases/{case.number}/")
    assert (page.download("журнал.log"), page.download("конфиг.txt")) == (b"lost", b"vlan 10")
