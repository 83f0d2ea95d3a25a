"""Which letters a reader may know of: all, those of own contracts, or only those of no case."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reglament.desk import gates
from reglament.intake.mail.judgement import Reason
from reglament.intake.mailbox_keeping import KEEPERS
from reglament.intake.models import Receipt
from reglament.notifications.models import Letter
from reglament.people.models import Account
from reglament.people.roles import Role
from reglament.ui.links import Link

READ_ALL = (Role.DUTY, Role.LEAD, Role.HEAD)
# What the robot could not place: rejected though it claims priority 1 or 2, set aside, or without a contract.
NEEDS_A_PERSON = Q(verdict__in=("quarantine", "no_contract")) | Q(verdict="reject", claims_priority__isnull=False)
# Verdicts that have a page of their own.
APART = {
    Receipt.Verdict.REJECT.value: gettext_lazy("Rejected letters"),
    Receipt.Verdict.QUARANTINE.value: gettext_lazy("Quarantine"),
}


def letters_for(reader: Account) -> QuerySet[Letter]:
    """R-69  Outgoing letters; what is hidden is absent."""
    if reader.holds(*READ_ALL):
        return Letter.objects.all()
    seen = Q(pk=None)
    if reader.holds(Role.MANAGER):
        seen |= Q(case__contract__service_manager=reader) | Q(contract__service_manager=reader)
    if reader.holds(Role.ADMINISTRATOR):
        seen |= Q(case=None)
    return Letter.objects.filter(seen)


def receipts_for(reader: Account) -> QuerySet[Receipt]:
    """R-10, R-12, R-23  Incoming letters; those without a contract are the service managers' to answer.

    §5.5  Staff find their own letter that waits for a word of theirs.
    """
    if reader.holds(*READ_ALL):
        return Receipt.objects.all()
    seen = Q(account=reader, reason=Reason.STAFF_DOUBTFUL)
    if reader.holds(Role.MANAGER):
        seen |= Q(case__contract__service_manager=reader) | Q(case=None, verdict=Receipt.Verdict.NO_CONTRACT)
        seen |= Q(case=None, account__company__contracts__service_manager=reader)
    if reader.holds(Role.ADMINISTRATOR):
        seen |= Q(case=None)
    return Receipt.objects.filter(pk__in=Receipt.objects.filter(seen).values("pk"))


def waiting_for(reader: Account) -> QuerySet[Receipt]:
    """Incoming letters that need a person and that nobody has settled yet."""
    # The second condition repeats the first one in the words of the partial index.
    unsettled = Q(settled_at=None, verdict__in=("reject", "quarantine", "no_contract"))
    if not gates.may_enter(reader, gates.LETTER_READERS):
        return Receipt.objects.none()
    return receipts_for(reader).filter(NEEDS_A_PERSON, unsettled)


def arrived_for(reader: Account) -> QuerySet[Receipt]:
    """R-12, R-19  Of them, those for first processing: a letter without a contract only where it speaks of 1 or 2."""
    return waiting_for(reader).filter(~Q(verdict=Receipt.Verdict.NO_CONTRACT) | Q(claims_priority__isnull=False))


def without_contract(reader: Account) -> QuerySet[Receipt]:
    """R-12  Letters to the address for requests without a contract, finished ones too."""
    if not gates.may_enter(reader, gates.WITHOUT_CONTRACT):
        return Receipt.objects.none()
    return receipts_for(reader).filter(verdict=Receipt.Verdict.NO_CONTRACT)


def tabs(current: str, reader: Account) -> list[Link]:
    """The pages of letters; what the worker gave up is for those who keep the installation."""
    receipts = reverse("desk:receipts")
    pages = [
        ("receipts", receipts, _("Incoming letters")),
        ("letters", reverse("desk:letters"), _("Outgoing letters")),
        *((verdict, f"{receipts}?verdict={verdict}", str(label)) for verdict, label in APART.items()),
        ("wordings", reverse("desk:wordings"), _("Texts of letters")),
        ("mailboxes", reverse("desk:mailboxes"), _("Mailboxes")),
        ("letter_trial", reverse("desk:letter_trial"), _("Try a letter")),
    ]
    if reader.holds(*KEEPERS):
        pages.append(("leftovers", reverse("desk:leftovers"), _("Given up")))
    return [Link(href, label, page == current) for page, href, label in pages]
