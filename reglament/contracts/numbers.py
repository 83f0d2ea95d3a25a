"""R-27  Contract numbers are typed in many ways and compared in one."""

import re
import unicodedata

NOISE = re.compile(r"[\s№#.,]|N[oO]\.?(?=\s*\S)")
DASHES = re.compile(r"[‐-―−]")


def normalise(number: str) -> str:
    """'договор № вс 2025–114' is not parsed here, only its number: 'вс 2025–114' → 'ВС2025-114'."""
    text = DASHES.sub("-", unicodedata.normalize("NFKC", number))
    return NOISE.sub("", text).upper()
