"""Pages as a person sees and uses them: the words on them, their forms and buttons, never the markup."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html

UNSEEN = "//script | //style | //template | //svg | //*[@hidden]"
WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060]")


class Page:
    """An answer of the server, read by somebody who came to it with `client`."""

    def __init__(self, client: Client, response: HttpResponse, address: str) -> None:
        self.client, self.status, self.address = client, response.status_code, address
        self.tree = html.document_fromstring(response.content.decode() or "<p></p>")

    @property
    def text(self) -> str:
        """Everything that can be read on the page, in one line."""
        return words_of(self.tree)

    def part(self, title: str) -> str:
        """The words of the section under this heading."""
        for heading in self.tree.iter("h1", "h2", "h3"):
            if words_of(heading).startswith(title):
                return words_of(heading.getparent())
        raise AssertionError(f"no section «{title}» on {self.address}:\n{self.text}")

    @property
    def state(self) -> str:
        """The state of the case, as its badge under the title says it."""
        return words_of(self.tree.find_class("state")[0])

    @property
    def history(self) -> str:
        """The course of the case."""
        return words_of(self.tree.find_class("stream")[0])

    def download(self, name: str) -> bytes:
        """Takes a file by its name."""
        for link in self.tree.iter("a"):
            if name in words_of(link):
                response = self.client.get(link.get("href"))
                assert response.status_code == 200
                assert response["Content-Disposition"].startswith("attachment")
                return b"".join(response.streaming_content)
        raise AssertionError(f"no file «{name}» on {self.address}:\n{self.text}")

    def fact(self, name: str) -> str:
        """What stands beside this name in a list of facts."""
        for term in self.tree.iter("dt"):
            if words_of(term) == name and next(term.iterancestors("dl")).get("class", "").startswith("facts"):
                return words_of(term.getnext())
        raise AssertionError(f"no fact «{name}» on {self.address}:\n{self.text}")

    def rows(self, caption: str) -> list[list[str]]:
        """The rows of the table with this caption, its head first, cell by cell."""
        for table in self.tree.iter("table"):
            found = table.find("caption")
            if found is not None and words_of(found) == caption:
                return [[words_of(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        raise AssertionError(f"no table «{caption}» on {self.address}:\n{self.text}")

    def labels(self, name: str) -> list[str]:
        """What the choices of this name say, in order."""
        return [words_of(label) for label in self.tree.xpath("//label[.//input[@name=$name]]", name=name)]

    def options(self, name: str) -> list[str]:
        """What the list of this name offers."""
        return [words_of(option) for option in self.tree.findall(f".//select[@name='{name}']//option")]

    def value(self, name: str) -> str:
        """What stands in the field of this name."""
        for form in self.tree.forms:
            if name in form.fields:
                return str(form.fields[name] or "").strip("\n")
        raise AssertionError(f"no field «{name}» on {self.address}:\n{self.text}")

    def buttons(self) -> list[str]:
        """What can be pressed."""
        return [words_of(each) for each in self._pressable()]

    def follow(self, label: str) -> "Page":
        """Clicks the link that says this, or else the first that begins so."""
        links = list(self.tree.iter("a"))
        exact = [link for link in links if words_of(link) == label]
        for link in exact or [link for link in links if words_of(link).startswith(label)]:
            return see(self.client, urljoin(self.address, link.get("href")))
        raise AssertionError(f"no link «{label}» on {self.address}:\n{self.text}")

    def press(self, label: str, files: Iterable[tuple[str, bytes]] = (), **typed: Any) -> "Page":
        """Fills the form of a button in, presses the button and goes where that leads."""
        button = next((each for each in self._pressable() if words_of(each) == label), None)
        assert button is not None, f"no button «{label}» on {self.address}: {self.buttons()}"
        assert button.tag == "button", f"«{label}» on {self.address} is a link: follow it"
        form = self.tree.get_element_by_id(button.get("form")) if button.get("form") else button.iterancestors("form")
        form = form if isinstance(form, html.FormElement) else next(form)
        values = dict(form.form_values())
        if button.get("name"):
            values[button.get("name")] = button.get("value")
        for name, value in typed.items():
            assert form.xpath(".//*[@name=$name]", name=name), f"no field «{name}» in the form of «{label}»"
            values[name] = value
        values["files"] = [SimpleUploadedFile(name, content) for name, content in files]
        action = urljoin(self.address, form.get("action") or self.address)
        return _arrived(self.client, self.client.post(action, values, follow=True), action)

    def press_starting(self, beginning: str, **typed: Any) -> "Page":
        """Presses the button whose label begins so; its key stands behind the words."""
        label = next((label for label in self.buttons() if label.startswith(beginning)), beginning)
        return self.press(label, **typed)

    def _pressable(self) -> list[Any]:
        return self.tree.xpath("//button[not(@aria-disabled)] | //a[contains(@class, 'button')]")


def see(client: Client, address: str) -> Page:
    """Opens an address and follows where it leads."""
    return _arrived(client, client.get(address, follow=True), address)


def _arrived(client: Client, response: HttpResponse, address: str) -> Page:
    chain = getattr(response, "redirect_chain", [])
    last = urljoin(address, chain[-1][0]) if chain else address
    parts = urlsplit(last)
    return Page(client, response, f"{parts.path}?{parts.query}" if parts.query else parts.path)


def words_of(element: Any) -> str:
    """The words of an element as read: one blank between them, nothing hidden, no marks without width."""
    unseen = set(element.xpath(UNSEEN.replace("//", ".//")))
    return plain(" ".join(_texts(element, unseen)))


def _texts(element: Any, unseen: set[Any]) -> Iterable[str]:
    if element in unseen or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child, unseen)
        yield child.tail or ""


def plain(text: str) -> str:
    """Text with ordinary blanks alone, as a person would read it out."""
    return " ".join(WITHOUT_WIDTH.sub("", text).split())
