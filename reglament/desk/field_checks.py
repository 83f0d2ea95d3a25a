"""R-18, R-26 … R-31, R-45  What contract, sender, category, priority and call say to the duty engineer."""

from django.utils.translation import gettext as _

from reglament.cases import dictionary
from reglament.cases.models.case import PrioritySource
from reglament.contracts.models import ContractContact
from reglament.desk import choices
from reglament.desk.evidence import Evidence
from reglament.desk.judging import BAD, OK, WARN, Fix, Verdict
from reglament.ui import words as said
from reglament.ui.words import pick


def contract(evidence: Evidence) -> Verdict | None:
    """R-27  Certain, and in force on the day of receipt."""
    case, name = evidence.case, _("Contract")
    if case.contract is None:
        fixes = [
            Fix(each.number, "contract", {"contract": str(each.pk)}, is_direct=True) for each in evidence.contracts[:3]
        ]
        text = _("Not certain: the company has several, or none was named.")
        return Verdict(BAD, name, text, fixes, fields=("contract",))
    number, until = case.contract.number, said.day(case.contract.last_day)
    if case.contract.in_force(case.received_at.date()):
        return Verdict(OK, name, _("%(number)s, valid until %(day)s") % {"number": number, "day": until})
    text = _("%(number)s is not in force: it ended on %(day)s or is suspended.") % {"number": number, "day": until}
    fixes = [Fix(_("Another contract"), "contract"), Fix(_("Propose a refusal"), "refusal")]
    return Verdict(BAD, name, text, fixes, fields=("contract",))


def sender(evidence: Evidence) -> Verdict | None:
    """R-10, R-21  Whose login, what they are in the contract, and whether the letter came from their address."""
    case, name = evidence.case, _("Login")
    if case.opener is None:
        return Verdict(WARN, name, _("No person of the customer is named."), [Fix(_("Ask the customer"), "question")])
    who = ", ".join(filter(None, (f"{case.opener.login} — {case.opener.full_name}", _role(evidence))))
    if not case.sender_confirmed:
        text = _("%(who)s. The letter came from another address: make sure it is them.") % {"who": who}
        return Verdict(WARN, name, text, [Fix(_("Ask the customer"), "question")], fields=("login",))
    return Verdict(OK if evidence.contact or case.contract is None else WARN, name, who)


def _role(evidence: Evidence) -> str:
    if evidence.contact:
        return str(ContractContact.Role(evidence.contact.role).label).lower()
    return _("not named in the contract") if evidence.case.contract else ""


def category(evidence: Evidence) -> Verdict | None:
    """R-45, R-51  Allowed by the contract's services."""
    case, name = evidence.case, _("Category")
    label = pick(case.category, "name")
    other = Fix(_("Another category"), "category")
    if case.contract_version is None or evidence.is_allowed:
        return Verdict(OK, name, label)
    text = _("%(category)s is not in the contract.") % {"category": label}
    return Verdict(WARN, name, text, [*_otherwise(evidence), other], fields=("category",))


def _otherwise(evidence: Evidence) -> list[Fix]:
    """R-50  What the catalogue takes instead."""
    code = evidence.case.category.otherwise
    known = {row.code: row for row in choices.categories()}
    return [Fix(pick(known[code], "name"), "category", {"category": code}, is_direct=True)] if code in known else []


def priority(evidence: Evidence) -> Verdict | None:
    """R-29 … R-31  Who set it; a default one is worth a look."""
    case = evidence.case
    text = f"{case.priority} {choices.priority_name(case.priority)}, {PrioritySource(case.priority_source).label}"
    change = [Fix(_("Change the priority"), "priority")]
    if case.priority_source == PrioritySource.DEFAULT:
        return Verdict(WARN, _("Priority"), text, change, fields=("priority",))
    responsible = evidence.contact is not None and evidence.contact.role == ContractContact.Role.RESPONSIBLE
    if case.priority <= 2 and not responsible:
        text += _("; the responsible contact is told")
    return Verdict(OK, _("Priority"), text)


def call(evidence: Evidence) -> Verdict | None:
    """R-26  Priorities 1 and 2 that came in writing are confirmed by phone."""
    case, name = evidence.case, _("Call")
    if case.phone_confirmed_at:
        by = case.phone_confirmed_by.full_name if case.phone_confirmed_by else ""
        return Verdict(OK, name, f"{said.near_moment(case.phone_confirmed_at, evidence.at)} {by}".strip())
    if not case.owes_call:
        return None
    numbers = [case.phone, case.opener.phone_work, case.opener.phone_mobile] if case.opener else [case.phone]
    text = _("Not yet. The contract asks for one at priorities 1 and 2.")
    known = next((number for number in numbers if number), "")
    return Verdict(WARN, name, f"{text} {known}".strip(), [Fix(_("Confirmed by phone"), "call", is_direct=True)])


def duplicate(evidence: Evidence) -> Verdict | None:
    """R-18  An open case on the same item not long ago; never in the way."""
    other = evidence.case.possible_duplicate
    if other is None:
        return None
    text = _("Like %(number)s: %(subject)s") % {"number": other.number, "subject": other.subject}
    return Verdict(WARN, _("Duplicate"), text, [Fix(_("Merge"), "merging", {"main": other.number})])


def entitlement(evidence: Evidence) -> Verdict | None:
    """R-39  What a refusal already waits for."""
    proposal = evidence.page.refusal
    if proposal is None:
        return None
    text = _("A refusal is proposed by %(name)s and waits for a decision: %(reason)s. %(text)s") % {
        "name": proposal.proposed_by,
        "reason": dictionary.word("refusal", proposal.reason_code),
        "text": proposal.text,
    }
    fixes = [Fix(_("Approve the refusal"), "approval"), Fix(_("Do not approve the refusal"), "declining")]
    return Verdict(WARN, _("Refusal"), text, fixes)


def check(evidence: Evidence) -> Verdict | None:
    """R-39  Until when our own people mean to have checked the contract; the customer is not told."""
    until = evidence.page.check_until
    if until is None:
        return None
    moment = said.near_moment(until, evidence.at)
    if until < evidence.at:
        return Verdict(WARN, _("Contract check"), _("Our own target passed: it was %(moment)s.") % {"moment": moment})
    return Verdict(OK, _("Contract check"), _("Our own target: until %(moment)s.") % {"moment": moment})
