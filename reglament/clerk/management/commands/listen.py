import asyncio
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reglament.clerk.listening import limits
from reglament.clerk.listening.listener import listen


class Command(BaseCommand):
    """R-09  Takes letters by SMTP (MAIL_PORT) and LMTP (LMTP_PORT) until it is stopped."""

    help = "Takes letters by SMTP and LMTP until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asyncio.run(
                listen(
                    host=settings.BIND,
                    smtp_port=settings.MAIL_PORT,
                    lmtp_port=settings.LMTP_PORT,
                    limits=limits.in_force(),
                )
            )
        except OSError as taken:
            raise CommandError(
                f"{settings.BIND}:{settings.MAIL_PORT}/{settings.LMTP_PORT}: {taken.strerror}"
            ) from taken
