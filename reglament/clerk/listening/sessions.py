"""SMTP and LMTP as we speak them: strict about line ends, patient with long lines, never patient for ever."""

import asyncio
from collections import Counter
from concurrent.futures import Executor
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from reglament.clerk.listening import delivery
from reglament.clerk.listening.limits import Limits
from reglament.intake.models import Receipt

NAME = "Reglament"
LONGEST_LINE = 1_000_000
"""Bytes. The standard allows 1 000, what people's programs send is longer, and a refused letter would be a lost one."""


class Door:
    """The answers to one way in: whose address it is, and whether a letter could be kept."""

    def __init__(self, way: Receipt.Way, limits: Limits, threads: Executor) -> None:
        self.way, self.limits, self.threads = way, limits, threads
        self.open: Counter[str] = Counter()
        self.busy = 0
        """Letters being kept at this moment."""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= self.limits.recipients:
            return "452 4.5.3 Too many recipients"
        refusal = await self._ask(delivery.is_ours, address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.busy += 1
        try:
            return await self._kept(envelope)
        finally:
            self.busy -= 1

    async def _kept(self, envelope: Envelope) -> str:
        raw = envelope.content
        assert isinstance(raw, bytes)  # decode_data is off
        sender = envelope.mail_from or ""
        # An address with a tag says which case a letter belongs to: it is kept under that name.
        kept = {
            recipient: await self._ask(self._keep, raw, sender, recipient)
            for recipient in sorted(envelope.rcpt_tos, key=lambda one: "+" not in one)
        }
        answers = [kept[recipient] for recipient in envelope.rcpt_tos]
        if self.way is Receipt.Way.LMTP:
            return "\r\n".join(answers)
        return next((answer for answer in answers if answer != delivery.KEPT), delivery.KEPT)

    def _keep(self, raw: bytes, sender: str, recipient: str) -> str:
        return delivery.keep(raw, sender=sender, recipient=recipient, way=self.way)

    async def _ask(self, question: Any, *arguments: Any) -> str:
        answer: str = await asyncio.get_running_loop().run_in_executor(self.threads, question, *arguments)
        return answer


class _Guarded(SMTP):
    """One connection: counted by address, ended when it lasts too long."""

    line_length_limit = LONGEST_LINE

    def __init__(self, door: Door) -> None:
        limits = door.limits
        super().__init__(
            door,
            data_size_limit=limits.bytes,
            enable_SMTPUTF8=True,
            hostname=limits.host,
            ident=NAME,
            timeout=limits.silence,
        )
        self.door, self.peer_address = door, ""
        self._last: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        self.peer_address = str((transport.get_extra_info("peername") or ("",))[0])
        self.door.open[self.peer_address] += 1
        crowd = self.door.open[self.peer_address] > self.door.limits.connections_per_address
        if crowd or self.door.open.total() > self.door.limits.connections:
            transport.write(b"421 4.7.0 Too many connections, come again later\r\n")
            transport.close()
            return
        self._last = asyncio.get_running_loop().call_later(self.door.limits.session, transport.abort)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._last:
            self._last.cancel()
        self.door.open[self.peer_address] -= 1
        if self.door.open[self.peer_address] <= 0:
            del self.door.open[self.peer_address]
        if self._last:
            super().connection_lost(error)


class SmtpSession(_Guarded):
    pass


class LmtpSession(_Guarded, LMTP):
    pass
