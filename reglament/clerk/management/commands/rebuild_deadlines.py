from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reglament.cases.course import deadlines
from reglament.cases.models import Case

RELATED = ("policy", "contract_version", "contract", "category")


class Command(BaseCommand):
    help = "Recomputes the stored deadlines from the events and lists what differs; exit 1 if anything does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--open", action="store_true", help="only cases that are still open")
        parser.add_argument("--mend", action="store_true", help="write what the events say")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = Case.objects.select_related(*RELATED).order_by("id")
        if options["open"]:
            cases = cases.open()
        at, found = datetime.now(UTC), 0
        for case in cases.iterator(chunk_size=500):
            for number, difference in deadlines.rebuild([case], at=at):
                found += 1
                self.stdout.write(f"{number}  {difference}")
                if options["mend"]:
                    deadlines.refresh(case, at=at)
                    case.save()
        self.stdout.write(f"Расхождений / differences: {found}")
        if found and not options["mend"]:
            raise SystemExit(1)
