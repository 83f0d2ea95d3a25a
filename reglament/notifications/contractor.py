"""R-08, R-11, R-12  From whom our letters come: the contractor's name, addresses and telephones, kept for seconds."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from reglament.contracts.models import SupportChannel
from reglament.memory.values import Kept
from reglament.notifications import addresses
from reglament.people.models import Company

PHONE = SupportChannel.Kind.PHONE


@dataclass(frozen=True, slots=True)
class Contractor:
    """What letters say of the house; `name` is '' before the installation is set up."""

    name: str
    channels: tuple[SupportChannel, ...]

    def value(self, *roles: str) -> str:
        """The value of the first channel that plays one of these roles, in the order of the roles; else ''."""
        return next((row.value for role in roles for row in self.channels if row.role == role and row.value), "")

    @property
    def support_address(self) -> str:
        """What was entered, if letters can come from it; else the address of the same name on our own host."""
        return (
            addresses.sendable(self.value("support"))
            or f"support@{urlsplit(settings.BASE_URL).hostname or 'localhost'}"
        )

    @property
    def domain(self) -> str:
        return addresses.domain_of(self.support_address)

    @property
    def no_contract_address(self) -> str:
        return self.value("no_contract")

    @property
    def service_manager_address(self) -> str:
        """R-11, R-23  The role's own address; the one for accounts and missing contracts where it has none."""
        return self.value("service_manager", "no_contract")

    @property
    def emergency_phone(self) -> str:
        """The number that is answered at any hour."""
        return self.value("emergency", "multiline", "direct", "ivr")

    @property
    def phones(self) -> list[str]:
        numbers = (row.value for row in self.channels if row.kind == PHONE and row.value)
        return list(dict.fromkeys(numbers))

    def owns(self, address: str) -> bool:
        """Is this an address of ours, with or without a tag?"""
        own = {self.support_address.lower(), *(row.value.lower() for row in self.channels if "@" in row.value)}
        return addresses.without_tag(address) in own


_kept: Kept[str, Contractor] = Kept()


def contractor() -> Contractor:
    rows = _kept.fresh()
    if "contractor" not in rows:
        company = Company.objects.filter(kind=Company.Kind.CONTRACTOR).first()
        rows["contractor"] = Contractor(company.short_name if company else "", tuple(SupportChannel.objects.all()))
    return rows["contractor"]
