"""reliability 1.1  A letter's HTML is shown without anything in it that acts, moves, fetches or misleads."""

import re
import time

import pytest

from reglament.intake.mail import link_targets
from reglament.intake.mail.cleaning import Clean, clean
from reglament.intake.mail.letter import Attachment
from reglament.intake.mail.pictures import Words

WORDS = Words("картинка из сети не загружена", "картинка не показана")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SIZE = 1_000_000


def shown(source: str, *files: Attachment) -> str:
    return clean(source, files, WORDS).html


def test_what_people_write_keeps_its_shape() -> None:
    found = shown(
        "<html><head><title>x</title><style>p{color:red}</style></head><body><p>Добрый <b>день</b>!<br>Порты:</p>"
        "<ul><li>Gi1/0/1</li><li>Gi1/0/2</li></ul><table><tr><td colspan=2>стек</td></tr></table><pre>show version</pre>"
    )
    assert found == (
        "<p>Добрый <b>день</b>!<br>Порты:</p><ul><li>Gi1/0/1</li><li>Gi1/0/2</li></ul>"
        '<table><tbody><tr><td colspan="2">стек</td></tr></tbody></table><pre>show version</pre>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)><text>q</text></svg>",
        "<iframe src=//evil.example>", "<form action=//evil.example><input name=p><button>Войти</button></form>",
        "<object data=//evil.example></object>", "<link rel=stylesheet href=//evil.example/a.css>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>", "<base href=//evil.example>",
        "<p style='position:fixed;top:0'>", "<div background=//evil.example/a.gif>", "<table background=//evil.example>",
        "<style>@import url(//evil.example)</style>", "<a href=javascript:alert(1)>",
        "<a href='jav&#x09;ascript:alert(1)'>", "<a href=data:text/html,x>", "<a href=vbscript:x>", "<a href=//evil.example>",
        "<video poster=//evil.example/a.png src=//evil.example/a.mp4>", "<input type=image src=//evil.example>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<!--[if mso]><img src=//evil.example/x.png><![endif]-->", "<textarea><script>alert(1)</script></textarea>",
        "<a href='https://ok.example' ping=//evil.example>", "<body onload=alert(1)>", "<p id=main class=framed name=x>",
    ],
)  # fmt: skip
def test_nothing_is_left_that_acts_or_fetches(source: str) -> None:
    found = shown(f"<p>Текст</p>{source}")
    assert "Текст" in found
    assert not re.search(r"<(?:script|style|svg|math|iframe|form|input|button|object|link|meta|base|video)", found)
    assert not re.search(r"\s(?:on\w+|style|background|id|ping|poster|action|class=\"(?!leads|picture))\s*=", found), (
        found
    )
    assert "evil.example" not in re.sub(r'class="picture">[^<]*', "", found).replace("[evil.example]", "")


def test_a_picture_from_the_network_is_named_and_not_fetched() -> None:
    found = clean("<p>Текст</p><img src='https://track.example/p.gif'><img src=//track.example/q.gif>", (), WORDS)
    assert found.html.count("картинка из сети не загружена") == 2
    assert found.remote == 2
    assert "track.example" not in found.html


def test_a_picture_of_the_letter_itself_is_shown() -> None:
    own = Attachment("стойка.png", PNG, "image/png", "photo@letter", inline=True)
    assert '<img src="data:image/png;base64,' in shown('<p>См.</p><img src="cid:photo@letter" alt="Стойка">', own)
    assert "картинка не показана" in shown('<p>См.</p><img src="cid:other@letter">', own)


def test_what_only_calls_itself_a_picture_is_not_shown() -> None:
    page = Attachment("x.png", b"<svg onload=alert(1)>", "image/png", "x", inline=True)
    assert "<img" not in shown("<p>См.</p><img src=cid:x>", page)


def test_pictures_have_a_limit_of_their_own() -> None:
    many = [Attachment("x", PNG + b"\0" * 1_000_000, "image/png", f"p{number}") for number in range(5)]
    found = shown("<p>См.</p>" + "".join(f"<img src=cid:p{number}>" for number in range(5)), *many)
    assert found.count("<img") == 2
    assert found.count("картинка не показана") == 3


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("<a href='https://evil.example/login'>https://bank.example</a>", "[evil.example]"),
        ("<a href='https://evil.example/login'>Войти в банк</a>", "[evil.example]"),
        ("<a href='https://bank.example@evil.example/'>bank.example</a>", "[evil.example]"),
        ("<a href='https:\\\\evil.example/'>bank.example</a>", "[evil.example]"),
        ("<a href='https://bаnk.example/'>bank.example</a>", "[xn--bnk-6cd.example]"),
        ("<a href='mailto:thief@evil.example?subject=x'>support@bank.example</a>", "[thief@evil.example]"),
    ],
)
def test_a_link_says_where_it_leads(link: str, told: str) -> None:
    found = shown(link)
    assert told in found
    assert 'target="_blank"' in found
    assert 'rel="noopener noreferrer"' in found


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://vendor.example/kb/1'>https://vendor.example/kb/1</a>",
        "<a href='https://vendor.example/'>vendor.example</a>",
        "<a href='mailto:a@b.example'>a@b.example</a>",
    ],
)
def test_an_honest_link_says_it_once(link: str) -> None:
    assert "leads" not in shown(link)


@pytest.mark.parametrize("source", ["", "   ", "<p> </p>", "<style>x</style>", "<!-- -->", "<title>без конца"])
def test_without_words_there_is_nothing_to_show(source: str) -> None:
    assert clean(source, (), WORDS) == Clean()


def test_what_is_not_closed_stays_inside_its_cell() -> None:
    assert shown("<table><tr><td><b>а</div></table><td>б<tr><td>в</table>г").endswith("г")
    assert shown("<p>а<p>б<li>в<li>г") == "<p>а</p><p>б</p><li>в</li><li>г</li>"


HOSTILE = {
    "open blocks": "<div>" * (SIZE // 5),
    "blocks under the limit": "<div>" * 19_000 + "x" * 900_000,
    "fonts over paragraphs": "".join(f"<font color={n}>" for n in range(9_000)) + "<p>x" * 9_000 + "y" * 700_000,
    "bold over paragraphs": "".join(f"<b id={n}>" for n in range(9_000)) + "<p>x" * 9_000 + "y" * 700_000,
    "tables in tables": "<table><tr><td><b>x" * 4_900 + "y" * 900_000,
    "foster parents": "<table><b>x" * 9_000 + "y" * 900_000,
    "open links": "<a href=http://x.example/>x" * 9_000 + "y" * 700_000,
    "ampersands": "&" * SIZE,
    "entities": "&amp;&lt;" * (SIZE // 9),
    "few enough entities": "x &amp; y " * 49_000,
    "names of no entity": "&abcdefghijklmnopqrstuvwxyzabcdef" * 30_000,
    "open comments": "<!--" * 19_000 + "x" * 900_000,
    "attributes": ("<td " + "b=c " * 12_000 + ">x") * 19,
    "open quotes": "<a href=\"x='" * 19_000 + "y" * 700_000,
    "items": "<ul><li>x" * 9_900 + "y" * 900_000,
    "angles": "< " * (SIZE // 2),
    "raw ends": "<script>" * 19_000 + "x" * 800_000,
    "one long link": "<a href=http://x.example/>" + "слово " * 150_000 + "</a>",
    "one long tag": "<p " + "x" * 999_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_hostile_html_takes_no_two_seconds(name: str) -> None:
    began = time.process_time()
    found = shown(HOSTILE[name][:SIZE])
    assert time.process_time() - began < 2
    assert len(found) < 5_000_000


def test_it_takes_no_origin_for_another() -> None:
    assert link_targets.target("https:/\\evil.example\\@bank.example") == "https://evil.example/@bank.example"
    assert link_targets.target("ht\ttps://ok.example/a b") == "https://ok.example/ab"
    assert link_targets.target("https://[broken") == ""
