"""R-19  To whom a case goes unless the duty engineer says otherwise: by product line, to the least busy."""

from django.db.models import Count, Q
from django.utils import timezone

from reglament.cases.models import Case
from reglament.desk import choices
from reglament.people.models import Absence, Account


def hand_over(case: Case) -> tuple[int | None, int | None]:
    """(team id, engineer id); None where nothing speaks for anybody."""
    crew = crew_of(case)
    return (crew.team.pk, least_busy(crew)) if crew else (None, None)


def crew_of(case: Case) -> choices.Crew | None:
    """By the item's product line; without an item by the only specialised group that its contract's services name."""
    crews = choices.crews()
    line = case.item.product.line if case.item else ""
    fitting = [crew for crew in crews if line and line in (crew.line, crew.team.code)]
    if fitting:
        return fitting[0]
    specialised = [crew for crew in crews if crew.team.line > 1]
    return specialised[0] if len(specialised) == 1 else None


def least_busy(crew: choices.Crew) -> int | None:
    """The member with the fewest open cases who is not away today; one statement."""
    at = timezone.now()
    away = Absence.objects.filter(begins_at__lte=at, ends_at__gt=at)
    present = Account.objects.active().filter(pk__in=crew.members).exclude(pk__in=away.values("account"))
    working = present.holding(*choices.WORKERS).exclude(pk=crew.team.lead_id or 0)
    busy = working.annotate(load=Count("assigned_cases", filter=Q(assigned_cases__is_open=True)))
    return busy.order_by("load", "pk").values_list("pk", flat=True).first()
