"""R-61  At most five files at a time, together no heavier than 10 MB, which are 10 485 760 bytes."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look

TEN = 10_485_760
SAID = {"subject": "Стек", "description": "См. файлы.", "priority": "3"}


def _files(*sizes: int) -> list[tuple[str, bytes]]:
    return [(f"файл-{number}.bin", bytes([number]) * size) for number, size in enumerate(sizes, 1)]


@pytest.mark.parametrize("sizes", [(1,) * 5, (0,) * 5, (TEN - 4, 1, 1, 1, 1)])
def test_up_to_the_very_limit_everything_is_taken(cast: Cast, look: Look, sizes: tuple[int, ...]) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", _files(*sizes), **SAID)
    assert page.status == 200
    attached = Case.objects.get().entries.get().attachments.select_related("file")
    assert [row.file.size for row in attached] == list(sizes)


@pytest.mark.parametrize(
    ("sizes", "words", "left_out"),
    [
        ((1,) * 6, "За один раз можно приложить не более 5 файлов", "файл-6.bin. Остальные файлы сохранены."),
        ((1, TEN), "больше 10 МБ", "файл-2.bin. Остальные файлы сохранены."),
        ((TEN + 1,), "больше 10 МБ", "файл-1.bin."),
    ],
)
def test_beyond_it_the_form_says_what_does_not_fit_and_keeps_the_rest(
    cast: Cast, look: Look, sizes: tuple[int, ...], words: str, left_out: str
) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", _files(*sizes), **SAID)
    assert page.status == 422
    assert words in page.text
    assert f"Не приложены: {left_out}" in page.text
    assert not Case.objects.exists()
    again = look(cast.ivanov, "/cases/new/").press("Зарегистрировать")
    assert again.status == 200
    assert Case.objects.get().entries.get().attachments.count() == len(sizes) - 1


def test_two_files_of_one_name_are_two_files(cast: Cast, look: Look) -> None:
    look(cast.ivanov, "/cases/new/").press("Зарегистрировать", [("log.txt", b"a"), ("log.txt", b"b")], **SAID)
    assert Case.objects.get().entries.get().attachments.count() == 2


def test_the_form_names_the_limit_beforehand(cast: Cast, look: Look) -> None:
    assert "до 5 файлов, суммарно до 10 МБ" in look(cast.ivanov, "/cases/new/").text


def test_files_added_to_a_draft_in_turns_count_together(cast: Cast, look: Look) -> None:
    look(cast.ivanov, "/cases/new/").press("Сохранить черновик", _files(1, 1, 1), **SAID)
    page = look(cast.ivanov, "/cases/new/").press("Сохранить черновик", _files(2, 2, 2))
    assert "За один раз можно приложить не более 5 файлов" in page.text


def test_the_operator_is_held_to_the_same(cast: Cast, look: Look) -> None:
    form = look(cast.operator, f"/desk/cases/new/?contract={cast.contract.pk}")
    page = form.press("Зарегистрировать", _files(*(1,) * 6), category="incident", **SAID)
    assert page.status == 409
    assert "За один раз можно приложить не более 5 файлов" in page.text
    assert not Case.objects.exists()
