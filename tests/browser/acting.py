"""What people do on the pages, by the words and keys they see; the same with scripts and without."""

import re
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.visiting import settle

NUMBER = re.compile(r"SD-\d{4}-\d{6}")
LOG = {"name": "show-tech.log", "mimeType": "text/plain", "buffer": b"%STACKMGR-4-SWITCH_REMOVED\n" * 200}
# Where a letter stands on the keyboard, and what the Russian layout types there.
RUSSIAN = {
    "KeyA": "ф", "KeyD": "в", "KeyF": "а", "KeyJ": "о", "KeyK": "л", "KeyN": "т", "KeyQ": "й", "KeyR": "к", "KeyS": "ы",
    "KeyT": "е", "KeyW": "ц", "KeyX": "ч", "Slash": ".",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer asks for. Without `sn` of the contract the numbers are typed by hand."""

    subject: str
    sn: str
    priority: str = "Высокий"
    category: str = "Инцидент"
    covered: bool = True
    description: str = "Второй блок питания не отвечает, индикатор жёлтый. Сервис пока не пострадал."


def fill_in(page: Page, wish: Wish) -> None:
    """The form of a new case, in its own order; the equipment is found by its S/N."""
    page.get_by_role("radio", name=re.compile(f"^{wish.category}")).check()
    if wish.covered:
        find_item(page, wish.sn)
    else:
        page.get_by_role("radio", name=re.compile("^В списке нет")).check()
        page.get_by_label("P/N", exact=True).fill("C9300-24T-E")
        page.get_by_label("S/N", exact=True).fill(wish.sn)
    page.get_by_role("radio", name=re.compile(wish.priority)).check()
    page.get_by_role("textbox", name="Тема").fill(wish.subject)
    page.get_by_role("textbox", name="Описание").fill(wish.description)


def find_item(page: Page, sn: str) -> None:
    """Typing is enough where scripts run; else a button looks it up."""
    page.get_by_label("Искать по P/N, S/N, названию или площадке").fill(sn)
    find = page.get_by_role("button", name="Найти")
    if find.is_visible():
        find.click()
    item = page.get_by_role("radio", name=re.compile(sn))
    expect(page.locator("#items").get_by_role("radio")).to_have_count(2)
    item.check()


def register(page: Page, wish: Wish) -> str:
    """From any page to the new case; its number."""
    page.goto("/cases/new/?new")
    at_rest(page)
    fill_in(page, wish)
    return send(page)


def send(page: Page) -> str:
    page.get_by_role("button", name="Зарегистрировать", exact=True).first.click()
    expect(page).to_have_url(re.compile(rf"/cases/{NUMBER.pattern}/"))
    found = NUMBER.search(page.url)
    assert found
    return found[0]


def at_rest(page: Page) -> None:
    """Waits until the behaviours of the page are there; a person takes longer than that to begin."""
    settle(page, quiet=0.25)


def open_at_the_desk(page: Page, number: str) -> None:
    page.goto(f"/desk/cases/{number}/")


def step(page: Page, label: str, **words: str) -> None:
    """A step of a case: its button, then, if it asks for something, its form filled in by the labels."""
    press(page, label)
    if not words:
        return
    form = page.locator("#step form[method=post]")
    for name, value in words.items():
        fill(form.locator(f"[name={name}]"), value)
    form.get_by_role("button", name=label).click()


def fill(field: Locator, value: str) -> None:
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def press(page: Page, label: str) -> None:
    """A button or link of the steps; those behind «Другие действия» are unfolded first."""
    act = (
        page.locator(".steps")
        .get_by_role("button", name=label)
        .or_(page.locator(".steps").get_by_role("link", name=label))
    )
    if not act.first.is_visible():
        page.get_by_text("Другие действия").click()
    act.first.click()


def said(page: Page, words: str) -> None:
    """The page confirms what was done."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def state(page: Page) -> Locator:
    return page.locator(".state").first


def key(page: Page, code: str) -> None:
    """Presses a key of a keyboard on which the Russian layout is on."""
    keyboard: CDPSession = page.context.new_cdp_session(page)
    letter = RUSSIAN[code]
    event = {"code": code, "key": letter, "text": letter, "unmodifiedText": letter}
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "code": code, "key": letter})
    keyboard.detach()
