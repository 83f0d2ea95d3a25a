"""R-09  Which messages of a case came by the customer's own letters: the whole of those may be read in the portal.

A letter of a stranger or of our staff may have become a message of the customer; beside that message it says more than
the customer is to read, so it is not theirs.
"""

from collections.abc import Iterable

from reglament.cases.models import Case
from reglament.cases.showing.timeline import Item
from reglament.intake.models import Receipt
from reglament.people.models import Account


def among(case: Case, stream: Iterable[Item]) -> frozenset[int | None]:
    """The messages of a stream that came by the customer's own letters; nothing is asked where none came by letter."""
    keys = {item.letter_key: item.entry_id for item in stream if item.letter_key and not item.by_staff}
    if not keys:
        return frozenset()
    rows = Receipt.objects.filter(dedupe_key__in=keys).only("dedupe_key", "from_address")
    return frozenset(keys[row.dedupe_key] for row in of_customer(case, rows))


def of_customer(case: Case, rows: Iterable[Receipt]) -> list[Receipt]:
    """Those written from a registered address of the customer."""
    rows = list(rows)
    people = Account.objects.filter(company=case.company_id).only("email", "more_emails")
    known = {address for account in people for address in account.addresses}
    return [row for row in rows if row.from_address.lower() in known]
