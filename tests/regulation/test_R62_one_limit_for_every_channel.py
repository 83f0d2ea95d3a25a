"""R-62  A letter may bring exactly as much as the form; what is over the limit is named, the case is registered."""

from email.message import EmailMessage

import pytest

from reglament.cases.models import Case
from reglament.terms.models import HouseValue
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post

TEN = 10_485_760
SENTENCE = "Не приняты файлы сверх того, что вмещает одно сообщение."


def _files(*sizes: int) -> list[tuple[str, bytes]]:
    return [(f"файл-{number}.bin", bytes([number]) * size) for number, size in enumerate(sizes, 1)]


def _kept(case: Case | None) -> list[int]:
    assert case
    return [row.file.size for row in case.entries.get().attachments.select_related("file")]


@pytest.mark.parametrize("sizes", [(1,) * 5, (TEN,), (0,) * 5])
def test_what_the_form_takes_a_letter_brings(cast: Cast, post: Post, sizes: tuple[int, ...]) -> None:
    assert _kept(post.send(GOOD, files=_files(*sizes)).case) == list(sizes)
    assert SENTENCE not in post.last(cast.ivanov).text


@pytest.mark.parametrize(
    ("sizes", "kept", "named"),
    [
        ((1,) * 6, [1] * 5, ["файл-6.bin"]),
        ((1,) * 8, [1] * 5, ["файл-6.bin", "файл-7.bin", "файл-8.bin"]),
        ((TEN - 1, 2), [TEN - 1], ["файл-2.bin"]),
    ],
)
def test_beyond_it_files_are_taken_in_order_and_the_rest_is_named(
    cast: Cast, post: Post, sizes: tuple[int, ...], kept: list[int], named: list[str]
) -> None:
    receipt = post.send(GOOD, files=_files(*sizes))
    assert receipt.verdict == "case"
    assert _kept(receipt.case) == kept
    letter = post.last(cast.ivanov).text
    assert SENTENCE in letter
    assert "Соберите их в архив" in letter
    assert "\n".join(named) in letter


def test_a_letter_that_brings_nothing_speaks_of_no_files(cast: Cast, post: Post) -> None:
    post.send(GOOD)
    assert SENTENCE not in post.last(cast.ivanov).text


def test_small_pictures_of_a_signature_do_not_count(cast: Cast, post: Post) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "ivanov@customer.example", "support@vector.example", "Стек"
    letter.set_content(GOOD)
    letter.add_alternative(f"<p>{GOOD}</p><img src='cid:logo'>".replace("\n", "<br>"), subtype="html")
    html = letter.get_payload()[1]  # type: ignore[index]
    html.add_related(
        b"\x89PNG\r\n\x1a\n" + b"0" * 1000, "image", "png", cid="<logo>", disposition="inline", filename="logo.png"
    )
    for name, content in _files(1, 1, 1, 1, 1):
        letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    receipt = post.bring(letter.as_bytes())
    assert receipt.declined_files == []
    assert _kept(receipt.case).count(1) == 5


def test_the_public_page_names_the_limit_for_letters(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/support/").text
    assert "Файлы: до 5 в одном письме, суммарно до 10 МБ, как и на портале." in page


def test_one_term_rules_both(cast: Cast, look: Look, post: Post) -> None:
    HouseValue.objects.create(key="files.max_count", value=2)
    assert "до 2 файлов" in look(cast.ivanov, "/cases/new/").text
    assert _kept(post.send(GOOD, files=_files(1, 1, 1)).case) == [1, 1]
