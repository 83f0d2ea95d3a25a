"""A mail server small enough to read: takes letters over a real socket and answers as a test tells it to."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Received:
    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)  # type: ignore[return-value]

    @property
    def text(self) -> str:
        """The plain part."""
        return self.part("plain")

    @property
    def html(self) -> str:
        return self.part("html")

    def part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        assert body is not None
        return body.get_content().replace("\r\n", "\n")


@dataclass
class Receiver:
    """`answers` maps the beginning of a command ('RCPT TO:<a@b>') to another answer; '' hangs up without one."""

    port: int = 0
    letters: list[Received] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    sessions: int = 0

    def answer(self, line: str, usual: str) -> str:
        return next((said for begins, said in self.answers.items() if line.upper().startswith(begins.upper())), usual)


class HangUp(Exception):
    pass


class _Session(socketserver.StreamRequestHandler):
    receiver: Receiver

    def handle(self) -> None:
        self.receiver.sessions += 1
        try:
            self._say("CONNECT", "220 receiver.example")
            while line := self.rfile.readline().decode("utf-8").rstrip("\r\n"):
                self._obey(line)
        except (HangUp, ConnectionError):
            return

    def _obey(self, line: str) -> None:
        verb = line.split(" ")[0].split(":")[0].upper()
        known: dict[str, Callable[[str], None]] = {"MAIL": self._mail, "RCPT": self._rcpt, "DATA": self._data}
        if verb in known:
            known[verb](line)
        elif verb == "QUIT":
            self._say(line, "221 bye")
            raise HangUp
        else:
            self._say(line, "250 receiver.example")

    def _mail(self, line: str) -> None:
        self.sender = line.partition("<")[2].partition(">")[0]
        self._say(line, "250 ok")

    def _rcpt(self, line: str) -> None:
        self.recipient = line.partition("<")[2].partition(">")[0]
        self._say(line, "250 ok")

    def _data(self, line: str) -> None:
        self._say(line, "354 go on")
        lines = []
        while (content := self.rfile.readline()) != b".\r\n":
            lines.append(content.removeprefix(b"."))
        letter = Received(self.sender, self.recipient, b"".join(lines))
        said = self.receiver.answer("CONTENT", "250 taken")
        if said.startswith("2"):
            self.receiver.letters.append(letter)
        self._write(said)

    def _say(self, line: str, usual: str) -> None:
        self._write(self.receiver.answer(line, usual))

    def _write(self, said: str) -> None:
        if not said:
            raise HangUp
        self.wfile.write(f"{said}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A running server on a free port of this machine."""
    receiver = Receiver()
    handler = type("Session", (_Session,), {"receiver": receiver})
    with _Server(("127.0.0.1", 0), handler) as server:
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
