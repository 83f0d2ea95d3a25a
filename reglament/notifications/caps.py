"""R-10  How many answers a robot gives: strangers get few, so that nobody floods a third person through us."""

from datetime import datetime, timedelta

from reglament.notifications import addresses, terms
from reglament.notifications.models import Letter
from reglament.people.models import Account
from reglament.terms.resolve import resolve

HOUR = timedelta(hours=1)


def leaves_room(address: str, *, at: datetime) -> bool:
    """May one more answer go to this address? A registered one is never capped."""
    if is_registered(address):
        return True
    answers = Letter.objects.filter(null_return_path=True, written_at__gt=at - HOUR, written_at__lte=at)
    answers = answers.exclude(state=Letter.State.WITHHELD)
    to_domain = answers.filter(to_address__iendswith=f"@{addresses.domain_of(address)}")
    if to_domain.count() >= resolve(terms.ANSWERS_TO_DOMAIN):
        return False
    return to_domain.filter(to_address__iexact=address).count() < resolve(terms.ANSWERS_TO_ADDRESS)


def is_registered(address: str) -> bool:
    """Does some account write from this address?"""
    if Account.objects.active().filter(email__iexact=address).exists():
        return True
    others = Account.objects.active().exclude(more_emails=[]).only("email", "more_emails")
    return any(address.lower() in account.addresses for account in others)
