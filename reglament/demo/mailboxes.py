"""The addresses of the support page as mailboxes: letters to them are brought by the listener and by the command."""

from datetime import datetime

from reglament.contracts.models import SupportChannel
from reglament.intake import loading, mailbox_keeping
from reglament.intake.mailbox_keeping import Wanted
from reglament.intake.models import Mailbox, Profile
from reglament.people.models import Account


def load_mailboxes(admin: Account, *, at: datetime) -> None:
    loading.load_tables()
    profile = Profile.objects.get(code="login_priority")
    for channel in SupportChannel.objects.filter(kind="email", role__in=Mailbox.Kind.values).exclude(value=""):
        mailbox_keeping.put(Wanted(address=channel.value, kind=channel.role, profile=profile), by=admin, at=at)
