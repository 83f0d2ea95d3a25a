"""The contractor as customers see it: its name, and every way to reach support. Kept for a few seconds."""

from dataclasses import dataclass

from django.conf import settings

from reglament.contracts.models import Priority, SupportChannel
from reglament.memory.values import Kept
from reglament.people.models import Company


@dataclass(frozen=True, slots=True)
class House:
    """`company` is None before the installation is set up."""

    company: Company | None
    channels: tuple[SupportChannel, ...]
    priorities: tuple[Priority, ...]

    def channel(self, *roles: str) -> SupportChannel | None:
        """The first channel of the first of these roles that there is."""
        return next((row for role in roles for row in self.channels if row.role == role), None)

    def value(self, *roles: str) -> str:
        found = self.channel(*roles)
        return found.value if found else ""

    @property
    def service_manager(self) -> SupportChannel | None:
        """R-11  Whom to ask for a login."""
        return self.channel("service_manager", "no_contract")

    @property
    def phone(self) -> str:
        """The number to call when something burns."""
        return self.value("emergency", "multiline", "ivr", "direct")

    def priority(self, number: int) -> Priority:
        return next(row for row in self.priorities if row.number == number)


_kept: Kept[str, House] = Kept()


def house() -> House:
    rows = _kept.fresh()
    if "house" not in rows:
        rows["house"] = House(
            Company.objects.filter(kind=Company.Kind.CONTRACTOR).first(),
            tuple(_with_address(row) for row in SupportChannel.objects.all()),
            tuple(Priority.objects.all()),
        )
    return rows["house"]


def _with_address(channel: SupportChannel) -> SupportChannel:
    """R-17  The portal's own address is that of this installation unless the table names another."""
    if channel.role == "portal" and not channel.value:
        channel.value = settings.BASE_URL
    return channel
