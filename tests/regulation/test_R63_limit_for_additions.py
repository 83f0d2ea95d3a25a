"""R-63  Every addition to an open case is measured with the same measure, each by itself."""

import pytest

from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post

TEN = 10_485_760


def _files(*sizes: int) -> list[tuple[str, bytes]]:
    return [(f"файл-{number}.bin", bytes([number]) * size) for number, size in enumerate(sizes, 1)]


@pytest.mark.parametrize(("sizes", "words"), [((1,) * 6, "не более 5 файлов"), ((TEN + 1,), "больше 10 МБ")])
def test_a_customers_addition_over_the_limit_is_sent_back_with_its_text(
    cast: Cast, look: Look, watch: Watch, sizes: tuple[int, ...], words: str
) -> None:
    case = cast.case_in_work()
    watch.move(minutes=5)
    page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", _files(*sizes), text="Вот файлы.")
    assert page.status == 422
    assert words in page.text
    assert page.value("text") == "Вот файлы."
    assert case.entries.count() == 1


def test_each_addition_has_the_whole_measure(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=5)
    for turn in range(3):
        page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", _files(*(1,) * 5), text=f"Часть {turn}.")
        assert page.status == 200
    assert sum(entry.attachments.count() for entry in case.entries.all()) == 15


@pytest.mark.parametrize("button", ["Отправить", "Сохранить заметку"])
def test_staff_are_measured_too(cast: Cast, look: Look, watch: Watch, button: str) -> None:
    case = cast.case_in_work()
    watch.move(minutes=5)
    page = look(cast.engineer, f"/desk/cases/{case.number}/").press(button, _files(*(1,) * 6), text="Вот файлы.")
    assert page.status in (409, 422)
    assert "не более 5 файлов" in page.text
    assert "Вот файлы." in page.text
    assert case.entries.count() == 1


def test_a_reply_by_letter_keeps_what_fits(cast: Cast, look: Look, watch: Watch, post: Post) -> None:
    case = cast.case_in_work()
    watch.move(minutes=5)
    receipt = post.send(
        "Вот журналы.", sender=cast.orlova.email, subject=f"Re: [{case.number}]", files=_files(*(1,) * 6)
    )
    assert receipt.verdict == "reply"
    assert receipt.entry and receipt.entry.attachments.count() == 5
    assert receipt.declined_files == ["файл-6.bin"]


def test_the_limit_stands_beside_the_answer(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, f"/cases/{cast.case().number}/").text
    assert "до 5 файлов, суммарно до 10 МБ" in page
