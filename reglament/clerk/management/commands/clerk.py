from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reglament.clerk.working import Clerk, obeying_signals


class Command(BaseCommand):
    """Does what time demands until SIGTERM or Ctrl-C: sends letters, closes solved cases."""

    help = "Sends letters and does what time demands, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now and leave")

    def handle(self, *args: Any, **options: Any) -> None:
        clerk = Clerk()
        if options["once"]:
            clerk.once()
            return
        with obeying_signals(clerk):
            clerk.work()
