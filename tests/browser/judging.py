"""What a page is judged by: its shape, its width, axe-core, its weight. Each answers with the list of what is wrong."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 1440)
WIDE, NARROW = 1440, 390
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# One document has the same structure in both themes: each language is judged whole in one of them, at one width, and
# by its colours in the other.
JUDGED = {"ru": ("light", "dark", WIDE), "en": ("dark", "light", NARROW)}
NAMES = """() => [
    [...document.querySelectorAll("h1")].map(heading => heading.innerText.trim()),
    document.title.trim(),
    document.documentElement.lang,
]"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_EVERYTHING = """() => {
    const folded = document.querySelectorAll("details:not([open])");
    for (const part of folded) part.open = true;
    return folded.length;
}"""

MOST_BYTES = 60 * 1024
# Sheets and scripts as they came over the wire (compressed bodies, without their headers), and what stands inline.
FETCHED = """() => [
    performance.getEntriesByType("resource")
        .map(row => ({path: new URL(row.name).pathname, bytes: row.encodedBodySize, whole: row.decodedBodySize}))
        .filter(row => /[.](css|js)$/.test(row.path)),
    [...document.querySelectorAll("script:not([src]), style, [style], [onclick], [onchange], [onsubmit], [onload]")]
        .map(element => element.outerHTML.slice(0, 200)),
]"""


def shape(page: Page, language: str) -> list[str]:
    """One heading that names the page, a title, and the language it is in."""
    headings, title, told = page.evaluate(NAMES)
    right = len(headings) == 1 and headings[0] and title and told == language
    return [] if right else [f"shape: headings {headings}, title {title!r}, language {told!r}"]


def sideways(page: Page) -> list[str]:
    """Where the page is wider than the screen, as it comes and with everything folded away open."""
    found = _too_wide(page, "as it comes")
    if page.evaluate(OPEN_EVERYTHING):
        found += _too_wide(page, "unfolded")
    return found


def _too_wide(page: Page, state: str) -> list[str]:
    # Of the screen alone: moving the whole window, as Playwright does, takes three times as long.
    screen = page.context.new_cdp_session(page)
    found = []
    for width in WIDTHS:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        screen.send("Emulation.setDeviceMetricsOverride", size)
        if wide := page.evaluate(TOO_WIDE):
            found.append(f"{wide} px too wide at {width}, {state}")
    screen.detach()
    return found


def barriers(page: Page, language: str) -> list[str]:
    """What axe-core finds: everything in one theme, the colours in the other."""
    theme, other, width = JUDGED[language]
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(AXE_SCRIPT)
    return [*_found(page, theme, STANDARDS), *_found(page, other, COLOURS)]


def weight(page: Page) -> list[str]:
    """Sheets and scripts over the budget or not compressed, and what would need a hole in the content policy."""
    rows, inline = page.evaluate(FETCHED)
    bytes = sum(row["bytes"] for row in rows)
    plain = [row["path"] for row in rows if row["whole"] > 1024 and row["bytes"] >= row["whole"]]
    light = rows and bytes <= MOST_BYTES and not plain and not inline
    return [] if light else [f"weight: {bytes} bytes in {len(rows)} files, plain: {plain}, inline: {inline}"]


def _found(page: Page, theme: str, rules: list[str] | dict[str, Any]) -> list[str]:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    options = {"resultTypes": ["violations"], "runOnly": rules, "preload": False}
    results = AxeResults(page.evaluate("options => axe.run(options)", options))
    return [f"{theme}: {results.generate_report()}"] if results.violations_count else []
