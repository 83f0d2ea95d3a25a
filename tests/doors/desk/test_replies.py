"""Replies and notes: sent, kept as drafts, refused without a loss."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reglament.cases.course import correspondence, entries
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Entry, ReplyDraft
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read

Browse = Callable[[object], Client]


def send(client: Client, case: Case, kind: str = "replies", **fields: object) -> object:
    values = {"text": "Смотрим журналы.", "version": case.version, "submission_key": uuid4()} | fields
    return client.post(reverse(f"desk:{kind}", args=(case.number,)), values)


def test_a_reply_is_public_and_counts_as_the_reaction(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    response = send(browse(cast.engineer), case)
    assert response.status_code == 302  # type: ignore[attr-defined]
    entry = Entry.objects.filter(case=case).latest("id")
    assert (entry.kind, entry.by_staff, entry.text) == ("public", True, "Смотрим журналы.")
    case.refresh_from_db()
    assert case.reacted_at == NOON + timedelta(minutes=10)


def test_a_note_stays_inside(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    send(browse(cast.engineer), case, "notes", text="Кабель менять.")
    assert Entry.objects.filter(case=case).latest("id").kind == "internal"
    case.refresh_from_db()
    assert case.reacted_at is None


def test_a_reply_may_wait_for_the_answer(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    send(browse(cast.engineer), case, text="Пришлите журнал.", then="ask")
    case.refresh_from_db()
    assert case.status == "wait_customer"
    assert Entry.objects.filter(case=case).latest("id").is_question


def test_the_same_form_twice_is_one_reply(cast: Cast, browse: Browse) -> None:
    case, client, key = cast.case_in_work(), browse(cast.engineer), uuid4()
    send(client, case, submission_key=key)
    send(client, case, submission_key=key)
    assert Entry.objects.filter(case=case, by_staff=True, kind="public").count() == 1


def test_two_engineers_at_once_both_texts_stay(cast: Cast, browse: Browse, watch: Watch) -> None:
    case = cast.case_in_work()
    seen = watch.at
    at = watch.move(minutes=2)
    correspondence.reply(case, Message(text="Первый успел раньше."), by=cast.engineer2, at=at)
    watch.move(minutes=1)
    response = send(browse(cast.engineer), case, text="Мой ответ не пропал.", seen=seen.isoformat())
    page = read(response)  # type: ignore[arg-type]
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "Мой ответ не пропал.</textarea>" in page
    newer = page[page.index('class="newer"') : page.index("</section>", page.index('class="newer"'))]
    assert "Первый успел раньше." in newer
    assert "Мой ответ" not in newer
    assert Entry.objects.filter(case=case, author=cast.engineer, kind="public").count() == 0
    case.refresh_from_db()
    assert f'name="version" value="{case.version}"' in page


def test_files_of_a_refused_reply_are_not_lost(cast: Cast, browse: Browse) -> None:
    case, client = cast.case_in_work(), browse(cast.engineer)
    file = SimpleUploadedFile("journal.txt", b"line one")
    response = send(client, case, version=1, files=[file])
    page = read(response)  # type: ignore[arg-type]
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "journal.txt" in page
    token = page.split('name="kept" value="', 1)[1].split('"', 1)[0]
    case.refresh_from_db()
    send(client, case, kept=token)
    attachment = Entry.objects.filter(case=case).latest("id").attachments.get()
    assert (attachment.name, attachment.file.size) == ("journal.txt", 8)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([SimpleUploadedFile(f"{n}.txt", b"x") for n in range(6)], "не более 5"),
        ([SimpleUploadedFile("big.bin", b"x" * 10_485_761)], "10 МБ"),
    ],
)
def test_too_many_or_too_large_files_are_refused_in_words(
    cast: Cast, browse: Browse, files: list[SimpleUploadedFile], words: str
) -> None:
    case = cast.case_in_work()
    response = send(browse(cast.engineer), case, text="Вот файлы.", files=files)
    assert response.status_code == 409  # type: ignore[attr-defined]
    page = read(response)  # type: ignore[arg-type]
    assert words in page
    assert "Вот файлы.</textarea>" in page


def test_an_empty_reply_is_refused(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    response = send(browse(cast.engineer), case, text="   ")
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert Entry.objects.filter(case=case, by_staff=True).count() == 0


def test_a_draft_is_kept_and_comes_back(cast: Cast, browse: Browse) -> None:
    case, client = cast.case_in_work(), browse(cast.engineer)
    answer = client.post(reverse("desk:draft", args=(case.number, "note")), {"text": "Недописанная заметка"})
    assert answer.json() == {"saved": "черновик, 12:10"}
    page = read(client.get(reverse("desk:case", args=(case.number,))))
    assert "Недописанная заметка</textarea>" in page
    assert "Недописанная" not in read(browse(cast.lead).get(reverse("desk:case", args=(case.number,))))
    client.post(reverse("desk:draft", args=(case.number, "note")), {"text": ""})
    assert not ReplyDraft.objects.exists()


def test_a_canned_reply_is_filled_for_this_case(cast: Cast, browse: Browse) -> None:
    case, client = cast.case_in_work(), browse(cast.engineer)
    text = read(client.get(reverse("desk:canned_reply", args=(case.number, "received.ru"))))
    assert f"Здравствуйте, {cast.orlova.full_name}!" in text
    assert case.number in text
    assert cast.engineer.full_name in text
    assert "Hello" in read(client.get(reverse("desk:canned_reply", args=(case.number, "received.en"))))
    assert client.get(reverse("desk:canned_reply", args=(case.number, "unknown.ru"))).status_code == 404


def test_without_scripts_a_canned_reply_joins_the_text(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    response = send(browse(cast.engineer), case, text="Добрый день.", canned="received.ru", insert="1")
    page = read(response)  # type: ignore[arg-type]
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert f"Добрый день.\n\nЗдравствуйте, {cast.orlova.full_name}!" in page
    assert Entry.objects.filter(case=case, by_staff=True).count() == 0


def test_who_may_only_note_is_offered_only_a_note(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    response = send(browse(cast.director), case)
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "не позволяет" in read(response)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", ["question", "solution"])
def test_a_draft_outlives_a_step_with_words_of_its_own(cast: Cast, browse: Browse, step: str) -> None:
    case = cast.case_in_work()
    entries.save_draft(case, "Длинный ответ, который ещё пишется.", "public", by=cast.engineer, at=NOON)
    fields = {"text": "Пришлите журнал.", "cause": "hardware", "closure": "solved", "version": case.version}
    client = browse(cast.engineer)
    client.post(reverse("desk:step", args=(case.number, step)), fields)
    page = read(client.get(reverse("desk:case", args=(case.number,))))
    assert "Длинный ответ, который ещё пишется.</textarea>" in page
