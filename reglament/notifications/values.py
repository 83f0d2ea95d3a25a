"""The fixed dictionary of placeholders: what each one says in a letter about a case."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from reglament.cases import dictionary, events
from reglament.cases.course import transferring
from reglament.cases.models import Transfer
from reglament.cases.models.case import PrioritySource
from reglament.cases.showing import sentences
from reglament.cases.status import STATES, Status
from reglament.contracts.models.policy import Clock
from reglament.notifications import links, names
from reglament.notifications.contractor import contractor
from reglament.notifications.occasion import Occasion
from reglament.notifications.texts import Speak
from reglament.ui import words

LONGEST_ENTRY = 20_000
"""Characters of what somebody wrote that a letter repeats; the rest is read in the case."""


def speak(occasion: Occasion) -> Speak:
    """Gives the value of a placeholder; KeyError for a name outside the dictionary."""
    return lambda name: HOUSE[name]() if name in HOUSE else VALUES[name](occasion)


def _entry_text(occasion: Occasion) -> str:
    text = occasion.entry.text.strip() if occasion.entry else ""
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) <= LONGEST_ENTRY:
        return text
    rest = _("The whole text stands in the case.")
    return f"{text[:LONGEST_ENTRY].rstrip()}…\n\n{rest}"


def _files(occasion: Occasion) -> str:
    attached = occasion.entry.attachments.all() if occasion.entry else ()
    return "\n".join(f"{names.one_line(str(one))} ({words.size(one.file.size)})" for one in attached)


def _promises(occasion: Occasion) -> str:
    promise = _("%(clock)s: until %(moment)s")
    said = ({"clock": Clock(code).label, "moment": words.moment(due)} for code, due in occasion.promises)
    return "\n".join(promise % values for values in said)


def _default_priority(occasion: Occasion) -> str:
    by_default = occasion.case.priority_source == PrioritySource.DEFAULT
    return names.priority(occasion.priority) if by_default else ""


def _finding(occasion: Occasion) -> str:
    code = occasion.facts.get("finding") or occasion.case.verdict
    return sentences.finding(str(code)) if code else ""


def _check_beside(occasion: Occasion) -> str:
    conditional = occasion.event.kind == events.REGISTERED_CONDITIONALLY.code
    return _finding(occasion) if conditional else ""


def _what(occasion: Occasion) -> str:
    return sentences.sentence(occasion.event, sentences.names([occasion.event]))


def _engineer(occasion: Occasion) -> str:
    return names.account(occasion.assignee) if occasion.assignee else _("not assigned")


def _nearest(occasion: Occasion) -> str:
    case = occasion.case
    if not case.is_open or case.next_clock not in Clock.values or case.next_due_at.year == 9999:
        return ""
    return f"{Clock(case.next_clock).label}, {words.moment(case.next_due_at)}"


def _service_manager(occasion: Occasion) -> str:
    manager = occasion.case.contract.service_manager if occasion.case.contract else None
    if manager is None:
        return contractor().service_manager_address
    return ", ".join(part for part in (names.account(manager), manager.email) if part)


def _until(occasion: Occasion) -> str:
    until = occasion.facts.get("until")
    return words.day(date.fromisoformat(str(until))) if until else ""


def _refusal_text(occasion: Occasion) -> str:
    proposal = occasion.case.refusals.filter(pk=occasion.facts.get("proposal") or 0).first()
    return proposal.text if proposal else ""


def _contracts(occasion: Occasion) -> str:
    return "\n".join(f"{one.number}: {words.pick(one, 'subject')}" for one in occasion.open_contracts)


def _sender_address(occasion: Occasion) -> str:
    receipt = occasion.receipt
    return names.one_line(receipt.from_address) if receipt and not occasion.case.sender_confirmed else ""


def _refused_files(occasion: Occasion) -> str:
    """R-62  Names of the files of the letter that were over the limit."""
    listed = occasion.receipt.declined_files if occasion.receipt else []
    return "\n".join(names.one_line(str(name)) or "—" for name in listed)


def _infected_files(occasion: Occasion) -> str:
    """R-60  Files of this message in which the scanner has found something, so far as it has looked."""
    attached = occasion.entry.attachments.all() if occasion.entry else ()
    return "\n".join(f"{names.one_line(str(one))}: {one.file.threat}" for one in attached if one.file.threat)


def _transfer_link(occasion: Occasion) -> str:
    found = occasion.transfer
    return links.transfer(occasion.case.number, transferring.token_of(found)) if found else ""


def _transfer_fact(say: Callable[[Transfer], str]) -> Callable[[Occasion], str]:
    return lambda occasion: say(occasion.transfer) if occasion.transfer else ""


def _earlier_number(occasion: Occasion) -> str:
    """R-03  The closed case this one follows, if it does."""
    link = occasion.case.links.select_related("earlier").first()
    return link.earlier.number if link else ""


def _closure(occasion: Occasion) -> str:
    code = occasion.facts.get("closure") or occasion.case.closure_code
    return dictionary.word("closure", str(code)) if code else ""


def _closes(occasion: Occasion) -> str:
    return words.moment(occasion.closes_at) if occasion.closes_at else ""


def _fact(name: str) -> Callable[[Occasion], str]:
    return lambda occasion: str(occasion.facts.get(name) or "")


def _category_fact(name: str) -> Callable[[Occasion], str]:
    return lambda occasion: sentences.category(str(occasion.facts.get(name, "")))


def _priority_fact(name: str) -> Callable[[Occasion], str]:
    return lambda occasion: names.priority(occasion.facts.get(name))


HOUSE: dict[str, Callable[[], str]] = {
    "contractor": lambda: contractor().name,
    "support_address": lambda: contractor().support_address,
    "no_contract_address": lambda: contractor().no_contract_address,
    "service_manager_address": lambda: contractor().service_manager_address,
    "emergency_phone": lambda: contractor().emergency_phone,
    "phones": lambda: ", ".join(contractor().phones),
    "portal_link": links.portal,
    "choices_link": links.choices,
}

VALUES: dict[str, Callable[[Occasion], str]] = {
    "number": lambda o: o.case.number,
    "subject": lambda o: names.subject(o.case),
    "company": lambda o: names.one_line(o.case.company.name),
    "contract": lambda o: o.case.contract.number if o.case.contract else "",
    "contracts": _contracts,
    "category": lambda o: words.pick(o.case.category, "name"),
    "item": lambda o: names.item(o.case),
    "pn": lambda o: names.one_line(o.case.pn),
    "sn": lambda o: names.one_line(o.case.sn),
    "state": lambda o: str(STATES[Status(o.case.status)].name),
    "priority": lambda o: names.priority(o.priority),
    "default_priority": _default_priority,
    "old_priority": _priority_fact("old"),
    "new_priority": _priority_fact("new"),
    "old_category": _category_fact("old"),
    "new_category": _category_fact("new"),
    "reader": lambda o: names.account(o.reader) if o.reader else "",
    "actor": lambda o: names.author(o.event.actor),
    "opener": lambda o: names.account(o.case.opener) if o.case.opener else "",
    "opener_phone": lambda o: names.one_line(o.case.phone),
    "sender_address": _sender_address,
    "engineer": _engineer,
    "service_manager": _service_manager,
    "what": _what,
    "entry_text": _entry_text,
    "files": _files,
    "refused_files": _refused_files,
    "infected_files": _infected_files,
    "transfer_link": _transfer_link,
    "transfer_size": _transfer_fact(lambda transfer: words.size(transfer.most_bytes)),
    "transfer_until": _transfer_fact(lambda transfer: words.moment(transfer.expires_at)),
    "promises": _promises,
    "nearest": _nearest,
    "call_phone": lambda o: contractor().emergency_phone if o.case.owes_call else "",
    "finding": _finding,
    "check_beside": _check_beside,
    "incomplete": lambda o: _("subject or description") if o.case.incomplete else "",
    "reason": lambda o: sentences.reason(o.event),
    "refusal_text": _refusal_text,
    "ground": lambda o: dictionary.word("priority", str(o.facts.get("ground", ""))),
    "closure": _closure,
    "compatibility": lambda o: o.case.compatibility,
    "closes": _closes,
    "until": _until,
    "vendor": _fact("vendor"),
    "vendor_number": lambda o: names.one_line(o.case.vendor_number),
    "main_number": _fact("main"),
    "other_number": _fact("other"),
    "earlier_number": _earlier_number,
    "link": lambda o: links.case(o.case.number, o.reader) if o.reader else "",
    "accept_link": lambda o: links.accept(o.case.number),
    "not_solved_link": lambda o: links.not_solved(o.case.number),
}
