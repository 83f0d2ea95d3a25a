"""Letters nobody but their addressee can read: encrypted by S/MIME or PGP, or signed in a way that hides the text."""

import re

from reglament.intake.mail.parts import Part

_ARMOUR = re.compile(r"^-----BEGIN PGP MESSAGE-----\s*$", re.MULTILINE)
_PKCS7 = {"application/pkcs7-mime", "application/x-pkcs7-mime"}


def reason(letter: Part, text: str) -> str:
    """Why the text cannot be read: "smime", "pgp", or an empty string if it can."""
    kind = letter.kind
    if kind in _PKCS7 or (kind == "application/octet-stream" and letter.name.lower().endswith(".p7m")):
        # A certificate alone hides nothing; an opaque signature hides the text like encryption does.
        return "" if letter.parameters.get("smime-type", "").lower() == "certs-only" else "smime"
    if kind == "multipart/encrypted":
        return "smime" if "pkcs7" in letter.parameters.get("protocol", "").lower() else "pgp"
    if _ARMOUR.search(text[:200_000]):
        outside = _ARMOUR.split(text, maxsplit=1)[0].strip()
        return "pgp" if len(outside) < 200 else ""
    return "" if text.strip() else _within(letter)


def _within(letter: Part) -> str:
    """A letter without a text whose only file is sealed: gateways wrap the envelope once more."""
    for child in letter.children:
        if child.kind == "multipart/encrypted" or child.kind in _PKCS7:
            return "pgp" if child.kind == "multipart/encrypted" else "smime"
        if child.name.lower().endswith((".p7m", ".pgp", ".asc.gpg")):
            return "smime" if child.name.lower().endswith(".p7m") else "pgp"
    return ""
