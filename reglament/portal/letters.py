"""R-09, R-25  How a letter is written so that it is registered at once: the key fields of the address's own profile."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reglament.intake.mail import profile as profiles


@dataclass(frozen=True, slots=True)
class Template:
    """`fields`: (name, necessity, what to write); `text` is ready to be copied."""

    address: str
    fields: list[tuple[str, str, str]]
    text: str


def template(address: str) -> Template | None:
    mailbox = profiles.shipped_mailbox(address) if address else None
    if mailbox is None:
        return None
    known = {name: (label, example, what) for name, label, example, what in _fields()}
    asked = [name for name in mailbox.profile.template if name in known]
    rest = [name for name in known if name not in asked]
    needed, wished = _("mandatory"), _("desirable")
    mandatory = {*mailbox.profile.required, "description"}
    fields = [(known[name][0], needed if name in mandatory else wished, known[name][2]) for name in (*asked, *rest)]
    lines = [f"{known[name][0]}: {known[name][1]}" for name in asked]
    return Template(address, fields, "\n".join([*lines, "", _("What has happened, in your own words.")]))


def _fields() -> list[tuple[str, str, str, str]]:
    """(field of the profile, its key in a letter, an example, what to write)."""
    return [
        ("login", _("Login"), "your.login", _("your login in the portal; without it nothing is registered")),
        ("org", _("Company"), _("Your company"), _("the name of your company as in the contract")),
        ("priority", _("Priority"), "2", _("1, 2, 3 or 4; without it priority 4 is set")),
        ("contract", _("Contract"), "2025/114", _("CustomerID, the number of the contract, if you have several")),
        ("pn", _("P/N"), "C9300-48P-A", _("the product number by the manufacturer's catalogue")),
        ("sn", _("S/N"), "FOC2147X0AB", _("the serial number of the equipment or the software")),
        ("category", _("Category"), _("Incident"), _("what service you expect")),
        ("description", _("Description"), "", _("what happens, since when, whom it hinders")),
    ]
