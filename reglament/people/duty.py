"""Who is on duty now, and who stands in for whom."""

from datetime import datetime

from reglament.people.models import Absence, Account, DutyShift


def on_duty(at: datetime) -> list[Account]:
    """R-19  The duty engineers of this moment, first the one whose shift began last."""
    shifts = DutyShift.objects.filter(begins_at__lte=at, ends_at__gt=at).select_related("account__company")
    return [shift.account for shift in shifts.order_by("-begins_at")]


def shift_of(account: Account, at: datetime) -> DutyShift | None:
    return DutyShift.objects.filter(account=account, begins_at__lte=at, ends_at__gt=at).first()


def standing_in(account: Account, at: datetime) -> Account:
    """The person, or the deputy while the person is away."""
    away = Absence.objects.filter(account=account, begins_at__lte=at, ends_at__gt=at).select_related("deputy").first()
    return away.deputy if away and away.deputy else account
