"""The verbs a story may name, and how each is called."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from reglament.cases.course import (
    assignment,
    closing,
    correspondence,
    merging,
    opening,
    participants,
    phone,
    priority,
    refusal,
    reopening,
    solving,
    triage,
    waiting,
)
from reglament.cases.course.entries import Files, Message
from reglament.cases.models import Case
from reglament.contracts import asking, deciding
from reglament.contracts.access import contacts_of, is_responsible
from reglament.contracts.models import AccountRequest, Category, Contract, ContractContact
from reglament.demo.reading import Row
from reglament.demo.script import Script
from reglament.equipment.models import Item
from reglament.files import storing
from reglament.intake import receiving
from reglament.intake.models import Receipt
from reglament.notifications import heads
from reglament.people import logins
from reglament.people.accounts import FIELDS, Person
from reglament.people.models import Account, Team

Step = Callable[[Script, Row, datetime], object]
LINE = "2026-01-01 00:00:00 %NIC-5-LINK: port state changed, flow control off, queue depth {number}\n"


def open_case(script: Script, step: Row, at: datetime) -> None:
    """By letter through the whole intake, otherwise as the form or the operator would."""
    if step["channel"] == "letter":
        receipt = _letter(script, step, at)
        if receipt.case is None:
            raise ValueError(f"{script.code}: the letter became no case but {receipt.verdict} {receipt.reason}")
        script.cases[step.get("case", "a")] = receipt.case
        return
    script.cases[step.get("case", "a")] = _open(script, step, at)


def _open(script: Script, step: Row, at: datetime) -> Case:
    opener = script.by(step)
    item = _item(step, opener)
    contract = _contract(opener, step, item, at)
    typed_by = script.accounts.get(step.get("typed_by", ""))
    request = opening.Request(
        company=opener.company,
        contract=contract,
        channel=step["channel"],
        received_at=at,
        category=Category.objects.get(code=step.get("category", "incident")),
        subject=script.text(step, "subject"),
        description=script.text(step),
        opener=opener,
        typed_by=typed_by,
        priority=step.get("priority"),
        priority_is_agreed=contract is not None and is_responsible(contacts_of(opener, at.date()), contract.pk),
        pn=item.product.pn if item else step.get("pn", ""),
        sn=item.sn if item else step.get("sn", ""),
        wants_version=step.get("wants_version", False),
        current_version=step.get("current_version", ""),
        wanted_version=step.get("wanted_version", ""),
        phone=opener.phone_work,
        files=_files(step, at),
    )
    return opening.open_case(request, by=typed_by or opener, at=at)


def _contract(opener: Account, step: Row, item: Item | None, at: datetime) -> Contract | None:
    """The contract the form presets: the only one, the named one, or the one that covers the item."""
    mine = Contract.objects.in_force(at.date()).naming(opener, at.date())
    if "contract" in step:
        return mine.get(number=step["contract"])
    if item:
        mine = mine.filter(covered__item=item)
    found = list(mine.distinct()[:2])
    return found[0] if len(found) == 1 else None


def _item(step: Row, opener: Account) -> Item | None:
    if not step.get("item"):
        return None
    items = Item.objects.filter(company=opener.company).select_related("product")
    found = items.filter(sn=step["item"]).first() or items.filter(label__startswith=step["item"]).first()
    if found is None:
        raise ValueError(f"no item {step['item']!r} of {opener.company}")
    return found


def _files(step: Row, at: datetime) -> Files:
    return tuple((storing.store(_content(row), at=at), row["name"]) for row in step.get("files", ()))


def _content(row: Row) -> bytes:
    lines = (LINE.format(number=number).encode() for number in range(row["size"] // len(LINE) + 1))
    return b"".join(lines)[: row["size"]]


def _letter(script: Script, step: Row, at: datetime) -> Receipt:
    letter = EmailMessage()
    letter["From"], letter["To"] = step["from"], step["to"]
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = make_msgid(domain=step["from"].rpartition("@")[2].rstrip(">"))
    for name, value in step.get("headers", {}).items():
        letter[name] = value
    letter.set_content(script.text(step))
    for row in step.get("files", ()):
        letter.add_attachment(_content(row), maintype="text", subtype="plain", filename=row["name"])
    subject = heads.line("Subject", script.text(step, "subject")).encode()
    return receiving.receive(subject + letter.as_bytes(), mailbox=step["to"], at=at)


def letter(script: Script, step: Row, at: datetime) -> None:
    receipt = _letter(script, step, at)
    if receipt.verdict != step["expect"]:
        raise ValueError(f"{script.code}: expected {step['expect']}, judged {receipt.verdict} {receipt.reason}")


def ask_account(script: Script, step: Row, at: datetime) -> None:
    """In the portal; `about` is whom a change or a removal is about."""
    by = script.by(step)
    contract = Contract.objects.in_force(at.date()).naming(by, at.date()).get(number=step["contract"])
    person = Person(**{name: step[name] for name in FIELDS if name in step})
    about = script.accounts.get(step.get("about", ""))
    wanted = asking.Wanted(step["kind"], person, about, step.get("role", ""), script.text(step))
    asking.ask(contract, wanted, by=by, at=at)


def approve_account(script: Script, step: Row, at: datetime) -> None:
    """The one request that waits about the person with this address."""
    found = AccountRequest.objects.waiting().select_related("contract__company").get(email=step["email"])
    if found.contract is None:
        raise ValueError(f"{script.code}: the request names no contract")
    person = replace(found.person, full_name=logins.spoken(found.full_name))
    login, role = logins.propose(found.full_name), found.role or ContractContact.Role.AUTHORISED
    decision = deciding.Decision(found.contract, person, login=login, role=role, text=script.text(step))
    deciding.approve(found, decision, by=script.by(step), at=at)


def assign(script: Script, step: Row, at: datetime) -> None:
    team = Team.objects.get(code=step["team"])
    assignee = script.accounts[step["to"]] if step.get("to") else None
    assignment.assign(script.case(step), by=script.by(step), at=at, team=team, assignee=assignee)


def say(script: Script, step: Row, at: datetime) -> None:
    channel = {"letter": "email", "phone": "phone"}.get(step.get("channel", ""), "web")
    message = Message(text=script.text(step), files=_files(step, at), channel=channel)
    correspondence.reply(script.case(step), message, by=script.by(step), at=at)


def resolve(script: Script, step: Row, at: datetime) -> None:
    solving.resolve(
        script.case(step),
        Message(text=script.text(step)),
        cause=step["cause"],
        closure=step["closure"],
        compatibility=step.get("compatibility", ""),
        by=script.by(step),
        at=at,
    )


def postpone(script: Script, step: Row, at: datetime) -> None:
    until = at.date() + timedelta(days=step["until_days"])
    waiting.postpone(script.case(step), until, text=script.text(step), by=script.by(step), at=at)


def wait_vendor(script: Script, step: Row, at: datetime) -> None:
    case, by = script.case(step), script.by(step)
    if step.get("text"):
        correspondence.reply(case, Message(text=script.text(step)), by=by, at=at)
    waiting.await_vendor(script.case(step), vendor=step["vendor"], vendor_number=step["vendor_number"], by=by, at=at)


def change_priority(script: Script, step: Row, at: datetime) -> None:
    priority.change(
        script.case(step), step["priority"], ground=step["ground"], text=script.text(step), by=script.by(step), at=at
    )


def propose_refusal(script: Script, step: Row, at: datetime) -> None:
    refusal.propose(script.case(step), reason=step["reason"], text=script.text(step), by=script.by(step), at=at)


def _with_text(verb: Callable[..., object]) -> Step:
    return lambda script, step, at: verb(script.case(step), script.text(step), by=script.by(step), at=at)


def _alone(verb: Callable[..., object]) -> Step:
    return lambda script, step, at: verb(script.case(step), by=script.by(step), at=at)


def _message(verb: Callable[..., object]) -> Step:
    return lambda script, step, at: verb(script.case(step), Message(text=script.text(step)), by=script.by(step), at=at)


STEPS: dict[str, Step] = {
    "open": open_case,
    "letter": letter,
    "ask_account": ask_account,
    "approve_account": approve_account,
    "register": _alone(triage.register),
    "check": _alone(triage.start_check),
    "confirm": _alone(triage.confirm),
    "assign": assign,
    "take": _alone(assignment.take),
    "return": lambda script, step, at: assignment.give_back(
        script.case(step), reason=step["reason"], text=script.text(step), by=script.by(step), at=at
    ),
    "reply": say,
    "answer": say,
    "note": _message(correspondence.note),
    "ask": _message(waiting.ask_customer),
    "wait_vendor": wait_vendor,
    "postpone": postpone,
    "resume": _alone(waiting.resume),
    "diagnose": _with_text(solving.diagnose),
    "workaround": _with_text(solving.give_workaround),
    "go_on": _with_text(solving.go_on),
    "resolve": resolve,
    "accept": _alone(closing.accept),
    "cancel": _with_text(closing.cancel),
    "reopen": _with_text(reopening.reopen),
    "change_priority": change_priority,
    "confirm_phone": _with_text(phone.confirm),
    "propose_refusal": propose_refusal,
    "approve_refusal": _alone(refusal.approve),
    "add_colleague": lambda script, step, at: participants.add_colleague(
        script.case(step), script.accounts[step["colleague"]], by=script.by(step), at=at
    ),
    "watch": _alone(participants.watch),
    "merge": lambda script, step, at: merging.merge(
        script.case(step), script.cases[step["into"]], by=script.by(step), at=at
    ),
}
