"""Events in words: codes and ids become names only here, in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reglament.cases import dictionary, events
from reglament.cases.course.entitlement import is_confirmed_by_hand
from reglament.cases.models import Case, CaseEvent
from reglament.cases.models.case import Channel
from reglament.contracts.models import Category, Contract
from reglament.equipment.models import Item
from reglament.memory.values import Kept
from reglament.people.models import Account, Team
from reglament.ui import words

PEOPLE = ("assignee", "colleague", "watcher")
_categories: Kept[str, Category] = Kept()
_teams: Kept[int, Team] = Kept()


def names(recorded: Iterable[CaseEvent]) -> dict[int, str]:
    """Names of the people the facts mention; no statement when they are all actors already."""
    recorded = list(recorded)
    known = {event.actor_id: str(event.actor) for event in recorded if event.actor_id}
    wanted = {event.facts[fact] for event in recorded for fact in PEOPLE if event.facts.get(fact)} - known.keys()
    if wanted:
        known |= {account.pk: str(account) for account in Account.objects.filter(pk__in=wanted)}
    return known


def sentence(event: CaseEvent, people: Mapping[int, str]) -> str:
    """One line of the history, e.g. «Инженер: Антон Вершинин»."""
    facts = dict(event.facts)
    if "reason" in facts:
        facts["reason"] = reason(event)
    return str(_spoken(event)) % _Words(facts, people)


def _spoken(event: CaseEvent) -> Promise | str:
    """The sentence of the kind, or a fuller one where the facts allow it."""
    if _is_for_a_team(event):
        return events.ASSIGNED_TO_TEAM
    if event.kind == events.WAITS_VENDOR.code and event.facts.get("vendor_number"):
        return events.PASSED_WITH_NUMBER
    return event.declared.sentence


def _is_for_a_team(event: CaseEvent) -> bool:
    return event.kind == events.ASSIGNED.code and bool(event.facts.get("team")) and not event.facts.get("assignee")


class _Words(dict[str, str]):
    """Looks a placeholder up in the facts and says it in words; what is missing is a dash, never an error."""

    def __init__(self, facts: dict[str, Any], people: Mapping[int, str]) -> None:
        super().__init__()
        self.facts, self.people = facts, people

    def __missing__(self, name: str) -> str:
        value = self.facts.get(name)
        if value in (None, ""):
            return _("not assigned") if name == "assignee" else "—"
        if name in PEOPLE:
            return self.people.get(value, "—")
        speak = SPOKEN.get(name)
        return speak(value) if speak else str(value)


def finding(code: str) -> str:
    """What the contract check found, said to a customer."""
    return {
        "not_needed": _("the category needs no equipment"),
        "match": _("P/N and S/N match"),
        "pn_only": _("P/N matches"),
        "sn_ok_pn_differs": _("S/N matches, P/N differs"),
        "pn_ok_sn_unknown": _("P/N matches, the S/N is not in the contract"),
        "other_contract": _("the equipment belongs to another contract of the company"),
        "expired": _("cover of this equipment has ended"),
        "not_found": _("there is no such P/N or S/N in the contract"),
        "missing": _("P/N or S/N is not given"),
        "no_contract": _("the contract is not named"),
        "inactive": _("the contract is not in force"),
        "confirmed": _("the entitlement is confirmed"),
    }.get(code, code)


def entitlement(case: Case) -> str:
    """R-39  What the entitlement rests on: the numbers, or the word of a person; empty with nothing to compare."""
    if is_confirmed_by_hand(case):
        return finding("confirmed")
    return finding(case.verdict) if case.verdict else ""


def category(code: str) -> str:
    rows = _categories.fresh()
    if code not in rows:
        rows.update({row.code: row for row in Category.objects.all()})
    return words.pick(rows[code], "name") if code in rows else code


def _kind_of(event_word: str) -> str:
    return str(Channel(event_word).label) if event_word in Channel.values else event_word


def _item(pk: int) -> str:
    found = Item.objects.select_related("product").filter(pk=pk).first()
    return str(found) if found else "—"


def _contract(pk: int) -> str:
    return Contract.objects.filter(pk=pk).values_list("number", flat=True).first() or "—"


def _team(pk: int) -> str:
    rows = _teams.fresh()
    if pk not in rows:
        rows.update({row.pk: row for row in Team.objects.all()})
    return words.pick(rows[pk], "name") if pk in rows else "—"


def _category_or_priority(value: Any) -> str:
    return str(value) if isinstance(value, int) else category(value)


SPOKEN: dict[str, Any] = {
    "channel": _kind_of,
    "closure": lambda code: dictionary.word("closure", code),
    "ground": lambda code: dictionary.word("priority", code),
    "finding": finding,
    "team": _team,
    "until": lambda day: words.day(date.fromisoformat(day)),
    "item": _item,
    "contract": _contract,
    "old": _category_or_priority,
    "new": _category_or_priority,
    "wanted": lambda priority: pgettext("priority", "priority %(number)s") % {"number": priority},
}


def reason(event: CaseEvent) -> str:
    """The word of a refusal's or a return's dictionary, by the event it stands in."""
    book = "return" if event.kind == "case.returned" else "refusal"
    return dictionary.word(book, str(event.facts.get("reason", "")))
