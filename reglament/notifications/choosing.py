"""R-69  Each person chooses how a letter comes: at once, in the digest, not at all; the obligatory ones always come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.notifications import events, kinds, overview, terms
from reglament.notifications.audiences import OF_CUSTOMER
from reglament.notifications.models import DigestPlan, LetterChoice
from reglament.notifications.resetting import RESET
from reglament.people.models import Account
from reglament.terms.resolve import resolve

Way = LetterChoice.Way


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of letter as its reader is asked about it."""

    kind: str
    name: str
    is_obligatory: bool
    way: str


def ways(accounts: Iterable[Account]) -> dict[tuple[int, str], str]:
    """(account id, kind) → what was chosen for it, where that is not at once; one statement."""
    held = obligatory()
    rows = LetterChoice.objects.filter(account__in=[account.pk for account in accounts])
    return {(row.account_id, row.kind): row.way for row in rows if row.kind not in held}


def obligatory() -> frozenset[str]:
    """Letters about the own account always are, whatever the house says."""
    return frozenset({RESET, *resolve(terms.OBLIGATORY)})


def offers(account: Account) -> list[Offer]:
    """Every letter this person may ever get, by name; the obligatory ones last."""
    held, chosen = obligatory(), ways([account])
    found = [
        Offer(kind, kinds.title_for(kind, account), kind in held, chosen.get((account.pk, kind), Way.AT_ONCE))
        for kind in _known(account)
    ]
    return sorted(found, key=lambda one: (one.is_obligatory, one.name))


def hour_of(account: Account) -> int:
    """The hour of the account's zone at which its digest is written."""
    plan = DigestPlan.objects.filter(account=account).first()
    chosen = resolve(terms.DIGEST_HOUR) if plan is None or plan.hour is None else plan.hour
    return min(max(chosen, 0), 23)


@transaction.atomic
def choose(account: Account, chosen: Mapping[str, str], *, hour: int, by: Account, at: datetime) -> None:
    """R-69  What one person wants, kind → way; kinds that are not named stay as they are."""
    if by != account:
        raise Refused("R-69", _("Each person chooses their own letters."))
    offered = {one.kind: one for one in offers(account)}
    changed = {kind: way for kind, way in chosen.items() if kind not in offered or offered[kind].way != way}
    for kind, way in changed.items():
        if kind not in offered or way not in Way.values:
            raise Refused("R-69", _("There is no such letter."))
        if offered[kind].is_obligatory:
            raise Refused("R-69", _("“%(letter)s” always comes at once.") % {"letter": offered[kind].name})
    if not 0 <= hour <= 23:
        raise Refused("R-69", _("Choose an hour from 0 to 23."))
    has_other_hour = hour != hour_of(account)
    if not changed and not has_other_hour:
        return
    for kind, way in changed.items():
        _keep(account, kind, way)
    DigestPlan.objects.update_or_create(account=account, defaults={"hour": hour})
    record(account, events.LETTERS_CHOSEN, actor=by, at=at, hour=hour, **changed)


def _keep(account: Account, kind: str, way: str) -> None:
    if way == Way.AT_ONCE:
        LetterChoice.objects.filter(account=account, kind=kind).delete()
    else:
        LetterChoice.objects.update_or_create(account=account, kind=kind, defaults={"way": way})


def _known(account: Account) -> list[str]:
    """A customer's person: what goes to the customer's parts in a case; staff: what goes to the others."""
    found = [RESET]
    for kind in kinds.NAMES:
        parts = overview.parts(kind)
        if parts - OF_CUSTOMER if account.is_staff_member else parts & OF_CUSTOMER:
            found.append(kind)
    return found
