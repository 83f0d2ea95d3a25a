"""A program that speaks tus to the portal, as the page's script does."""

import base64
from typing import Any

from django.http import HttpResponse
from django.test import Client

PIECES = "application/offset+octet-stream"


class Tus:
    """One person's client; `link` is the page of a transfer."""

    def __init__(self, client: Client, link: str) -> None:
        self.client, self.link = client, link

    def ask(self, method: str, url: str, body: bytes = b"", **headers: object) -> Any:
        said = {"Tus-Resumable": "1.0.0"} | {name.replace("_", "-"): str(value) for name, value in headers.items()}
        kind = PIECES if method == "PATCH" or "X-HTTP-Method-Override" in said else ""
        wrapped = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body))}
        return self.client.generic(method, url, body, kind, headers=said, **wrapped)

    def announce(self, size: object, name: str = "дамп.bin", **more: object) -> Any:
        encoded = base64.b64encode(name.encode()).decode()
        return self.ask(
            "POST", f"{self.link}uploads/", Upload_Length=size, Upload_Metadata=f"filename {encoded}", **more
        )

    def begin(self, size: int, name: str = "дамп.bin") -> str:
        """The address of a new file."""
        response = self.announce(size, name)
        assert response.status_code == 201, response.content.decode()
        return str(response["Location"])

    def come(self, url: str) -> int:
        return int(self.ask("HEAD", url)["Upload-Offset"])

    def send(self, url: str, piece: bytes, at: int, **more: object) -> HttpResponse:
        response: HttpResponse = self.ask("PATCH", url, piece, Upload_Offset=at, **more)
        return response

    def pass_whole(self, content: bytes, name: str = "дамп.bin", piece: int = 1000) -> str:
        url, at = self.begin(len(content), name), 0
        while at < len(content):
            response = self.send(url, content[at : at + piece], at)
            assert response.status_code == 204, response.content.decode()
            at = int(response["Upload-Offset"])
        return url
