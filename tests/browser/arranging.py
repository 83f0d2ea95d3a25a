"""What no story of the demo ends with, made through the verbs: a reopened case that is watched, a manager at rest."""

from datetime import datetime

from reglament.cases.course import assignment, participants, reopening, solving, transferring
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Transfer
from reglament.cases.status import Status
from reglament.desk import arrivals, defaults
from reglament.files import arriving
from reglament.intake import settling
from reglament.intake.models import Receipt
from reglament.people.models import Account, Team

AT_REST = "rusakov.iv"


def everything(*, at: datetime) -> None:
    reopen_one(at=at)
    open_transfers(at=at)
    put_to_rest(Account.objects.get(login=AT_REST), at=at)


def reopen_one(*, at: datetime) -> None:
    case = Case.objects.filter(status=Status.IN_PROGRESS, contract__isnull=False).exclude(assignee=None).latest("id")
    words = Message(text="Заменили трансивер, ошибок на порту больше нет.")
    solving.resolve(case, words, cause="hardware", closure="solved", by=case.assignee, at=at)
    case.refresh_from_db()
    reopening.reopen(case, "Ошибки появились снова через десять минут.", by=case.opener, at=at)
    participants.watch(case, by=Account.objects.get(login="duty"), at=at)


def open_transfers(*, at: datetime) -> None:
    """One that is open, with a file that came and one that has not come whole, and one that is closed."""
    worked_on = Case.objects.filter(status=Status.IN_PROGRESS, contract__isnull=False, opener__language="")
    for case, is_open in zip(worked_on.exclude(assignee=None).order_by("-id")[:2], (True, False), strict=False):
        transferring.open_transfer(case, most_bytes=10**9, days=7, uploader=None, by=case.assignee, at=at)
        transfer = Transfer.objects.get(case=case)
        for name, announced in (("дамп памяти.bin", 2), ("журналы.tar.gz", 4_000_000)):
            file = transferring.announce(transfer, name=name, size=announced, by=case.opener, at=at)
            with arriving.held(file.key) as part:
                part.write(b"xx")
                if announced == 2:
                    transferring.finish(file, at=at)
        if not is_open:
            transferring.close(transfer, by=case.assignee, at=at)


def put_to_rest(manager: Account, *, at: datetime) -> None:
    """Hands over every case and settles every letter that waits under the manager's contracts."""
    came = arrivals.read(manager, at=at)
    duty = Account.objects.get(login="duty")
    for row in came.all:
        if row.key.startswith("receipt-"):
            settling.settle(Receipt.objects.get(pk=row.key.removeprefix("receipt-")), by=manager, at=at)
            continue
        case = Case.objects.get(number=row.key)
        crew, _engineer = defaults.hand_over(case)
        team = Team.objects.filter(pk=crew).first() or Team.objects.get(code="first-line")
        assignment.assign(case, by=duty, at=at, team=team, assignee=Account.objects.get(login="engineer"))
