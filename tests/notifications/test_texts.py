"""The words of letters: complete in both languages, filled once, silent where there is nothing to say."""

import re
from itertools import chain

import pytest
from django.utils import translation

from reglament.intake.mail import profile
from reglament.intake.mail.grammar import read_fields
from reglament.notifications import account_letters, human_answers, recipients, texts, troubles
from reglament.notifications.answering import Answer
from reglament.notifications.values import HOUSE, VALUES

FRAMES = {"frame_customer", "frame_staff", "frame_robot", "frame_answer"}
OF_CASES = {line.letter for line in chain(*recipients.TOLD.values())} | {"registered_sender"}
OF_ANSWERS = {kind.value for kind in Answer}
OF_ACCOUNTS = set(account_letters.READERS)
ABOUT_A_REQUEST = {
    *("reader", "what", "whom", "login", "contract", "asker", "unconfirmed", "missing", "asked_moment"),
    *("answer_text", "request_link"),
}
ALONE = {"reset", "invitation", "digest", human_answers.KIND} | OF_ACCOUNTS
OWN_WORDS = {
    "reset": {"reader", "login", "reset_link", "lifetime"},
    "digest": {"reader", "changes", "cases"},
    "invitation": {"reader", "login", "invitation_link", "lifetime"},
    human_answers.KIND: {"original_subject", "queue_number", "received_moment", "answer_text"},
    **{
        kind: {"original_subject", "problems", "template", "queue_number", "confirm_link", "missing"}
        for kind in OF_ANSWERS
    },
    **dict.fromkeys(OF_ACCOUNTS, ABOUT_A_REQUEST),
}
SHIPPED = {tuple(path.name.split(".")[:2]) for path in texts.SHIPPED.iterdir()}
CYRILLIC, LATIN = re.compile("[а-яё]", re.IGNORECASE), re.compile("[a-z]{3,}")


def test_every_letter_is_there_in_both_languages_and_no_other_is() -> None:
    kinds = OF_CASES | OF_ANSWERS | FRAMES | ALONE
    assert {(kind, language) for kind in kinds for language in texts.LANGUAGES} == SHIPPED


@pytest.mark.parametrize(("kind", "language"), sorted(SHIPPED))
def test_every_placeholder_is_in_the_fixed_dictionary(kind: str, language: str) -> None:
    known = HOUSE.keys() | OWN_WORDS.get(kind, set())
    if kind in OF_CASES | FRAMES:
        known |= VALUES.keys()
    words = texts.shipped(kind, language)
    assert texts.placeholders(f"{words.subject} {words.body}") <= known | {"body"}
    # Nothing that looks like a placeholder escapes the one pattern.
    assert not re.search(r"[{}]", texts.PLACEHOLDER.sub("", f"{words.subject} {words.body}"))


@pytest.mark.parametrize("kind", sorted({kind for kind, _language in SHIPPED}))
def test_both_languages_say_the_same(kind: str) -> None:
    russian, english = (texts.shipped(kind, language) for language in texts.LANGUAGES)
    said = [sorted(texts.PLACEHOLDER.findall(one.subject + one.body)) for one in (russian, english)]
    assert said[0] == said[1]
    assert bool(russian.subject) == bool(english.subject) == (kind in OF_ANSWERS | ALONE)
    assert len(russian.body.split("\n")) == len(english.body.split("\n"))
    bare = texts.PLACEHOLDER.sub("", english.subject + english.body)
    assert not CYRILLIC.search(bare)
    assert CYRILLIC.search(texts.PLACEHOLDER.sub("", russian.body)) or kind == "frame_answer"


@pytest.mark.parametrize("kind", sorted({kind for kind, _language in SHIPPED}))
def test_russian_letters_follow_the_house_words(kind: str) -> None:
    words = texts.shipped(kind, "ru")
    text = f"{words.subject} {words.body}".replace("{contractor}", "")
    for forbidden in (
        "обещан",
        "тикет",
        "кейс",
        "юзер",
        "исполнител",
        "закроется",
        "политик",
        "P1",
        "P2",
        "SLA",
        "реакци",
    ):
        assert forbidden.lower() not in text.lower(), forbidden
    assert not re.search(r"(?<![.!?:»] )(?<!^)\b(вы|вам|вас|ваш\w*)\b", text), "«Вы» is written with a capital"


def test_no_letter_mentions_a_machine_or_a_template_engine() -> None:
    for kind, language in SHIPPED:
        text = texts.shipped(kind, language).body
        assert "%(" not in text
        assert "{{" not in text


def test_a_value_is_never_read_for_placeholders() -> None:
    values = {"subject": "{number} {password}", "number": "SD-2026-000123"}
    assert texts.fill("{number}: {subject}", values.__getitem__) == "SD-2026-000123: {number} {password}"


def test_a_line_without_a_value_is_left_out() -> None:
    values = {"subject": "Тема", "contract": ""}
    assert texts.fill("Тема: {subject}\nДоговор: {contract}\nКонец", values.__getitem__) == "Тема: Тема\nКонец"


def test_a_paragraph_without_values_is_left_out_with_its_heading() -> None:
    values = {"files": "", "number": "7"}
    text = "Номер {number}\n\nФайлы:\n{files}\n\nДо свидания"
    assert texts.fill(text, values.__getitem__) == "Номер 7\n\nДо свидания"


def test_values_of_many_lines_stay_as_they_are() -> None:
    values = {"entry_text": "Первая\n\nВторая\n\n\nТретья"}
    assert texts.fill("Пишет:\n\n{entry_text}\n\nВсё", values.__getitem__) == (
        "Пишет:\n\nПервая\n\nВторая\n\n\nТретья\n\nВсё"
    )


def test_an_unknown_placeholder_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        texts.fill("{nonsense}", {}.__getitem__)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_template_of_a_rejection_is_understood_once_the_login_is_filled_in(language: str) -> None:
    with translation.override(language):
        lines = troubles.template(profile.profile().template, 2)
    key, _, _hint = lines.split("\n")[0].partition(":")
    fields = read_fields(f"{key}: ivanov.sm\n{lines.partition(chr(10))[2]}\n\nУпал стык.", profile.profile())
    assert (fields.login, fields.priority, fields.description) == ("ivanov.sm", 2, "Упал стык.")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_template_of_the_other_profile_is_understood_too(language: str) -> None:
    other = profile.profile("org_contract_priority_descr")
    with translation.override(language):
        lines = troubles.template(other.template, None)
    fields = read_fields(lines, other)
    assert fields.org
    assert fields.contract
    assert fields.priority == 3
    assert fields.description
