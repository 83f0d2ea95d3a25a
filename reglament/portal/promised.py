"""R-13 … R-16  What a contract promises and whom it names, as tables to read."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reglament.clock.threshold import Threshold, Unit
from reglament.contracts import matrix, thresholds
from reglament.contracts.models import Contract, ContractContact, ContractVersion, PolicyVersion, Post
from reglament.people.models import Account
from reglament.portal.house import house
from reglament.ui import promise, words


@dataclass(frozen=True, slots=True)
class Table:
    """The threshold table of a policy version; `replacement` is the term of hardware replacement, '' without one."""

    title: str
    clocks: list[str]
    rows: list[tuple[tuple[int, str], list[str]]]
    replacement: str


@dataclass(frozen=True, slots=True)
class Call:
    """Whom a rung calls: post and holder, how to reach the holder, and who stands in."""

    title: str
    phone: str
    email: str
    deputy: str


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    name: str
    role: str
    position: str
    phone: str
    email: str


def table(policy: PolicyVersion) -> Table:
    known = thresholds.read(policy.pk)
    rows = [
        (
            (row.number, words.pick(row, "name")),
            [_norm(known.threshold(row.number, clock)) for clock in thresholds.MEASURED],
        )
        for row in house().priorities
    ]
    title = _("“%(name)s”, edition %(number)s, in force since %(day)s") % {
        "name": words.pick(policy.policy, "name"),
        "number": policy.number,
        "day": words.day(policy.valid_from),
    }
    return Table(title, [promise.label(clock) for clock in thresholds.MEASURED], rows, _replacement(policy))


def matrix_rows(version: ContractVersion | None) -> list[tuple[str, str, list[Call]]]:
    """R-15  (factor, of which time, whom) in order; posts in copy come last."""
    rows = []
    for rung in matrix.rungs(version):
        when = {
            "REG": _("of the registration time"),
            "REACT": _("of the reaction time"),
            "DIAG": _("of the diagnosis time"),
            "WA": _("of the workaround time"),
            "SOL": _("of the resolution time"),
        }.get(rung.clock, promise.label(rung.clock))
        calls = [_call(post, _called(post)) for post in rung.posts]
        calls += [_call(post, _("%(post)s (in copy)") % {"post": _called(post)}) for post in rung.copies]
        rows.append((words.number(float(rung.factor)) + "X", when, calls))
    return rows


def people(contract: Contract, day: date) -> tuple[list[Person], list[Person]]:
    """The customer's people with their roles, and the contractor's who keep the contract."""
    rows = contract.contacts.select_related("account").order_by("-role", "account__full_name")
    named = [row for row in rows if row.valid_from <= day and (row.valid_until is None or row.valid_until > day)]
    ours = ((contract.service_manager, _("Service manager")), (contract.account_manager, _("Account manager")))
    return (
        [_person(row.account, _role(row)) for row in named],
        [_person(account, role) for account, role in ours if account],
    )


def _role(row: ContractContact) -> str:
    role, scope = ContractContact.Role(row.role).label, ContractContact.Scope(row.scope).label
    return pgettext("contact and scope", "%(role)s, sees %(scope)s") % {"role": role, "scope": scope}


def _person(account: Account, role: str) -> Person:
    return Person(account.pk, str(account), role, account.position, account.phone_work, account.email)


def _called(post: Post) -> str:
    name = words.pick(post, "name")
    return f"{name}, {post.holder}" if post.holder else name


def _call(post: Post, title: str) -> Call:
    holder = post.holder
    return Call(
        title=title,
        phone=holder.phone_work if holder else "",
        email=holder.email if holder else "",
        deputy=str(post.deputy) if post.deputy else "",
    )


def _norm(threshold: Threshold | None) -> str:
    return promise.norm(threshold) if threshold else ""


def _replacement(policy: PolicyVersion) -> str:
    if not policy.replacement_amount:
        return ""
    threshold = Threshold(policy.replacement_amount, Unit(policy.replacement_unit), policy.replacement_cutoff)
    if policy.replacement_cutoff is None:
        return promise.norm(threshold)
    hours, minutes = divmod(policy.replacement_cutoff, 60)
    return _("%(norm)s, if approved by %(time)s") % {
        "norm": promise.norm(threshold),
        "time": f"{hours:02}:{minutes:02}",
    }
