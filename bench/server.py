"""The web server as `make run` starts it, on a port of its own; and a visitor who signs in through its form."""

import http.client
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from reglament.config import run

PATIENCE_SECONDS = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@contextmanager
def running(port: int) -> Iterator[int]:
    """The process id of the server, which answers on `port` until the end."""
    process = subprocess.Popen(run.web(), env=os.environ | {"PORT": str(port)})
    try:
        _wait(process, port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


class Visitor:
    """A browser without a picture: keeps its cookies, reads forms, follows nothing."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def sign_in(self, login: str, password: str) -> "Visitor":
        status, page = self.get("/sign-in/")
        answer, _body = self.post("/sign-in/", Form(page).values | {"login": login, "password": password})
        if status != 200 or answer != 302:
            sys.exit(f"{login} could not sign in: {status}, {answer}")
        return self

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, "")

    def post(self, path: str, values: dict[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(values))

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie, "Accept-Language": "ru"} | (FORM if body else {})
        connection.request(method, path, body.encode(), headers)
        answer = connection.getresponse()
        content = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, content


class Form(HTMLParser):
    """The values that the first form with a field `holds` would send as it stands; `offered` are its radio buttons."""

    def __init__(self, page: str, holds: str = "csrfmiddlewaretoken") -> None:
        super().__init__()
        self.offered: dict[str, list[str]] = defaultdict(list)
        self._found: list[dict[str, str]] = []
        self._area = ""
        self.feed(page)
        self.values = next((values for values in self._found if holds in values), {})

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._found.append({})
        if not self._found or not given.get("name"):
            return
        if tag == "textarea":
            self._area = given["name"]
            self._found[-1][self._area] = ""
        if given.get("type") == "radio":
            self.offered[given["name"]].append(given["value"])
        chosen = given.get("type") not in ("radio", "checkbox", "file") or "checked" in given
        if tag == "input" and chosen:
            self._found[-1][given["name"]] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self._found[-1][self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            if Visitor(port).get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not start.")
