"""R-03  What counts as thanks after a solution: a customer whose fault is still there must never be taken for content."""

import pytest

from reglament.cases.course import correspondence
from reglament.cases.course.entries import Message
from reglament.cases.course.thanking import is_thanks
from reglament.demo.ordinary import THANKS as OF_THE_DEMO
from reglament.files import storing
from tests.cast import NOON, Cast

THANKS = (
    "Спасибо!", "Спасибо большое", "Спасибо, всё работает!", "Благодарю за помощь.", "Принято, спасибо.", "Ок", "ОК.",
    "Хорошо", "Отлично, всё работает.", "Всё работает", "Работает.", "У нас всё работает", "Ещё раз спасибо!",
    "Да, теперь работает, спасибо", "СПАСИБО", "«Принято»", "Thanks", "Thank you!", "Thank you very much", "Works",
    "It works now", "All fine, thanks", "Okay, thanks a lot", "Fixed. Thank you.", "  спасибо  ",
)  # fmt: skip
DOUBTS = (
    "", "   ", "Всё ещё падает.", "Падает", "Всё ещё", "Снова упал стек", "Опять то же самое", "Ошибка осталась",
    "Стек перезагрузился", "Хуже", "Спасибо, снова падает", "Спасибо, но падает", "Работает через раз", "Работает?",
    "Всё работает?", "Не работает", "Всё", "Да", "И всё", "Спасибо за то, что всё теперь работает", "Still down",
    "It is worse now", "Is it fixed now", "Down again", "Works sometimes", "No", "Not fixed", "doesn't work", "Thanks?",
    "Thank goodness", "5", "🙁", "спасибо 🙁", "Спасибо((", "Спасибо\nПорт 3 выключен",
)  # fmt: skip


@pytest.mark.parametrize("text", [*THANKS, *OF_THE_DEMO])
def test_these_are_thanks(text: str) -> None:
    assert is_thanks(text, has_files=False)


@pytest.mark.parametrize("text", DOUBTS)
def test_these_are_not(text: str) -> None:
    assert not is_thanks(text, has_files=False)


def test_thanks_with_a_file_show_something() -> None:
    assert not is_thanks("Спасибо", has_files=True)


def test_a_complaint_without_a_denial_reopens_the_case(cast: Cast) -> None:
    case = cast.solved_case()
    correspondence.reply(case, Message(text="Всё ещё падает."), by=cast.orlova, at=NOON.replace(hour=13))
    case.refresh_from_db()
    assert case.status == "reopened"


def test_thanks_reopen_nothing_unless_a_file_comes_with_them(cast: Cast) -> None:
    case = cast.solved_case()
    correspondence.reply(case, Message(text="Спасибо, принято."), by=cast.orlova, at=NOON.replace(hour=13))
    case.refresh_from_db()
    assert case.status == "resolved"
    shown = ((storing.store(b"screen", at=NOON), "screen.png"),)
    correspondence.reply(case, Message(text="Спасибо", files=shown), by=cast.orlova, at=NOON.replace(hour=14))
    case.refresh_from_db()
    assert case.status == "reopened"
