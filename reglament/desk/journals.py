"""Which letters a reader may know of: all, those of own contracts, or only those of no case."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from reglament.desk import gates
from reglament.intake.mailbox_keeping import KEEPERS
from reglament.intake.models import Receipt
from reglament.notifications.models import Letter
from reglament.people.models import Account
from reglament.people.roles import Role
from reglament.ui.links import Link

READ_ALL = (Role.DUTY, Role.LEAD, Role.HEAD)
# What the robot could not place: rejected though it claims priority 1 or 2, set aside, or without a contract.
NEEDS_A_PERSON = Q(verdict__in=("quarantine", "no_contract")) | Q(verdict="reject", claims_priority__isnull=False)


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
    """R-10, R-12, R-23  Incoming letters; those without a contract are the service managers' to answer."""
    if reader.holds(*READ_ALL):
        return Receipt.objects.all()
    seen = Q(pk=None)
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


def tabs(current: str, reader: Account) -> list[Link]:
    """The pages of letters; what the worker gave up is for those who keep the installation."""
    pages = [
        ("receipts", _("Incoming letters")),
        ("letters", _("Outgoing letters")),
        ("wordings", _("Texts of letters")),
        ("mailboxes", _("Mailboxes")),
        ("letter_trial", _("Try a letter")),
    ]
    if reader.holds(*KEEPERS):
        pages.append(("leftovers", _("Given up")))
    return [Link(reverse(f"desk:{page}"), label, page == current) for page, label in pages]
