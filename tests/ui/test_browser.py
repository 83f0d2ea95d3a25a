"""The parts in a real browser: accessible, never wider than the screen, alive under the strict content policy."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.utils import translation
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from reglament.ui import jinja
from tests.ui.gallery import page as gallery

STATIC = Path(jinja.__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Opener = Callable[..., Page]

pytestmark = pytest.mark.xdist_group("ui-browser")


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opener]:
    """Opens HTML as a page of its own server: scripts and styles come from the room, everything else from `answers`."""
    contexts = []

    def opener(html: str, answers: dict[str, Callable[[Route], None]] | None = None, **options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        page.on("console", _complain)
        context.route("**/*", lambda route: _answer(route, html, answers or {}))
        page.goto("http://ui.test/", wait_until="networkidle")
        return page

    yield opener
    for context in contexts:
        context.close()


def _complain(said: ConsoleMessage) -> None:
    """Of every error but one: what a frame without an origin fetches passes by the route, and there is no server."""
    if said.type == "error" and not said.location["url"].startswith("http://ui.test/static/"):
        pytest.fail(said.text)


def _answer(route: Route, html: str, answers: dict[str, Callable[[Route], None]]) -> None:
    path = route.request.url.removeprefix("http://ui.test").split("?")[0]
    if path in answers:
        answers[path](route)
    elif path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
    else:
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=html, headers=headers)


def shown(name: str = "gallery", language: str = "ru") -> str:
    with translation.override(language):
        return gallery(name)


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("ru", "light", 1440), ("ru", "dark", 390), ("en", "light", 390), ("en", "dark", 1440)],
)
@pytest.mark.parametrize("name", ["gallery", "gallery_desk"])
def test_everybody_can_use_it(opened: Opener, name: str, language: str, scheme: str, width: int) -> None:
    page = opened(shown(name, language), color_scheme=scheme, viewport={"width": width, "height": 900})
    result = Axe().run(page, options=STANDARDS)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("name", ["gallery", "gallery_desk"])
def test_nothing_is_wider_than_the_screen(opened: Opener, name: str) -> None:
    page = opened(shown(name))
    for width in (320, 390, 480, 560, 620, 700, 768, 860, 1000, 1024, 1180, 1320, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{wide} px too wide at {width}"


def test_keys_are_places_on_the_keyboard(opened: Opener) -> None:
    """The Russian layout types «о» and «р» where j and h are: the code counts, not the letter."""
    page = opened(shown("gallery_desk"))
    page.keyboard.press("Slash")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyJ', key: 'о', bubbles: true}))")
    page.keyboard.press("j")
    assert page.locator("[aria-selected=true]").get_attribute("id") == "row-000876"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.url.endswith("#case-000871")
    page.keyboard.press("Shift+Slash")
    assert page.locator("#keys").is_visible()


def test_letters_typed_into_a_field_are_letters(opened: Opener) -> None:
    page = opened(shown("gallery_desk"))
    page.locator("#search").type("jk/?")
    assert page.locator("#search").input_value() == "jk/?"
    assert not page.locator("[aria-selected=true]").count()
    assert not page.locator("#keys").is_visible()


COMPOSER = """
{% extends "ui/base.html" %}
{% import "ui/parts/files.html" as files %}
{% import "ui/parts/stream.html" as stream %}
{% block title %}x{% endblock %}
{% block main %}
{% call stream.reply("/sent", "", draft_url="/draft") %}
<label for="t">T</label><textarea id="t" name="text"></textarea>
{{ files.uploader("files", 2 if not kept else 5, 1048576, kept=kept) }}
<button class="button" type="submit">Go</button>
{% endcall %}
{% endblock %}
"""


def composer(kept: int = 0) -> str:
    """A reply; `kept` files of 100 KB wait with it already."""
    waiting = [{"pk": pk, "name": f"{pk}.log", "size": 102_400} for pk in range(kept)]
    with translation.override("ru"):
        return str(engines["jinja2"].env.from_string(COMPOSER).render(kept=waiting))


def blob(name: str, size: int) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}


def test_the_budget_of_files_is_counted_before_anything_is_sent(opened: Opener) -> None:
    page = opened(composer())
    field, budget = page.locator("input[type=file]"), page.locator("[data-budget]")
    page.get_by_role("button", name="Выбрать файлы").wait_for()
    field.set_input_files([blob("syslog.txt", 300_000)])
    assert page.locator("[data-left]").inner_text() == "можно ещё 1 файл, 731 КБ"
    field.set_input_files([blob("<b>.txt", 200_000)])
    assert page.locator("[data-spent]").inner_text() == "2 из 2 файлов, 488 КБ из 1 МБ"
    assert page.locator("[data-left]").inner_text() == "больше файлов не поместится"
    assert page.locator("[data-list] li div").all_inner_texts() == ["syslog.txt", "<b>.txt"]
    assert "full" not in budget.get_attribute("class")
    field.set_input_files([blob("core.bin", 900_000)])
    assert "full" in budget.get_attribute("class")
    assert page.locator("[data-left]").inner_text() == "лишних файлов: 1"
    page.get_by_role("button", name="Убрать <b>.txt").click()
    assert page.locator("[data-left]").inner_text() == "лишнее: 148 КБ"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Убрать core.bin"
    page.get_by_role("button", name="Убрать core.bin").click()
    assert "full" not in budget.get_attribute("class")
    assert page.evaluate("[...document.querySelector('input[type=file]').files].map(file => file.name)") == [
        "syslog.txt"
    ]


def test_files_that_wait_with_the_form_are_counted(opened: Opener) -> None:
    page = opened(composer(kept=3))
    page.get_by_role("button", name="Выбрать файлы").wait_for()
    assert page.locator("[data-spent]").inner_text() == "3 из 5 файлов, 300 КБ из 1 МБ"
    page.locator("input[type=file]").set_input_files([blob("syslog.txt", 102_400)])
    assert page.locator("[data-spent]").inner_text() == "4 из 5 файлов, 400 КБ из 1 МБ"
    assert page.locator("[data-left]").inner_text() == "можно ещё 1 файл, 624 КБ"


def test_a_file_is_dropped_anywhere_on_the_form_and_never_replaces_the_page(opened: Opener) -> None:
    page = opened(composer())
    page.get_by_role("button", name="Выбрать файлы").wait_for()
    drop = """selector => {
        const files = new DataTransfer();
        files.items.add(new File(["x".repeat(2048)], selector + ".log"));
        const event = new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: files});
        document.querySelector(selector).dispatchEvent(event);
        return event.defaultPrevented;
    }"""
    assert page.evaluate(drop, "textarea")
    assert page.locator("[data-list] li div").all_inner_texts() == ["textarea.log"]
    assert page.evaluate(drop, "body")
    assert page.locator("[data-list] li").count() == 1


def test_a_draft_is_kept_while_one_types_and_a_reply_is_sent_once(opened: Opener) -> None:
    drafts, sent = [], []

    def keep(route: Route) -> None:
        drafts.append(route.request.post_data)
        route.fulfill(body=json.dumps({"saved": "Черновик сохранён в 12:19"}), content_type="application/json")

    def take(route: Route) -> None:
        sent.append(route.request.post_data)
        route.fulfill(status=204)

    page = opened(composer(), {"/draft": keep, "/sent": take})
    page.get_by_role("button", name="Выбрать файлы").wait_for()
    page.locator("#t").fill("Вывод во вложении")
    page.get_by_text("Черновик сохранён в 12:19").wait_for()
    assert "Вывод во вложении" in drafts[0]
    page.locator("#t").press("Control+Enter")
    page.locator("#t").press("Control+Enter")
    assert page.locator("button[type=submit]").get_attribute("aria-busy") == "true"
    page.wait_for_timeout(200)
    assert len(sent) == 1


def test_the_chosen_colours_are_kept(opened: Opener) -> None:
    page = opened(shown(), color_scheme="light")
    page.get_by_role("button", name="Тёмные").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert "theme=dark" in page.evaluate("document.cookie")
    page.get_by_role("button", name="Как в системе").click()
    assert page.locator("html").get_attribute("data-theme") is None


def test_news_arrive_without_taking_the_place(opened: Opener) -> None:
    part = '<div id="news" data-behaviour="poll" data-url="/news" data-every="5"><a id="one" href="#">{}</a></div>'
    asked = []

    def news(route: Route) -> None:
        asked.append(route.request.headers.get("if-none-match"))
        if asked[-1] == '"2"':
            route.fulfill(status=304)
        else:
            route.fulfill(body=part.format("new"), headers={"ETag": '"2"', "Content-Type": "text/html"})

    page = opened(shown().replace("</main>", part.format("old") + "</main>"), {"/news": news})
    page.clock.install()
    page.reload(wait_until="networkidle")
    page.locator("#one").focus()
    page.clock.run_for(6000)
    page.get_by_text("new", exact=True).wait_for()
    assert page.evaluate("document.activeElement.id") == "one"


def test_the_list_answers_while_one_types(opened: Opener) -> None:
    def found(route: Route) -> None:
        route.fulfill(body=f'<div id="items">{route.request.url}</div>', content_type="text/html")

    page = opened(
        shown().replace('action="#" data-behaviour="picker"', 'action="/find" data-behaviour="picker"'),
        {"/find": found},
    )
    page.locator("#id_q").fill("C9300-24T")
    page.get_by_text("find?q=C9300-24T").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_q"
