"""Finds in an installation what each guise of a page needs: a session and an address.

Runs inside the installation, see `Installation.ask`.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from reglament.cases.models import Attachment, Case, RefusalProposal
from reglament.cases.showing import page as showing
from reglament.cases.showing.page import Page
from reglament.cases.status import ENDED, Status
from reglament.contracts.models import AccountRequest, Contract, ContractContact, CoveredItem
from reglament.desk import arrivals, canned_replies
from reglament.desk.steps.offering import STEPS
from reglament.intake.models import Mailbox, Receipt
from reglament.notifications.models import Letter
from reglament.people.models import Account
from tests.browser import arranging
from tests.browser.pages import OTHERS, STATES

NOW = timezone.now()
# A dozen rows show what fifty would.
FEW = "?q=C9300"
NEVER = "SD-2020-999999"
STAFF = ("duty", "manager", "engineer")
# Nobody signs in as her in the tests: a sign-in would spend the link for her new password.
FORGETFUL = "tarasova.yu"


@dataclass(frozen=True, slots=True)
class Sample:
    """`login` '' is a stranger; `status` is what the server answers."""

    route: str
    guise: str
    login: str
    path: str
    status: int = 200


def portal_pages() -> Iterator[Sample]:
    for name in ("sign_in", "reset", "reset_asked"):
        yield Sample(f"portal:{name}", "usual", "", reverse(f"portal:{name}"))
    yield Sample("portal:support", "of a stranger", "", "/support/")
    yield Sample("portal:support", "of a customer", "orlova.nm", "/support/")
    yield Sample("portal:reset_choose", "usual", "", _reset(default_token_generator.make_token(_account(FORGETFUL))))
    yield Sample("portal:reset_choose", "spent", "", _reset("spent-token"), 410)
    yield Sample("portal:home", "of a responsible contact", "orlova.nm", "/")
    yield Sample("portal:home", "of a company without a contract", _without_contract(), "/")
    yield Sample("portal:profile", "of a customer", "orlova.nm", "/profile/")
    yield Sample("portal:profile", "of staff", "engineer", "/profile/")
    yield Sample("portal:letter_choices", "of a customer", "orlova.nm", "/profile/letters/")
    yield Sample("portal:letter_choices", "of staff", "engineer", "/profile/letters/")
    yield Sample("portal:cases", "usual", "orlova.nm", "/cases/?state=open")
    yield Sample("portal:cases", "nothing found", "orlova.nm", "/cases/?q=nothing-of-the-kind")
    yield Sample("portal:new_case", "usual", "orlova.nm", "/cases/new/")
    yield Sample("portal:new_case", "which contract", _with_contracts(), "/cases/new/")
    yield Sample("portal:new_case", "without a contract", _without_contract(), "/cases/new/")
    yield Sample("portal:contracts", "usual", "orlova.nm", "/contracts/")
    mine = Contract.objects.naming(_account("orlova.nm"), NOW.date())[0]
    yield Sample("portal:contract", "usual", "orlova.nm", reverse("portal:contract", args=[mine.number]) + FEW)


def accounts() -> Iterator[Sample]:
    """R-12, R-23  Requests about accounts at both doors, and letters without a contract."""
    asked = AccountRequest.objects.filter(asked_by__login="orlova.nm")
    new = reverse("portal:new_account_request", args=[_contract().number])
    about = f"person={_account('ivanov.sm').pk}"
    for guise, query in (("usual", ""), ("change", f"?kind=change&{about}"), ("removal", f"?kind=remove&{about}")):
        yield Sample("portal:new_account_request", guise, "orlova.nm", new + query)
    of_colleague = AccountRequest.objects.waiting().filter(asked_by__login="ivanov.sm")
    for guise, row in (("usual", asked.latest("id")), ("to be confirmed", of_colleague.latest("id"))):
        address = reverse("portal:account_request", args=[_contract().number, row.pk])
        yield Sample("portal:account_request", guise, "orlova.nm", address)
    strangers = AccountRequest.objects.waiting().filter(asked_by=None)
    for guise, row in (
        ("usual", asked.waiting().latest("id")),
        ("of a stranger", strangers.latest("id")),
        ("decided", asked.filter(state="approved").latest("id")),
    ):
        yield Sample("desk:account_request", guise, "manager", reverse("desk:account_request", args=[row.pk]))
    letters = Receipt.objects.filter(verdict="no_contract", settled_at=None)
    for guise, letter in (
        ("usual", letters.filter(account_request=None).latest("id")),
        ("about an account", letters.exclude(account_request=None).latest("id")),
    ):
        address = reverse("desk:without_contract_letter", args=[letter.pk])
        yield Sample("desk:without_contract_letter", guise, "manager", address)
    for name in ("without_contract", "account_requests"):
        yield Sample(f"desk:{name}", "usual", "manager", reverse(f"desk:{name}"))


def portal_cases() -> Iterator[Sample]:
    for state in STATES:
        if page := _of_customer(state):
            yield _portal("case", state, page)
    yield Sample("portal:case", "never was", "orlova.nm", reverse("portal:case", args=[NEVER]), 404)
    for route, state, right in (
        ("reopening", Status.RESOLVED, "reopen"),
        ("cancellation", Status.IN_PROGRESS, "cancel"),
        ("workaround_failure", Status.WORKAROUND, "reply"),
        ("colleagues", Status.IN_PROGRESS, "add_colleague"),
    ):
        if page := _of_customer(state, right):
            yield _portal(route, "usual", page)
    if page := _of_customer(Status.IN_PROGRESS):
        yield _portal("term", "usual", page, bar=page.bars[0].bar.id)


def letters() -> Iterator[Sample]:
    """A letter that joined a case, as staff and as its writer see it; and any letter of the journal."""
    joined = Receipt.objects.filter(verdict__in=("case", "reply"), entry__kind="public", entry__by_staff=False)
    row = joined.filter(entry__author__isnull=False).select_related("case", "entry__author").latest("id")
    assert row.case and row.entry and row.entry.author
    arguments = {"number": row.case.number, "pk": row.entry.pk}
    yield Sample("desk:case_letter", "usual", "duty", reverse("desk:case_letter", kwargs=arguments))
    yield Sample("portal:letter", "usual", row.entry.author.login, reverse("portal:letter", kwargs=arguments))
    yield Sample("desk:receipt_shown", "usual", "duty", reverse("desk:receipt_shown", args=[_waiting_letter()]))


def desk_cases() -> Iterator[Sample]:
    for state in STATES:
        if case := Case.objects.filter(status=state, merged_into=None).last():
            yield _desk("case", state, case)
    if merged := Case.objects.exclude(merged_into=None).first():
        yield _desk("case", "merged", merged, "?own=1")
    if refusal := RefusalProposal.objects.filter(decided_at=None).first():
        yield _desk("case", "with a refusal", refusal.case, login="manager")
    yield Sample("desk:case", "never was", "duty", reverse("desk:case", args=[NEVER]), 404)
    yield _desk("protocol", "usual", Case.objects.filter(status=Status.WORKAROUND)[0])
    waiting = {row.key for row in arrivals.read(_account("duty"), at=NOW).all}
    arrived = Case.objects.filter(number__in=waiting)
    for guise, cases in (
        ("clean", arrived.filter(status=Status.REGISTERED)),
        ("unmatched", arrived.filter(status=Status.CHECK, contract__isnull=False)),
        ("without a contract", arrived.filter(contract=None)),
    ):
        if case := cases.first():
            yield _desk("triage_case", guise, case)


def steps() -> Iterator[Sample]:
    """A case on which the step is offered, and somebody to whom it is."""
    for code, step in STEPS.items():
        found = next((page for page in _desk_pages() if step.offered(page)), None)
        if found:
            address = reverse("desk:step", args=[found.case.number, code])
            yield Sample("desk:step", code, found.reader.login, address)


def desk_pages() -> Iterator[Sample]:
    yield Sample("desk:triage", "nothing waits", arranging.AT_REST, "/desk/triage/")
    yield Sample("desk:queue", "usual", "duty", "/desk/queue/")
    yield Sample("desk:queue", "filtered", "engineer", "/desk/queue/?priority=2")
    yield Sample("desk:queue", "nothing fits", "engineer", "/desk/queue/?q=nothing-of-the-kind")
    yield Sample("desk:promises", "usual", "head", "/desk/promises/")
    yield Sample("desk:search", "nothing asked", "duty", "/desk/search/")
    yield Sample("desk:search", "found", "duty", f"/desk/search/{FEW}")
    yield Sample("desk:search", "nothing found", "duty", "/desk/search/?q=nothing-of-the-kind")
    yield Sample("desk:new_case", "search", "operator", "/desk/cases/new/?q=114")
    covered = CoveredItem.objects.filter(contract=_contract())[0]
    yield Sample("desk:contract", "usual", "duty", reverse("desk:contract", args=[covered.contract_id]) + FEW)
    form = f"/desk/cases/new/?contract={covered.contract_id}&item=C9300"
    yield Sample("desk:new_case", "form", "operator", form)
    for name in ("companies", "contracts", "receipts"):
        yield Sample(f"desk:{name}", "usual", "duty", reverse(f"desk:{name}"))
    yield Sample("desk:letter_trial", "usual", "duty", "/desk/letters/trial/")
    yield Sample("desk:wordings", "usual", "head", "/desk/letter-texts/")
    yield Sample("desk:wording", "usual", "head", "/desk/letter-texts/registered/")
    yield Sample("desk:wording", "of a reader", "duty", "/desk/letter-texts/reset/")
    for name in ("mailboxes", "new_mailbox", "leftovers"):
        yield Sample(f"desk:{name}", "usual", "admin", reverse(f"desk:{name}"))
    yield Sample("desk:mailbox", "usual", "admin", reverse("desk:mailbox", args=[Mailbox.objects.latest("id").pk]))
    yield Sample("desk:items", "usual", "duty", f"/desk/items/{FEW}")
    letter = Letter.objects.filter(case__isnull=False).latest("id")
    yield Sample("desk:letters", "usual", "duty", f"/desk/letters/?q={letter.case.number}")
    yield Sample("desk:items", "nothing found", "duty", "/desk/items/?q=nothing-of-the-kind")
    for name, pk in (
        ("company", covered.contract.company_id),
        ("item", Case.objects.exclude(item=None).latest("id").item_id),
        ("letter", letter.pk),
        ("receipt", Receipt.objects.exclude(case=None).latest("id").pk),
        ("triage_receipt", _waiting_letter()),
    ):
        yield Sample(f"desk:{name}", "usual", "duty", reverse(f"desk:{name}", args=[pk]))


def others() -> Iterator[Sample]:
    """The addresses that are no pages, with parameters that stand for something."""
    case = Case.objects.filter(status=Status.IN_PROGRESS, company=_account("orlova.nm").company_id)[0]
    mine = Attachment.objects.filter(entry__case__company=case.company_id, entry__kind="public")[0]
    letter = Receipt.objects.exclude(entry=None).latest("id")
    parameters: dict[str, dict[str, Any]] = {
        "portal:attachment": {"number": mine.entry.case.number, "pk": mine.pk},
        "desk:file": {"number": mine.entry.case.number, "pk": mine.pk},
        "desk:receipt_raw": {"pk": Receipt.objects.latest("id").pk},
        "desk:case_letter_raw": {"number": letter.case.number, "pk": letter.entry_id},
        "desk:canned_reply": {"number": case.number, "choice": canned_replies.offered(case)[0].replies[0][0]},
        "desk:draft": {"number": case.number, "kind": "reply"},
        "desk:filter_removal": {"pk": 1},
        "desk:receipt_release": {"pk": 1},
        "desk:receipt_settlement": {"pk": 1},
        "desk:mailbox_test": {"pk": 1},
        "desk:leftover_again": {"pk": 1},
        "portal:account_confirmation": {"number": "X", "pk": 1},
        "desk:account_refusal": {"pk": 1},
        "desk:without_contract_file": {"pk": 1, "place": 0},
        "desk:without_contract_answers": {"pk": 1},
        "desk:without_contract_settlement": {"pk": 1},
        "desk:without_contract_account_request": {"pk": 1},
        "desk:letter_sending": {"pk": 1},
        "desk:wording_restoration": {"kind": "registered"},
        "desk:new_case_preview": {"pk": 1},
    }
    of_case = ("reply", "reply_draft", "acceptance", "neighbours", "replies", "notes", "priority_preview")
    for route in OTHERS:
        usual = {"number": case.number} if route.partition(":")[2] in of_case else {}
        query = f"{FEW}&contract={_contract().pk}" if route == "portal:items" else ""
        login = "orlova.nm" if route.startswith("portal") else "duty"
        yield Sample(route, "", login, reverse(route, kwargs=parameters.get(route, usual)) + query)


def _portal(route: str, guise: str, page: Page, **more: str) -> Sample:
    address = reverse(f"portal:{route}", kwargs={"number": page.case.number, **more})
    return Sample(f"portal:{route}", guise, page.reader.login, address)


def _desk(route: str, guise: str, case: Case, query: str = "", login: str = "duty") -> Sample:
    return Sample(f"desk:{route}", guise, login, reverse(f"desk:{route}", args=[case.number]) + query)


@cache
def _account(login: str) -> Account:
    return Account.objects.select_related("company").get(login=login)


@cache
def _contract() -> Contract:
    return Contract.objects.naming(_account("orlova.nm"), NOW.date())[0]


def _reset(token: str) -> str:
    uid = urlsafe_base64_encode(force_bytes(_account(FORGETFUL).pk))
    return reverse("portal:reset_choose", args=[uid, token])


def _contacts() -> Iterator[tuple[Account, int]]:
    """Every contact that may register, with the number of contracts in force."""
    rows = ContractContact.objects.exclude(role="observer").select_related("account__company").order_by("-role", "id")
    for row in rows:
        yield row.account, Contract.objects.in_force(NOW.date()).naming(row.account, NOW.date()).count()


def _with_contracts() -> str:
    return next(account.login for account, contracts in _contacts() if contracts > 1)


def _without_contract() -> str:
    return next(account.login for account, contracts in _contacts() if not contracts)


def _of_customer(state: str, right: str = "") -> Page | None:
    """A case in this state as one of its contract's contacts sees it, who also has the right."""
    for case in Case.objects.filter(status=state, merged_into=None, contract__isnull=False).order_by("-id")[:20]:
        rows = ContractContact.objects.filter(contract=case.contract).exclude(role="observer").order_by("-role", "id")
        for row in rows.select_related("account__company"):
            page = _load(case.number, row.account)
            if page and (not right or page.may(right)):
                return page
    return None


@cache
def _load(number: str, reader: Account) -> Page | None:
    try:
        return showing.load(number, reader, at=NOW)
    except Case.DoesNotExist:
        return None


def _desk_pages() -> Iterator[Page]:
    """Open and merged cases as staff of several roles see them."""
    cases = Case.objects.exclude(status__in=ENDED) | Case.objects.exclude(merged_into=None)
    for login in STAFF:
        for number in cases.order_by("id").values_list("number", flat=True):
            if page := _load(number, _account(login)):
                yield page


def _waiting_letter() -> int:
    keys = (row.key for row in arrivals.read(_account("duty"), at=NOW).all)
    return next(int(key.removeprefix("receipt-")) for key in keys if key.startswith("receipt-"))


MAKERS: tuple[Callable[[], Iterator[Sample]], ...] = (
    portal_pages, accounts, portal_cases, letters, desk_cases, steps, desk_pages, others,
)  # fmt: skip


def found() -> list[dict[str, Any]]:
    """Every sample, as JSON takes it."""
    arranging.everything(at=NOW)
    return [asdict(sample) for make in MAKERS for sample in make()]
