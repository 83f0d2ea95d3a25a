"""The texts of letters as data: loaded once, never overwritten once edited, refused where a letter would come out wrong."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reglament.clauses import Refused
from reglament.memory.values import forget_everything
from reglament.notifications import kinds, loading, overview, placeholders, rewording, samples, texts, wordings
from reglament.notifications.models import Wording
from reglament.notifications.texts import Words
from reglament.people.models import HouseEvent
from tests.cast import NOON, Cast
from tests.notifications.outbox import post, to

pytestmark = pytest.mark.django_db
OWN = Words("", "Обращение {number} у нас, номер запомните.\n\nТема: {subject}")
Reship = Callable[[str, str, Words], None]


@pytest.fixture
def reship(monkeypatch: pytest.MonkeyPatch) -> Reship:
    """The next release of the product, with another text."""

    def change(kind: str, language: str, words: Words) -> None:
        before = texts.shipped
        monkeypatch.setattr(texts, "shipped", lambda k, one: words if (k, one) == (kind, language) else before(k, one))

    return change


def reword(cast: Cast, words: Words = OWN, kind: str = "registered", language: str = "ru", seen: int = 1) -> Wording:
    return rewording.reword(kind, language, words, seen=seen, by=cast.head, at=NOON)


def current(kind: str = "registered", language: str = "ru") -> Wording:
    return Wording.objects.get(kind=kind, language=language, is_current=True)


def test_everything_shipped_is_loaded_once() -> None:
    assert loading.load_tables() == len(texts.kinds()) * 2
    assert loading.load_tables() == 0
    for row in Wording.objects.all():
        assert Words(row.subject, row.body) == texts.shipped(row.kind, row.language)


def test_the_next_letter_is_written_with_the_new_words(cast: Cast) -> None:
    loading.load_tables()
    reword(cast)
    case = cast.case()
    text = to(cast.orlova, post()).text
    assert f"Обращение {case.number} у нас, номер запомните." in text
    assert "Действуют сроки" not in text


def test_an_edit_keeps_what_was_before_it_and_is_an_event(cast: Cast) -> None:
    row = reword(cast)
    assert (row.number, row.made_by, row.made_at, row.is_shipped) == (2, cast.head, NOON, False)
    assert Wording.objects.filter(kind="registered", language="ru").count() == 2
    event = HouseEvent.objects.get(kind="letter.reworded")
    assert event.facts == {"letter": "registered", "language": "ru", "number": 2}
    assert event.actor == cast.head
    assert reword(cast, seen=2) == row
    assert HouseEvent.objects.filter(kind="letter.reworded").count() == 1


def test_the_shipped_words_come_back(cast: Cast) -> None:
    reword(cast)
    row = rewording.restore("registered", "ru", by=cast.manager, at=NOON)
    assert Words(row.subject, row.body) == texts.shipped("registered", "ru")
    assert (row.number, row.is_shipped, row.is_current) == (3, True, True)
    assert HouseEvent.objects.get(kind="letter.restored").actor == cast.manager
    assert wordings.read("registered", "ru") == texts.shipped("registered", "ru")


def test_an_upgrade_takes_the_place_of_the_words_nobody_edited(reship: Reship) -> None:
    loading.load_tables()
    reship("registered", "ru", Words("", "Новое: {number}."))
    assert loading.load_tables() == 1
    assert (current().number, current().body) == (2, "Новое: {number}.")


def test_an_upgrade_never_overwrites_what_was_edited(cast: Cast, reship: Reship) -> None:
    reword(cast)
    reship("registered", "ru", Words("", "Новое: {number}."))
    assert loading.load_tables() == 1
    assert loading.load_tables() == 0
    assert current().body == OWN.body
    assert Wording.objects.filter(kind="registered", language="ru", is_shipped=True).count() == 2
    assert rewording.restore("registered", "ru", by=cast.head, at=NOON).body == "Новое: {number}."


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("registered", Words("", "{numbr}"), "Здесь неизвестно: {numbr}. Можно использовать: {accept_link}, {actor},"),
        ("registered", Words("", "{reset_link}"), "Здесь неизвестно: {reset_link}."),
        ("registered", Words("", "{Number} и {"), "Здесь неизвестно: {, {Number}."),
        ("registered", Words("Тема", "{number}"), "номер и тема обращения"),
        ("registered", Words("", " \n "), "Напишите текст письма."),
        ("registered_sender", Words("", "{contract}"), "Здесь неизвестно: {contract}."),
        ("reset", Words("Пароль", "Новый пароль"), "В тексте должно быть {reset_link}"),
        ("reset", Words("", "{reset_link}"), "Напишите тему письма."),
        ("frame_staff", Words("", "— Пишите ответ выше этой строки —\n\nОбращение"), "В тексте должно быть {body}"),
        ("frame_staff", Words("", "{body}"), "Первая строка должна остаться"),
        ("registered", Words("", "а" * 10_001), "Текст слишком длинный"),
    ],
)
def test_what_would_spoil_a_letter_is_refused(cast: Cast, kind: str, words: Words, said: str) -> None:
    with pytest.raises(Refused) as refused:
        reword(cast, words, kind)
    assert said in str(refused.value.sentence)
    assert not Wording.objects.filter(made_by=cast.head).exists()


def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    reword(cast)
    with pytest.raises(Refused, match="уже изменил"):
        reword(cast, Words("", "Иначе: {number}"), seen=1)


@pytest.mark.parametrize("who", ["duty", "engineer", "lead", "admin", "account_manager", "director", "orlova"])
def test_only_head_and_service_managers_edit(cast: Cast, who: str) -> None:
    for verb in (
        lambda by: rewording.reword("registered", "ru", OWN, seen=1, by=by, at=NOON),
        lambda by: rewording.restore("registered", "ru", by=by, at=NOON),
    ):
        with pytest.raises(Refused):
            verb(getattr(cast, who))


def test_a_subject_is_one_line_and_a_body_has_no_foreign_line_ends(cast: Cast) -> None:
    words = Words("Пароль\r\nBcc: all@victim.example\u2028", "Ссылка:\r\n{reset_link}\r\n\x00")
    row = reword(cast, words, "reset")
    assert (row.subject, row.body) == ("Пароль Bcc: all@victim.example", "Ссылка:\n{reset_link}")


def test_reading_the_words_asks_the_database_once() -> None:
    loading.load_tables()
    forget_everything()
    with CaptureQueriesContext(connection) as asked:
        for kind in texts.kinds():
            for language in texts.LANGUAGES:
                wordings.read(kind, language)
    assert len(asked) == 1


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", texts.kinds())
def test_every_letter_has_its_sample(kind: str, language: str) -> None:
    found = samples.sample(kind, language, texts.shipped(kind, language))
    assert found.subject
    assert "None" not in found.text
    assert "{" not in found.subject + found.text
    said = {samples.value(name, language) for name in placeholders.allowed(kind)}
    assert said


def test_every_shipped_text_passes_its_own_check() -> None:
    for kind in texts.kinds():
        for language in texts.LANGUAGES:
            rewording.check(kind, language, texts.shipped(kind, language))


def test_every_letter_has_a_name_a_cause_and_a_reader() -> None:
    listed = [kind for _group, found in overview.in_groups() for kind in found]
    assert sorted(listed) == sorted(texts.kinds()) == sorted(kinds.NAMES | kinds.FRAMES)
    assert kinds.title("check_ambiguous") == "Какой договор?"
    for kind in kinds.NAMES:
        assert overview.sendings(kind), kind
        assert all(one.event and all(one.to) for one in overview.sendings(kind)), kind
