"""Every address of the product: which are pages, in which guises each is looked at, and which are no pages and why.

A guise is one face of a page: a state of the case on it, an empty list, another reader. What it looks like in the
installation (whose session, which address) is found by `tests/browser/samples.py`.
"""

from collections.abc import Iterator
from itertools import cycle

from django.urls import URLPattern, URLResolver, get_resolver

from reglament.cases.status import Status
from reglament.desk.steps.offering import STEPS

# No case rests as new: what opens it judges it. Nothing leads into the replacement of hardware yet.
STATES = tuple(str(status) for status in Status if status not in (Status.NEW, Status.WAIT_PARTS))
USUAL = ("usual",)
LANGUAGES = ("ru", "en")

PAGES: dict[str, tuple[str, ...]] = {
    "portal:sign_in": USUAL,
    "portal:support": ("of a stranger", "of a customer"),
    "portal:reset": USUAL,
    "portal:reset_asked": USUAL,
    "portal:reset_choose": ("usual", "spent"),
    "portal:home": ("of a responsible contact", "of a company without a contract"),
    "portal:profile": ("of a customer", "of staff"),
    "portal:letter_choices": ("of a customer", "of staff"),
    "portal:cases": ("usual", "nothing found"),
    "portal:new_case": ("usual", "which contract", "without a contract"),
    "portal:case": (*STATES, "never was"),
    "portal:letter": USUAL,
    "portal:reopening": USUAL,
    "portal:cancellation": USUAL,
    "portal:workaround_failure": USUAL,
    "portal:colleagues": USUAL,
    "portal:term": USUAL,
    "portal:contracts": USUAL,
    "portal:contract": USUAL,
    "portal:new_account_request": ("usual", "change", "removal"),
    "portal:account_request": ("usual", "to be confirmed"),
    "desk:triage": ("nothing waits",),
    "desk:triage_receipt": USUAL,
    "desk:triage_case": ("clean", "unmatched", "without a contract"),
    "desk:queue": ("usual", "filtered", "nothing fits"),
    "desk:promises": USUAL,
    "desk:search": ("nothing asked", "found", "nothing found"),
    "desk:new_case": ("search", "form"),
    "desk:case": (*STATES, "merged", "with a refusal", "never was"),
    "desk:step": tuple(STEPS),
    "desk:protocol": USUAL,
    "desk:case_letter": USUAL,
    "desk:companies": USUAL,
    "desk:company": USUAL,
    "desk:contracts": USUAL,
    "desk:contract": USUAL,
    "desk:account_requests": USUAL,
    "desk:account_request": ("usual", "of a stranger", "decided"),
    "desk:without_contract": USUAL,
    "desk:without_contract_letter": ("usual", "about an account"),
    "desk:items": ("usual", "nothing found"),
    "desk:item": USUAL,
    "desk:letters": USUAL,
    "desk:letter": USUAL,
    "desk:letter_trial": USUAL,
    "desk:wordings": USUAL,
    "desk:wording": ("usual", "of a reader"),
    "desk:mailboxes": USUAL,
    "desk:new_mailbox": USUAL,
    "desk:mailbox": USUAL,
    "desk:leftovers": USUAL,
    "desk:receipts": USUAL,
    "desk:receipt": USUAL,
    "desk:receipt_shown": USUAL,
}

ONLY_POST, PART, FILE, ELSEWHERE = "takes POST alone", "a part of a page", "a file", "leads to another page"
OTHERS = {
    "healthz": "read by machines",
    "portal:sign_out": ONLY_POST,
    "portal:language": ONLY_POST,
    "portal:password": ONLY_POST,
    "portal:preview": ONLY_POST,
    "portal:items": PART,
    "portal:draft": ONLY_POST,
    "portal:discard_draft": ONLY_POST,
    "portal:reply": ONLY_POST,
    "portal:reply_draft": ONLY_POST,
    "portal:attachment": FILE,
    "portal:acceptance": ONLY_POST,
    "portal:account_confirmation": ONLY_POST,
    "desk:home": ELSEWHERE,
    "desk:arrivals": PART,
    "desk:filters": ONLY_POST,
    "desk:filter_removal": ONLY_POST,
    "desk:new_case_preview": ONLY_POST,
    "desk:neighbours": PART,
    "desk:replies": ONLY_POST,
    "desk:notes": ONLY_POST,
    "desk:draft": ONLY_POST,
    "desk:canned_reply": PART,
    "desk:file": FILE,
    "desk:priority_preview": ONLY_POST,
    "desk:letter_sending": ONLY_POST,
    "desk:wording_restoration": ONLY_POST,
    "desk:mailbox_test": ONLY_POST,
    "desk:leftover_again": ONLY_POST,
    "desk:account_refusal": ONLY_POST,
    "desk:without_contract_file": FILE,
    "desk:without_contract_answers": ONLY_POST,
    "desk:without_contract_settlement": ONLY_POST,
    "desk:without_contract_account_request": ONLY_POST,
    "desk:receipt_raw": FILE,
    "desk:case_letter_raw": FILE,
    "desk:receipt_release": ONLY_POST,
    "desk:receipt_settlement": ONLY_POST,
}


def looks() -> Iterator[tuple[str, str, str]]:
    """(route, guise, language): every page in both languages, its further guises in one and the other by turns."""
    turns = cycle(LANGUAGES)
    for route, guises in PAGES.items():
        for guise in guises:
            languages = LANGUAGES if guise == guises[0] else (next(turns),)
            yield from ((route, guise, language) for language in languages)


def routes() -> set[str]:
    """The name of every address in the URLconf."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}"
