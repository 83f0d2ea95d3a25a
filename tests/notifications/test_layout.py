"""The HTML part of a letter: it says what the plain part says, what people typed stays text, nothing is loaded."""

import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest

from reglament.cases.course import correspondence
from reglament.cases.course.entries import Message
from reglament.notifications import layout, relay, sending, shaping
from reglament.notifications.models import Letter
from tests.cast import NOON, Cast
from tests.notifications.outbox import post, to
from tests.notifications.receiver import Receiver

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=https://evil.example/x.png onerror=alert(1)>",
    "</title></style><style>*{display:none}</style>",
    "</td></tr></table><b>Наша</b> <a href='https://evil.example/'>портал</a>",
    "\"><iframe src='//evil.example'></iframe>",
    "<!--[if mso]><b>x</b><![endif]--> {{ 7 * 7 }} {% raw %}",
    "javascript:alert(1) data:text/html,x",
)
OUR_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "table", "tbody", "tr", "td", "p", "br", "a", "hr"),
}  # fmt: skip


class Reading(HTMLParser):
    """Tags, addresses and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: dict[str, str] = {}
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self._href = self._mute = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}
        self._href = dict(attrs).get("href") or self._href
        self.words += [" "] if tag in ("br", "td") else []
        self._mute = tag if tag in ("style", "title") else ""

    def handle_endtag(self, tag: str) -> None:
        self._href = "" if tag == "a" else self._href
        self._mute = ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self.links[self._href] = data
        if not self._mute:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def html_of(letter: Letter) -> Reading:
    return Reading(layout.html(letter.text, subject=letter.subject, language=letter.language))


def test_a_letter_has_both_parts_and_they_say_the_same(cast: Cast, receiver: Receiver) -> None:
    cast.case()
    letter = to(cast.orlova, post())
    sending.send_due(at=NOON)
    received = next(one for one in receiver.letters if one.recipient == cast.orlova.email)
    assert received.message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in received.message.iter_parts()] == ["text/plain", "text/html"]
    assert received.text == letter.text
    said = set(re.findall(r"\w+", Reading(received.html).text))
    # The words of an address of ours stand behind its name.
    plain = set(re.findall(r"\w+", re.sub(r"https://desk\.example\S*", "", letter.text)))
    assert plain <= said


def test_the_reply_line_stands_on_top_and_the_way_to_the_case_is_a_button(cast: Cast) -> None:
    case = cast.solved_case()
    page = html_of([one for one in post() if one.recipient == cast.orlova][-1])
    assert page.text.startswith("— Пишите ответ выше этой строки —")
    assert page.links[f"https://desk.example/cases/{case.number}/reopening/"] == "Не решено"
    assert page.links["mailto:support@vector.example"] == "support@vector.example"


@pytest.mark.parametrize("evil", HOSTILE)
def test_what_people_typed_stays_text(cast: Cast, evil: str) -> None:
    cast.orlova.full_name = evil
    cast.orlova.save()
    case = cast.case_in_work(subject=evil, description=evil)
    correspondence.reply(case, Message(text=f"{evil}\n\nТема: {evil}\nВывод: {evil}"), by=cast.engineer, at=NOON + HOUR)
    for letter in post():
        page = html_of(letter)
        assert set(page.tags) <= OUR_TAGS
        assert page.tags.count("style") == page.tags.count("title") == page.tags.count("html") == 1
        assert not {name for name in page.attributes if name.startswith("on") or name in ("src", "background")}
        assert all(href.startswith(("https://", "mailto:")) for href in page.links)
        if letter.kind == "reply":
            assert " ".join(evil.split()) in page.text


def test_a_strange_address_is_shown_before_it_is_followed() -> None:
    page = Reading(layout.html("Открыть обращение: https://evil.example/login", subject="", language="ru"))
    assert page.links == {"https://evil.example/login": "https://evil.example/login"}
    page = Reading(layout.html("x: https://desk.example.evil.example/", subject="", language="ru"))
    assert page.links == {"https://desk.example.evil.example/": "https://desk.example.evil.example/"}


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("Смотрите https://a.example/b?c=1&d=2.", ["https://a.example/b?c=1&d=2"]),
        ("(http://a.example/b)", ["http://a.example/b"]),
        ("Пишите на help@a.example, иначе", ["mailto:help@a.example"]),
        ("ivanov@a", []),
        ("javascript:alert(1)", []),
        ("https://", []),
        ("a@b@c.example", []),
    ],
)
def test_addresses_become_links(line: str, addresses: list[str]) -> None:
    assert [href for _word, href in shaping.words(line) if href] == addresses
    assert "".join(word for word, _href in shaping.words(line)) == line


def test_facts_lists_and_blanks_keep_their_shape() -> None:
    found = shaping.blocks("Тема: a\nПриоритет: 2\n\nstep  1\n  step 2\n\n-- \nПодрядчик", "https://desk.example/")
    assert [block.kind for block in found] == ["facts", "said", "sign"]
    assert found[1].rows == ((("step\u00a0\u00a01", ""),), (("\u00a0\u00a0step 2", ""),))


def test_nothing_is_loaded_and_nothing_is_counted(cast: Cast) -> None:
    cast.case()
    letter = to(cast.orlova, post())
    page = layout.html(letter.text, subject=letter.subject, language=letter.language)
    assert not re.search(r"url\(|@import|<img|<link|<script|src=", page)
    assert set(Reading(page).links) <= set(re.findall(r"https://\S+", letter.text)) | {"mailto:support@vector.example"}
    assert "prefers-color-scheme: dark" in page


def test_both_sendings_are_the_same_bytes(cast: Cast) -> None:
    cast.case()
    letter = to(cast.orlova, post())
    assert relay.wire(letter, letter.text) == relay.wire(letter, letter.text)


def test_a_long_text_of_one_word_takes_no_time() -> None:
    for word in ("a" * 20_000, "a." * 10_000, "a@" * 10_000, "https://" * 2_500, "x: y\n" * 4_000, " " * 20_000 + "x"):
        assert unescape(layout.html(word, subject="", language="en"))
