"""The mail listener: SMTP, LMTP and the fetching of mailboxes until it is asked to leave; what is begun is finished."""

import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import structlog

from reglament.clerk.fetching import fetchers
from reglament.clerk.listening.limits import Limits
from reglament.clerk.listening.sessions import Door, LmtpSession, SmtpSession
from reglament.intake.models import Receipt

logger = structlog.get_logger("reglament.clerk")
THREADS = 4
GRACE = 5.0
"""Seconds that open sessions get to end a letter they are sending."""


async def listen(*, host: str, smtp_port: int, lmtp_port: int, limits: Limits) -> None:
    """Serves until SIGTERM or SIGINT. Port 0 means none of that kind. Raises OSError when a port is taken."""
    leaving = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, leaving.set)
    with ThreadPoolExecutor(THREADS, "letters") as threads:
        smtp, lmtp = (Door(way, limits, threads) for way in (Receipt.Way.SMTP, Receipt.Way.LMTP))
        servers = []
        if smtp_port:
            servers.append(await loop.create_server(lambda: SmtpSession(smtp), host, smtp_port))
        if lmtp_port:
            servers.append(await loop.create_server(lambda: LmtpSession(lmtp), host, lmtp_port))
        logger.info("the listener begins", host=host, smtp=smtp_port, lmtp=lmtp_port)
        fetching_ends = threading.Event()
        fetching = loop.run_in_executor(None, fetchers.fetch, fetching_ends)
        await leaving.wait()
        fetching_ends.set()
        for server in servers:
            server.close()
        await _finish(smtp, lmtp)
        await fetching
    logger.info("the listener leaves")


async def _finish(*doors: Door) -> None:
    until = asyncio.get_running_loop().time() + GRACE
    while any(door.busy for door in doors) and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.05)
