"""Letters nobody but their addressee can read: encrypted by S/MIME or PGP."""

import re

from reglament.intake.mail.missed import PKCS7
from reglament.intake.mail.parts import Part

_ARMOUR = re.compile(r"^-----BEGIN PGP MESSAGE-----\s*$", re.MULTILINE)


def reason(letter: Part, text: str) -> str:
    """Why the text cannot be read: "smime", "pgp", or an empty string if it can."""
    kind = letter.kind
    if kind in PKCS7 or (kind == "application/octet-stream" and letter.name.lower().endswith(".p7m")):
        # A certificate alone hides nothing, nor does a signature around the text that could be taken off.
        open_ = letter.children or letter.parameters.get("smime-type", "").lower() == "certs-only"
        return "" if open_ else "smime"
    if kind == "multipart/encrypted":
        return "smime" if "pkcs7" in letter.parameters.get("protocol", "").lower() else "pgp"
    if _ARMOUR.search(text[:200_000]):
        outside = _ARMOUR.split(text, maxsplit=1)[0].strip()
        return "pgp" if len(outside) < 200 else ""
    return "" if text.strip() else _within(letter)


def _within(letter: Part) -> str:
    """A letter without a text whose only file is sealed: gateways wrap the envelope once more."""
    for child in letter.children:
        if child.kind == "multipart/encrypted" or (child.kind in PKCS7 and not child.children):
            return "pgp" if child.kind == "multipart/encrypted" else "smime"
        if child.name.lower().endswith((".p7m", ".pgp", ".asc.gpg")):
            return "smime" if child.name.lower().endswith(".p7m") else "pgp"
    return ""
