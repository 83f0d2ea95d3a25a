from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reglament.demo import company


class Command(BaseCommand):
    help = "Loads the demo company with its stories into an empty database; a filled one is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=company.ORDINARY_CASES, help="ordinary closed cases")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Только не в режиме production. / Not in production mode.")
        if company.is_there():
            return
        self.stdout.write("Загружаем демонстрационную компанию… / Loading the demo company…")
        made = company.load(at=datetime.now(UTC), ordinary_cases=options["cases"])
        self.stdout.write(f"Обращений / cases: {made}")
