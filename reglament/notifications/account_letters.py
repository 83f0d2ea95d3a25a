"""R-23  What is told of a request about accounts: the service manager that it came, whoever asked what became of it."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from reglament.contracts import asking, events
from reglament.contracts.access import responsible_contacts
from reglament.contracts.models import AccountRequest, AccountRequestEvent
from reglament.notifications import addresses, alone, links, names
from reglament.notifications.compose import Delivery
from reglament.notifications.models import Letter
from reglament.people.models import Account
from reglament.people.roles import Role
from reglament.ui import words

FACTS = {
    "full_name": lambda: _("full name"),
    "position": lambda: _("position"),
    "phone": lambda: _("telephone"),
    "email": lambda: _("e-mail address"),
    "fax": lambda: _("fax"),
}
"""R-24  How the facts about an employee are called in a sentence."""

Reader = Account | str


def write(event: AccountRequestEvent, *, delivery: Delivery) -> list[Letter]:
    """One letter to each person who is told; a second call writes nothing."""
    kinds = KINDS.get(event.kind, ())
    if not kinds:
        return []
    request = AccountRequest.objects.select_related(
        "contract__service_manager__company", "contract__company", "asked_by__company", "account"
    ).get(pk=event.subject_id)
    letters = []
    told = [(kind, reader) for kind in kinds for reader in READERS[kind](request, event)]
    for kind, reader in told:
        number = reader.pk if isinstance(reader, Account) else "sender"
        key = f"{event._meta.label}:{event.pk}:{number}"
        if not Letter.objects.with_key(key).exists():
            letters.append(alone.write(_note(kind, request, reader), key=key, at=event.at, delivery=delivery))
    return letters


def missing_words(request: AccountRequest) -> str:
    """R-24  What is not said yet: «должность, адрес электронной почты»; '' when all is there."""
    if request.kind != AccountRequest.Kind.ADD:
        return ""
    missing = asking.missing(request.person, request.contract)
    return ", ".join(FACTS[name]() if name in FACTS else name for name in missing)


def _note(kind: str, request: AccountRequest, reader: Reader) -> alone.Note:
    account = reader if isinstance(reader, Account) else None
    return alone.Note(
        kind,
        account.email if account else str(reader),
        alone.language_of(account),
        {
            "reader": lambda: names.account(account) if account else "",
            "what": lambda: str(request.get_kind_display()),
            "whom": lambda: names.one_line(request.name),
            "login": lambda: request.account.login if request.account else "",
            "contract": lambda: request.contract.number if request.contract else "",
            "asker": lambda: names.account(request.asked_by) if request.asked_by else request.sender_address,
            "unconfirmed": lambda: "" if asking.is_sender_known(request, request.asked_at.date()) else _unconfirmed(),
            "missing": lambda: missing_words(request),
            "asked_moment": lambda: words.moment(request.asked_at),
            "answer_text": lambda: request.answer,
            "request_link": lambda: links.account_request(request, account) if account else "",
        },
        reader=account,
        contract=request.contract_id,
    )


def _unconfirmed() -> str:
    return _("The sender is not confirmed.")


def _deciders(request: AccountRequest, event: AccountRequestEvent) -> Iterator[Reader]:
    """The service manager of the contract; of no contract, every service manager."""
    manager = request.contract.service_manager if request.contract else None
    found = [manager] if manager else _managers()
    yield from (account for account in found if account.is_active and account.email and account != event.actor)


def _responsible(request: AccountRequest, event: AccountRequestEvent) -> Iterator[Reader]:
    """R-23  Whose word is needed; a stranger's letter sends nobody anything, else it would be a way to flood people."""
    day = event.at.date()
    if request.contract_id is None or not asking.is_sender_known(request, day):
        return
    if asking.needs_confirmation(request, request.contract, day):
        yield from (one for one in responsible_contacts(request.contract_id, day) if one.is_active and one.email)


def _managers() -> list[Account]:
    return list(Account.objects.staff().active().holding(Role.MANAGER).select_related("company").order_by("id"))


def _asker(request: AccountRequest, _event: AccountRequestEvent) -> Iterator[Reader]:
    """Whoever asked, if that is known."""
    account = request.asked_by
    if account and account.is_active and account.email:
        yield account


def _sender(request: AccountRequest, event: AccountRequestEvent) -> Iterator[Reader]:
    """Whoever asked; a stranger's letter is answered to its address."""
    known = list(_asker(request, event))
    yield from known or filter(None, [addresses.sendable(request.sender_address)])


KINDS = {
    events.ACCOUNT_ASKED.code: ("account_asked", "account_to_confirm"),
    events.ACCOUNT_APPROVED.code: ("account_approved",),
    events.ACCOUNT_DECLINED.code: ("account_declined",),
}
READERS: dict[str, Callable[[AccountRequest, AccountRequestEvent], Iterator[Reader]]] = {
    "account_asked": _deciders,
    "account_to_confirm": _responsible,
    "account_approved": _asker,
    "account_declined": _sender,
}
