"""`make run`: prepares the data folder, starts web, clerk and listener, says where and for whom, stops cleanly."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")

WORKERS = "2"
PATIENCE_SECONDS = 15
DEMO_LOGINS = (
    ("orlova.nm", "ответственное контактное лицо заказчика", "customer's responsible contact"),
    ("ivanov.sm", "авторизованное лицо того же заказчика", "authorised contact, same customer"),
    ("petrov.ak", "другой заказчик", "another customer"),
    ("operator", "оператор", "operator"),
    ("duty", "дежурный инженер", "duty engineer"),
    ("engineer", "инженер", "engineer"),
    ("lead", "руководитель группы", "group lead"),
    ("head", "начальник СТП", "head of support"),
    ("manager", "сервис-менеджер", "service manager"),
    ("account", "менеджер по клиенту", "account manager"),
    ("director", "генеральный директор", "general director"),
    ("admin", "администратор", "administrator"),
)


def main() -> int:
    """Returns 0 after Ctrl-C or SIGTERM; the first process that dies by itself stops the others."""
    prepare()
    running = [subprocess.Popen(command) for command in (web(), _clerk(), _listener())]  # noqa: S603  our own three
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: _stop(running, number, frame))
    _greet()
    while all(process.poll() is None for process in running):
        time.sleep(0.2)
    died = [process for process in running if process.poll() is not None]
    _end(running)
    codes = [int(process.returncode or 0) for process in died]
    return max(map(abs, codes))


def prepare() -> None:
    """Migrates, loads the shipped tables and, the first time, the demo company; a second start keeps everything."""
    import django  # noqa: PLC0415  the settings were named above

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_tables")
    if settings.PRODUCTION:
        refuse_demo_passwords()
    elif settings.DEMO:
        call_command("demo")


def refuse_demo_passwords() -> None:
    """Production does not start while a demo account opens with the printed password."""
    from reglament.people.signing_in import has_demo_password  # noqa: PLC0415

    if has_demo_password():
        sys.exit(
            "Демонстрационные учётные записи открываются паролем demo: удалите их или смените пароли.\n"
            "Demo accounts still open with the password demo: remove them or change the passwords."
        )


def web() -> list[str]:
    """The command of the web server, as every installation starts it."""
    from django.conf import settings  # noqa: PLC0415

    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", settings.BIND, "--port", str(settings.PORT),
        "--workers", WORKERS, "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "reglament.config.wsgi:application",
    ]  # fmt: skip


def _clerk() -> list[str]:
    return [sys.executable, "-m", "reglament.config.command", "clerk"]


def _listener() -> list[str]:
    return [sys.executable, "-m", "reglament.config.command", "listen"]


def _greet() -> None:
    from django.conf import settings  # noqa: PLC0415

    lines = ["", f"  Регламент работает:  {settings.BASE_URL}", f"  Reglament is running: {settings.BASE_URL}", ""]
    if settings.DEMO:
        lines += ["  Демонстрационные учётные записи, пароль demo / Demo logins, password demo:"]
        lines += [f"    {login:<10}  {russian} / {english}" for login, russian, english in DEMO_LOGINS]
    elif not _is_founded():
        lines += [
            "  Установка пуста. Создайте исполнителя и первую учётную запись: .venv/bin/reglament found «Название»",
            "  The installation is empty. Make the contractor and the first account: .venv/bin/reglament found NAME",
        ]
    lines += [
        "",
        f"  Письма принимаются по SMTP / Letters are taken by SMTP:  {settings.BIND}:{settings.MAIL_PORT}",
        f"  и по LMTP / and by LMTP:  {settings.BIND}:{settings.LMTP_PORT}",
    ]
    lines += ["", "  Остановить: Ctrl-C / Stop: Ctrl-C", ""]
    print("\n".join(lines), flush=True)


def _is_founded() -> bool:
    from reglament.people.models import Company  # noqa: PLC0415

    return Company.objects.filter(kind=Company.Kind.CONTRACTOR).exists()


def _stop(running: "list[subprocess.Popen[bytes]]", _number: int, _frame: FrameType | None) -> None:
    _end(running)
    sys.exit(0)


def _end(running: "list[subprocess.Popen[bytes]]") -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
