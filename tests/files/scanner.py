"""A scanner that speaks INSTREAM as clamd does, on a real socket: it knows one virus, and can be taken away."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

# The test string every scanner knows, in two halves: no scanner of a developer's machine takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "Eicar-Test-Signature"
DEEP = b"an archive of archives"
NOT_READ = "Heuristics.Limits.Exceeded.MaxRecursion"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        scanner: Any = self.server
        with suppress(ConnectionError):
            if self.rfile.read(10) != b"zINSTREAM\0":
                self.wfile.write(b"UNKNOWN COMMAND\0")
                return
            body = b""
            while size := int.from_bytes(self.rfile.read(4), "big"):
                if len(body) + size > scanner.most:
                    self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                    return
                body += self.rfile.read(size)
            scanner.seen.append(len(body))
            found = NAME if EICAR in body else NOT_READ if body.startswith(DEEP) else ""
            self.wfile.write(f"stream: {found} FOUND\0".encode() if found else b"stream: OK\0")


class Line(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class Net(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def scanner(where: Path | None = None, most: int = 25_000_000) -> Iterator[tuple[str, list[int]]]:
    """Its address and the sizes of what it was shown; over TCP without `where`."""
    server: Any = Line(str(where), Conversation) if where else Net(("127.0.0.1", 0), Conversation)
    server.seen, server.most = [], most
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield (str(where) if where else f"127.0.0.1:{server.server_address[1]}"), server.seen
    finally:
        server.shutdown()
        server.server_close()
        if where:
            where.unlink(missing_ok=True)
