"""Every part compiles and draws itself under strict rules, in both languages, without inline style or script."""

import gzip
import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import StrictUndefined

from reglament.ui import assets, icons, jinja
from tests.ui.gallery import page

UI = Path(jinja.__file__).parent
TEMPLATES = sorted(path.relative_to(UI / "jinja2").as_posix() for path in (UI / "jinja2").rglob("*.html"))
GALLERIES = ("gallery", "gallery_desk")
# Macros that only other macros call, and parts of the promise drawn by `promise(…)`.
INNER = {
    *("brand_link", "cap", "check", "crumb_trail", "drawing", "error", "face", "figure", "hidden", "hint_line"),
    *("label_of", "ladder", "look", "nav", "row", "rung_label", "scale", "stamp", "told", "why", "widget"),
}
SCRIPTS = sorted((UI / "static/ui/js").glob("*.js"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_compile(name: str) -> None:
    env = engines["jinja2"].env
    assert env.undefined is StrictUndefined
    assert env.autoescape is True
    env.get_template(name)


@pytest.mark.parametrize("name", GALLERIES)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_gallery_draws_every_part(language: str, name: str) -> None:
    with translation.override(language):
        html = page(name)
    assert f'<html lang="{language}"' in html
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son\w+=", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "an id stands twice"


def test_every_macro_is_shown_in_the_gallery() -> None:
    """So that the checks of a browser see all of them."""
    used = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("gallery*.html"))
    public = {
        name
        for path in (UI / "jinja2/ui/parts").glob("*.html")
        for name in re.findall(r"{% macro (\w+)\(", path.read_text("utf-8"))
    }
    missing = {name for name in public - INNER if not re.search(rf"\.{name}\(", used)}
    assert not missing


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', (UI / "static/ui/sprite.svg").read_text("utf-8")))
    named = {
        name
        for path in (UI / "jinja2").rglob("*.html")
        for name in re.findall(r'icon\("([\w-]+)"', path.read_text("utf-8"))
    }
    assert named <= drawn
    assert 'href="/static/ui/sprite.svg#i-check"' in icons.icon("check")
    assert 'role="img" aria-label="&lt;Письмо&gt;"' in icons.icon("mail", label="<Письмо>")


def test_sheets_are_all_in_the_list() -> None:
    assert {f"ui/css/{path.name}" for path in (UI / "static/ui/css").glob("*.css")} == set(assets.SHEETS)


def test_styles_and_scripts_stay_light() -> None:
    styles = b"\n".join((UI / "static" / sheet).read_bytes() for sheet in assets.SHEETS)
    scripts = b"\n".join(path.read_bytes() for path in SCRIPTS)
    assert len(gzip.compress(styles, 9)) <= 15 * 1024
    assert len(gzip.compress(styles, 9)) + len(gzip.compress(scripts, 9)) <= 60 * 1024


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_behaviour_is_a_short_file(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 80


def test_the_loader_knows_every_behaviour() -> None:
    known = set(re.findall(r'import\("\./(\w+)\.js"\)', (UI / "static/ui/js/start.js").read_text("utf-8")))
    assert known == {path.stem for path in SCRIPTS} - {"start", "swap", "budget", "passage", "tus"}


def test_collected_styles_are_one_sheet_and_imports_carry_hashed_names(tmp_path: Path, settings) -> None:
    settings.STATIC_ROOT = tmp_path
    storage = assets.Storage(location=str(tmp_path), base_url="/static/")
    paths = {}
    for source in (UI / "static").rglob("*.*"):
        name = source.relative_to(UI / "static").as_posix()
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        paths[name] = (storage, name)
    list(storage.post_process(paths))
    assert re.fullmatch(r"ui/site\.[0-9a-f]{12}\.css", storage.hashed_files[assets.BUNDLE])
    loader = (tmp_path / storage.hashed_files["ui/js/start.js"]).read_text("utf-8")
    assert re.search(r'import\("\./poll\.[0-9a-f]{12}\.js"\)', loader)
