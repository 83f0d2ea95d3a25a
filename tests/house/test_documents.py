"""What the documents say is so: links lead somewhere, and every variable, login and command they name exists."""

import re
from pathlib import Path

from django.core.management import get_commands

from tests.house.plan import HOUSE, PRODUCT

READMES = (HOUSE / "README.md", HOUSE / "README.en.md")
DOCUMENTS = (*READMES, HOUSE / "CHANGELOG.md", *sorted((HOUSE / "docs").rglob("*.md")))
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
READS = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")


def test_links_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {to}" for page in DOCUMENTS for to in LINK.findall(text(page)) if not (page.parent / to).exists()
    ]
    assert not broken, "\n".join(broken)


def test_every_variable_that_is_read_is_explained() -> None:
    read = {name for path in (PRODUCT / "config").glob("*.py") for name in READS.findall(text(path))}
    assert read
    for readme in READMES:
        assert not [name for name in sorted(read) if f"`{name}`" not in text(readme)], readme.name


def test_every_make_target_that_is_named_exists() -> None:
    makefile = text(HOUSE / "Makefile")
    for page in DOCUMENTS:
        for target in re.findall(r"(?:^|`)make ([a-z]+)", text(page), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name}: make {target}"


def test_every_command_that_is_named_exists() -> None:
    commands = {"clock", *get_commands()}  # `reglament clock` is answered before Django is imported
    for page in DOCUMENTS:
        for command in re.findall(r"`reglament ([a-z_]+)", text(page)):
            assert command in commands, f"{page.name}: reglament {command}"


def test_both_readmes_say_the_same() -> None:
    russian, english = (re.findall(r"^\| (`[^|]+`) \|", text(readme), re.MULTILINE) for readme in READMES)
    assert russian == english


def text(path: Path) -> str:
    return path.read_text("utf-8")
