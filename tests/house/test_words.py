"""One word per thing: the synonyms that docs/glossary.md forbids do not appear in our names or Russian texts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.house.plan import HOUSE, PRODUCT, modules

# Django's own words, which we must use where Django asks for them.
FRAMEWORK = {"AUTH_USER_MODEL", "USERNAME_FIELD", "get_user", "user_id"}
ROW = re.compile(r"^\|([^|]+)\|([^|]+)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def forbidden(letters: str) -> dict[str, str]:
    """Forbidden word → the word to use, for words made of these letters."""
    page = (HOUSE / "docs/glossary.md").read_text("utf-8")
    found = {}
    for russian, english, _meaning, never in ROW.findall(page)[2:]:
        for word in filter(None, (word.strip() for word in never.split(","))):
            if re.fullmatch(f"[{letters}_-]+", word):
                found[word] = (english if letters == "a-z" else russian).strip()
    return found


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a module gives: of functions, classes, arguments, variables and attributes."""
    given_by_django = set(_attributes_of_requests(tree))
    for node in ast.walk(tree):
        if node in given_by_django:
            continue
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.Attribute(attr=name, value=ast.Name(id="self"), ctx=ast.Store()):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def _attributes_of_requests(tree: ast.Module) -> Iterator[ast.AST]:
    """`user` of a class that only says which account the request's user is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "HttpRequest" for base in node.bases):
            yield from (line.target for line in node.body if isinstance(line, ast.AnnAssign))


def synonyms(name: str) -> Iterator[str]:
    """The forbidden words in a name: `user_id` and `UserList` both hold `user`."""
    spoken = "_".join(word.lower() for word in WORD.findall(name))
    for word, better in forbidden("a-z").items():
        if re.search(rf"(?:^|_){word}s?(?:_|$)", spoken):
            yield f"{name}: say {better!r}, not {word!r}"


def test_our_names_use_no_synonym() -> None:
    wrong = [
        f"{path}:{line} {problem}"
        for path, tree in modules()
        for line, name in names(tree)
        if name not in FRAMEWORK
        for problem in synonyms(name)
    ]
    assert not wrong, "\n".join(wrong)


def test_our_files_use_no_synonym() -> None:
    kinds = {".py", ".html", ".css", ".js", ".toml", ".txt"}
    files = [path.relative_to(PRODUCT) for path in PRODUCT.rglob("*") if path.suffix in kinds]
    wrong = [f"{path}: {problem}" for path in files for part in path.parts for problem in synonyms(Path(part).stem)]
    assert not wrong, "\n".join(wrong)


def test_russian_texts_use_no_synonym() -> None:
    wrong = []
    for catalogue in PRODUCT.rglob("locale/ru/LC_MESSAGES/*.po"):
        for entry in polib.pofile(str(catalogue)):
            text = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
            wrong += [f"{catalogue.relative_to(HOUSE)}:{entry.linenum} {problem}" for problem in russian_synonyms(text)]
    assert not wrong, "\n".join(wrong)


def russian_synonyms(text: str) -> Iterator[str]:
    for word, better in forbidden("а-яё").items():
        pattern = re.escape(word.rstrip("-")) + (r"\w*" if word.endswith("-") else "")
        if found := re.search(rf"\b{pattern}\b", text, re.IGNORECASE):
            yield f"{found[0]!r}: say {better!r}"


def test_the_test_knows_a_synonym_when_it_sees_one() -> None:
    assert list(synonyms("open_tickets")) == ["open_tickets: say 'case', not 'ticket'"]
    assert list(synonyms("UserList"))
    assert not list(synonyms("reissued"))
    assert list(russian_synonyms("Ваш тикет принят"))
    assert not list(russian_synonyms("Ваше обращение принято"))
