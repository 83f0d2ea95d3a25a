from datetime import timedelta

from reglament.intake import accepting, receiving
from reglament.intake.models import Receipt
from reglament.jobs.declare import job
from reglament.jobs.work import Work


def _given_up(work: Work) -> None:
    receiving.give_up(_receipt(work), at=work.at, keeping=work.ending())


@job(accepting.JUDGE, lease=timedelta(minutes=2), give_up=_given_up)
def judge(work: Work) -> None:
    """Stage two of a letter."""
    receiving.judge_receipt(_receipt(work), at=work.at, keeping=work.ending())


def _receipt(work: Work) -> Receipt:
    return Receipt.objects.select_related("raw").get(pk=work.arguments["receipt"])
