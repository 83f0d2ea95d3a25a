"""A text signed in place by PGP: its armour is no part of what was written."""

import re

_BEGIN = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*$", re.MULTILINE)
_SIGNATURE = re.compile(r"-----(?:BEGIN|END) PGP SIGNATURE-----\s*\Z")


def opened(text: str) -> str:
    """The text with every armour line blank and the dashes the signer escaped put back; lines keep their number."""
    if not _BEGIN.search(text):
        return text
    kept: list[str] = []
    state = "outside"
    for line in text.split("\n"):
        if _BEGIN.match(line):
            state = "head"
        elif state == "head":
            state = "signed" if not line.strip() else state
        elif state == "signed" and not _SIGNATURE.match(line):
            kept.append(line.removeprefix("- "))
            continue
        elif state == "signed":
            state = "signature"
        elif state == "signature":
            state = "outside" if _SIGNATURE.match(line) else state
        else:
            kept.append(line)
            continue
        kept.append("")
    return "\n".join(kept)
