"""Everything a person reads is there in Russian and in English, complete, and said the same way everywhere."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import polib
from jinja2 import Environment

from tests.house.plan import HOUSE, PRODUCT, modules, script

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
MACRO_ENDS = "macro-ends"
# Names that are the same in both languages.
SAME = {"P/N", "S/N", "JSON", "CSV", "PDF", "Ctrl", "Enter", "Esc", "Alt", "Shift", "e.g"}
READ_ALOUD = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
# A language is called by its own name in every other one.
OWN_NAMES = re.compile(r"[\"']Русский[\"']")
# What is recognised rather than said, and what speaks both languages at once.
ABOUT_RUSSIAN = {
    "reglament/demo/": "the demonstration's people and stories",
    "reglament/cases/searching.py": "a case number typed on the Russian keyboard",
    "reglament/clerk/": "a terminal has no language of its own: both are printed",
    "reglament/config/run.py": "the same",
    "reglament/equipment/numbers.py": "Cyrillic letters that look like Latin ones",
    "reglament/intake/mail/": "how people begin, quote and sign their letters",
    "reglament/people/folding.py": "ё is found as е",
    "reglament/ui/typography.py": "which Russian words may not part",
    "reglament/ui/names.py": "months, days and units",
    "reglament/ui/words.py": "how Russian counts days",
}


@cache
def tool() -> ModuleType:
    return script("messages")


def test_everything_said_has_its_russian_words() -> None:
    known = {message for room in tool().rooms() for message, entry in tool().translated(room) if entry.msgid}
    missing = [f"{place} {message.id!r}" for message, place in everything() if message not in known]
    assert not missing, f"{len(missing)} without Russian words:\n" + "\n".join(missing)


def test_every_translation_is_complete() -> None:
    for room in tool().rooms():
        for _message, entry in tool().translated(room):
            assert tool().is_complete(entry), f"{room}: {entry.msgid!r} is empty, doubtful or lacks a plural form"


def test_no_translation_is_left_behind() -> None:
    needed = {message for message, _place in everything()}
    dead = [f"{room}: {it.id!r}" for room in tool().rooms() for it, _ in tool().translated(room) if it not in needed]
    assert not dead, "nobody says this any more, run `make messages`:\n" + "\n".join(dead)


def test_the_same_words_are_translated_the_same() -> None:
    found = defaultdict(set)
    for room in tool().rooms():
        for message, entry in tool().translated(room):
            found[message].add((entry.msgstr, *entry.msgstr_plural.values()))
    different = {message.id: forms for message, forms in found.items() if len(forms) > 1}
    assert not different


def test_placeholders_survive_translation() -> None:
    for room in tool().rooms():
        for message, entry in tool().translated(room):
            expected = sorted(PLACEHOLDER.findall(message.plural or message.id))
            for form in entry.msgstr_plural.values() if message.plural else [entry.msgstr]:
                assert sorted(PLACEHOLDER.findall(form)) == expected, f"{room}: {message.id!r} → {form!r}"


def test_catalogues_know_how_russian_counts() -> None:
    for path in PRODUCT.rglob("locale/ru/LC_MESSAGES/*.po"):
        header = polib.pofile(str(path)).metadata
        assert header["Plural-Forms"].replace(" ", "") == tool().PLURAL.replace(" ", ""), path


def test_no_russian_words_in_code() -> None:
    wrong = []
    for path, tree in modules():
        if not any(str(path).startswith(exempt) for exempt in ABOUT_RUSSIAN):
            wrong += [f"{path}:{line} {text}" for line, text in literals((HOUSE / path).read_text("utf-8"), tree)]
    for path in (*PRODUCT.rglob("*.html"), *PRODUCT.rglob("*.js"), *PRODUCT.rglob("*.css")):
        lines = enumerate(spoken(path).splitlines(), 1)
        wrong += [f"{path.relative_to(HOUSE)}:{line} {text.strip()}" for line, text in lines if is_russian(text)]
    assert not wrong, f"{len(wrong)} literals:\n" + "\n".join(wrong)


def test_templates_say_nothing_past_the_catalogue() -> None:
    wrong = []
    for path in sorted(PRODUCT.glob("*/jinja2/**/*.html")):
        wrong += [f"{path.relative_to(HOUSE)}: {text!r}" for text in bare_words(path.read_text("utf-8"))]
    assert not wrong, f"{len(wrong)} untranslated:\n" + "\n".join(wrong)


def test_bare_words_are_seen() -> None:
    assert list(bare_words("<p>Hello</p>")) == ["Hello"]
    assert list(bare_words('<input placeholder="Name" class="wide">')) == ["Name"]
    assert not list(bare_words('<p title="{{ _("Hello") }}">{{ name }} · {% trans %}Good day{% endtrans %}</p>'))


def everything() -> Iterator[tuple[object, str]]:
    for room in tool().rooms():
        yield from tool().said(room)


def literals(text: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """String literals with Cyrillic letters; docstrings and comments may explain themselves in Russian."""
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        node.body[0].lineno
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node, clean=False)
    }
    kinds = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in kinds and token.start[0] not in docstrings and is_russian(token.string):
            yield token.start[0], token.string


def is_russian(text: str) -> bool:
    return bool(CYRILLIC.search(OWN_NAMES.sub("", text)))


def spoken(path: Path) -> str:
    """A template, sheet or script without its comments, line by line."""
    marks = {".html": (r"\{#.*?#\}",), ".css": (r"/\*.*?\*/",), ".js": (r"/\*.*?\*/", r"(?<!:)//[^\n]*")}
    text = path.read_text("utf-8")
    for mark in marks[path.suffix]:
        text = re.sub(mark, lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)
    return text


class _Words(HTMLParser):
    """Collects what a reader sees or hears. Text outside every element is a macro's answer, such as a class."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag not in VOID
        self.found += [value or "" for name, value in attrs if name in READ_ALOUD]

    def handle_endtag(self, tag: str) -> None:
        self.depth = 0 if tag == MACRO_ENDS else max(0, self.depth - 1)


def bare_words(template: str) -> Iterator[str]:
    """Words of a template that stand outside expressions and {% trans %} blocks."""
    page, depth, block = [], 0, ""
    for _line, kind, value in Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).lex(template):
        if kind == "block_begin":
            block = ""
        elif kind == "name" and not block:
            block = value
            depth += {"trans": 1, "endtrans": -1}.get(value, 0)
            if value == "endmacro":
                page.append(f"</{MACRO_ENDS}>")
        elif kind == "data" and not depth:
            page.append(value)
        elif kind == "variable_begin":
            block = "{{"
            page.append("0")
    words = _Words()
    words.feed("".join(page))
    for text in words.found:
        rest = " ".join(part for part in text.split() if part.strip(".,:;()") not in SAME)
        if WORD.search(rest):
            yield text.strip()
