"""Asks clamd what it thinks of some bytes: its INSTREAM command over a Unix socket or TCP, piece by piece."""

import re
import socket
from collections.abc import Iterable
from contextlib import suppress

PIECE = 64 * 1024
CONNECT_SECONDS = 5
LONGEST_ANSWER = 4096
ADDRESS = re.compile(r"/.+|(?P<host>[^:/\s]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")

NOT_READ = "Heuristics.Limits.Exceeded"
"""What clamd with AlertExceedsMax "finds" in a file that it did not read to the end."""


class Unanswered(Exception):
    """The scanner is away or would not look; the words are its own, or those of the system."""


def is_address(text: str) -> bool:
    """The path of a socket, or host:port."""
    return ADDRESS.fullmatch(text) is not None


def threat_in(pieces: Iterable[bytes], address: str, *, patience: float = 30) -> str:
    """The name of what was found, '' if clean. Raises Unanswered when nothing is said in `patience` seconds."""
    try:
        with _connected(address) as line:
            line.settimeout(patience)
            answer = _asked(line, pieces)
    except OSError as failure:
        raise Unanswered(str(failure) or repr(failure)) from failure
    said = answer.rstrip(b"\0\n").decode(errors="replace").removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND") and not said.startswith(NOT_READ):
        return said.removesuffix(" FOUND")
    raise Unanswered(said or "the scanner hung up without an answer")


def _connected(address: str) -> socket.socket:
    found = ADDRESS.fullmatch(address)
    if found and found["host"]:
        line = socket.create_connection((found["host"].strip("[]"), int(found["port"])), timeout=CONNECT_SECONDS)
    else:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
    return line


def _asked(line: socket.socket, pieces: Iterable[bytes]) -> bytes:
    # Over its own limit clamd says so and hangs up while we still send: what it said counts, not the broken line.
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            if piece:  # an empty one would mean the end
                line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        answer += more
    return answer
