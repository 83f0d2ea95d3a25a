"""What will happen if the form is sent now: which promises start, until when, and the call that is still owed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reglament.cases import terms
from reglament.cases.course import similar
from reglament.cases.models import Case
from reglament.cases.showing import sentences
from reglament.contracts import coverage
from reglament.contracts.access import is_responsible
from reglament.contracts.forecast import Expected, forecast
from reglament.contracts.models import Category, ContractContact
from reglament.people.models import Account
from reglament.portal.forms.requests import NewCase
from reglament.portal.house import house
from reglament.terms.resolve import resolve
from reglament.ui import promise, words

Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`plan`: rows of (promise, term, moment, day); `doubt` says why the contract is checked first, '' if it is not.

    `tells_responsible`: R-30, a high priority set by somebody else is told to the responsible contact.
    """

    at: datetime
    category: str
    category_is_default: bool
    priority: int
    priority_is_default: bool
    plan: list[Row]
    doubt: str
    waits_for_check: bool
    phone: str
    tells_responsible: bool
    duplicate: Case | None


def of(form: NewCase, account: Account, contacts: list[ContractContact]) -> Outcome:
    """Reads a form that was validated, faults and all: what is wrong counts as not said."""
    offer, said = form.offer, form.cleaned_data
    priority = said.get("priority") or offer.default_priority
    category = form.chosen_category
    verdict = _verdict(form, category)
    doubt = "" if verdict is None or verdict.verified else sentences.finding(verdict.finding)
    at_once = not doubt or (priority <= 2 and resolve(terms.CONDITIONAL, category, offer.contract))
    policy = offer.version.policy if offer.version else None
    expected = forecast(policy, category, priority, at=offer.at) if category else []
    return Outcome(
        at=offer.at,
        category=words.pick(category, "name") if category else "",
        category_is_default=not said.get("category"),
        priority=priority,
        priority_is_default=not said.get("priority"),
        plan=[_row(each, doubt, at_once, offer.at) for each in expected if each.threshold],
        doubt=doubt,
        waits_for_check=not at_once,
        phone=house().phone if priority <= 2 and offer.asks_for_call else "",
        tells_responsible=priority <= 2 and not is_responsible(contacts, offer.contract.pk),
        duplicate=_duplicate(form, account, contacts),
    )


def _verdict(form: NewCase, category: Category | None) -> coverage.Verdict | None:
    if category is None:
        return None
    pn, sn = form.numbers
    return coverage.check(form.offer.contract, category, pn=pn, sn=sn, on=form.offer.at.date())


def _row(each: Expected, doubt: str, at_once: bool, at: datetime) -> Row:
    name, norm = promise.label(each.clock), promise.norm(each.threshold)
    if each.clock == "REG":
        return (name, _("not regulated"), "—", "") if doubt else (name, norm, _("at once"), "")
    if not at_once or each.due_at is None:
        return name, norm, "—", _("from registration")
    moment = _("until %(moment)s") % {"moment": words.clock_time(each.due_at)}
    return name, norm, moment, words.near_day(each.due_at, at)


def _duplicate(form: NewCase, account: Account, contacts: list[ContractContact]) -> Case | None:
    """R-18  A case on the same item not long ago, if this person may know of it."""
    if form.item_row is None:
        return None
    found = similar.first(form.offer.contract, form.item_row.item, at=form.offer.at)
    if found is None or not Case.objects.visible_to(account, contacts).filter(pk=found.pk).exists():
        return None
    return found
