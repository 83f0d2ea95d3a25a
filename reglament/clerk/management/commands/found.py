from datetime import UTC, datetime
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reglament.clauses import Refused
from reglament.people import founding


class Command(BaseCommand):
    help = "Founds an empty installation: the contractor and the first account. The password is asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("company", help="the contractor's name")
        parser.add_argument("--login", default="admin")
        parser.add_argument("--name", default="", help="full name of the person")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass("Пароль / Password: ")
        try:
            validate_password(password)
            account = founding.found(
                options["company"],
                login=options["login"],
                full_name=options["name"] or options["login"],
                email=options["email"],
                password=password,
                zone=settings.TIME_ZONE,
                at=datetime.now(UTC),
            )
        except ValidationError as failure:
            raise CommandError(" ".join(failure.messages)) from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Готово, входите как {account.login} / Done, sign in as {account.login}")
