"""Our addresses as the judge of letters knows them; they are asked for at every letter and change hardly ever."""

from reglament.contracts.models import SupportChannel
from reglament.intake.mail import profile
from reglament.intake.mail.profile import AddressKind, IntakeProfile, OverLimit, SenderMatch, folded
from reglament.intake.mail.profile import Mailbox as View
from reglament.intake.models import Mailbox, Profile
from reglament.memory.values import Kept

_kept: Kept[str, dict[str, View]] = Kept()
_CHANNELS = {"support": AddressKind.SUPPORT, "no_contract": AddressKind.NO_CONTRACT}


def known() -> dict[str, View]:
    """R-09, R-12  Every address the house has entered and not switched off, lower case; empty before the first one."""
    rows = _kept.fresh()
    if "all" not in rows:
        found = Mailbox.objects.filter(is_active=True).select_related("profile")
        rows["all"] = {row.address: View(row.address, AddressKind(row.kind), view(row.profile)) for row in found}
    return rows["all"]


def named(address: str) -> View | None:
    """The mailbox at this address; before the house enters its first one, a support channel or the shipped table's."""
    entered = known()
    if entered:
        return entered.get(address.lower())
    channel = SupportChannel.objects.filter(kind="email", value__iexact=address).first()
    if channel and channel.role in _CHANNELS:
        return View(channel.value, _CHANNELS[channel.role], profile.profile())
    return profile.shipped_mailbox(address)


def support() -> View | None:
    """Whose letter it is when nothing names an address of ours."""
    entered = known().values()
    if entered:
        return next((one for one in entered if one.kind is AddressKind.SUPPORT), None)
    return profile.shipped_mailbox(profile.SUPPORT)


def view(row: Profile) -> IntakeProfile:
    """The rules of a profile's row."""
    return IntakeProfile(
        code=row.code,
        keys=folded(row.keys),
        template=tuple(row.template),
        required=tuple(row.required),
        identity=row.identity,
        greeting_lines=row.greeting_lines,
        window_lines=row.window_lines,
        default_priority=row.default_priority,
        sender_match=SenderMatch(row.sender_match),
        over_limit=OverLimit(row.over_limit),
        name_ru=row.name_ru,
        name_en=row.name_en,
    )
