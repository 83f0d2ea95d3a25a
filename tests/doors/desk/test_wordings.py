"""The page of the texts of letters: who sees it, who edits, what an editor sees before saving."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reglament.notifications import loading, texts
from reglament.notifications.models import Wording
from tests.cast import Cast
from tests.doors.desk.conftest import read

Browse = Callable[[object], Client]
PAGE = "desk:wording"


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    loading.load_tables()


def typed(kind: str = "registered", **changed: object) -> dict[str, object]:
    values: dict[str, object] = {}
    for language in texts.LANGUAGES:
        words = texts.shipped(kind, language)
        values |= {f"body_{language}": words.body, f"seen_{language}": 1}
        if words.subject:
            values[f"subject_{language}"] = words.subject
    return values | changed


@pytest.mark.parametrize("who", ["duty", "lead", "head", "manager", "admin", "operator", "engineer", "orlova"])
def test_who_sees_and_who_edits(cast: Cast, browse: Browse, who: str) -> None:
    client = browse(getattr(cast, who))
    sees, edits = who in ("duty", "lead", "head", "manager", "admin"), who in ("head", "manager")
    assert client.get(reverse("desk:wordings")).status_code == (200 if sees else 404)
    page = client.get(reverse(PAGE, args=("registered",)))
    assert page.status_code == (200 if sees else 404)
    assert ("Показать письмо" in read(page)) == edits
    assert client.post(reverse(PAGE, args=("registered",)), typed()).status_code == (200 if edits else 404)
    back = client.post(reverse("desk:wording_restoration", args=("registered",)), {"language": "ru"})
    assert back.status_code == (302 if edits else 404)


def test_the_list_says_what_sends_each_letter_and_to_whom(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.head).get(reverse("desk:wordings")))
    assert "Обращение зарегистрировано" in page
    assert "Внутренняя заметка" in page
    assert "кто наблюдает за обращением" in page
    assert page.count("исходный") >= len(texts.kinds()) * 2


def test_the_letter_is_seen_before_it_is_saved(cast: Cast, browse: Browse) -> None:
    client = browse(cast.head)
    changed = typed(body_ru="Номер Вашего обращения: {number}. <b>Запомните</b>.")
    page = read(client.post(reverse(PAGE, args=("registered",)), changed))
    assert "Номер Вашего обращения: SD-2026-000123. &lt;b&gt;Запомните&lt;/b&gt;." in page
    assert "Case SD-2026-000123 is registered." in page
    assert page.count("<iframe") == 2
    assert 'srcdoc="&lt;!DOCTYPE html' in page
    assert Wording.objects.filter(made_by=cast.head).count() == 0
    page = read(client.post(reverse(PAGE, args=("registered",)), changed | {"save": "1"}, follow=True))
    assert "Текст сохранён" in page
    row = Wording.objects.get(made_by=cast.head)
    assert (row.language, row.number, row.is_current) == ("ru", 2, True)
    assert "изменён" in read(client.get(reverse("desk:wordings")))


def test_an_unknown_placeholder_is_said_with_those_that_are_known(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.head).post(reverse(PAGE, args=("registered",)), typed(body_ru="{nomer}", save="1"))
    assert answer.status_code == 422
    page = read(answer)
    assert "Здесь неизвестно: {nomer}. Можно использовать: {accept_link}" in page
    assert ">{nomer}" in page.replace("\n", "")
    assert not Wording.objects.filter(made_by=cast.head).exists()


def test_of_two_editors_the_second_keeps_what_was_typed(cast: Cast, browse: Browse) -> None:
    browse(cast.manager).post(reverse(PAGE, args=("taken",)), typed("taken", body_ru="Первый {number}", save="1"))
    answer = browse(cast.head).post(reverse(PAGE, args=("taken",)), typed("taken", body_ru="Второй {number}", save="1"))
    assert answer.status_code == 409
    assert "уже изменил" in read(answer)
    assert "Второй {number}" in read(answer)
    assert Wording.objects.get(kind="taken", language="ru", is_current=True).body == "Первый {number}"


def test_the_shipped_text_is_taken_back_by_a_button(cast: Cast, browse: Browse) -> None:
    client = browse(cast.head)
    client.post(reverse(PAGE, args=("taken",)), typed("taken", body_ru="Своё {number}", save="1"))
    assert "Вернуть исходный текст: Русский" in read(client.get(reverse(PAGE, args=("taken",))))
    page = read(client.post(reverse("desk:wording_restoration", args=("taken",)), {"language": "ru"}, follow=True))
    assert "Снова действует исходный текст." in page
    assert "Вернуть исходный текст" not in page
    assert "Своё {number}" in page
    row = Wording.objects.get(kind="taken", language="ru", is_current=True)
    assert row.body == texts.shipped("taken", "ru").body


def test_a_newer_shipped_text_is_shown(cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse(cast.head)
    client.post(reverse(PAGE, args=("taken",)), typed("taken", body_ru="Своё {number}", save="1"))
    before = texts.shipped
    newer = texts.Words("", "Новое {number}")
    monkeypatch.setattr(
        texts, "shipped", lambda kind, one: newer if (kind, one) == ("taken", "ru") else before(kind, one)
    )
    loading.load_tables()
    assert "исходный текст обновился" in read(client.get(reverse("desk:wordings")))
    page = read(client.get(reverse(PAGE, args=("taken",))))
    assert "новый исходный текст" in page
    assert "Русский, 3: исходный текст" in page
    assert "Новое {number}" in page


def test_unknown_letters_and_languages_are_not_found(cast: Cast, browse: Browse) -> None:
    client = browse(cast.head)
    assert client.get(reverse(PAGE, args=("no_such",))).status_code == 404
    assert client.post(reverse("desk:wording_restoration", args=("taken",)), {"language": "de"}).status_code == 404


def test_statements_do_not_grow_with_letters(
    cast: Cast, browse: Browse, statements: Callable[[Client, str], int]
) -> None:
    client = browse(cast.head)
    assert statements(client, reverse("desk:wordings")) <= 7
    assert statements(client, reverse(PAGE, args=("registered",))) <= 8
