from typing import Any

from django.core.management.base import BaseCommand

from reglament.cases import loading as cases
from reglament.contracts import loading as contracts
from reglament.intake import loading as intake
from reglament.notifications import loading as notifications


class Command(BaseCommand):
    help = "Loads the shipped tables of the regulation; what is there already is not touched."

    def handle(self, *args: Any, **options: Any) -> None:
        made = contracts.load_tables() + cases.load_tables() + intake.load_tables()
        made += notifications.load_tables()
        if made:
            self.stdout.write(f"Загружено строк регламента / rows of the regulation loaded: {made}")
