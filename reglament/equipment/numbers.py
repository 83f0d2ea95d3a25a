"""R-37, R-42  Product and serial numbers are compared in one spelling; look-alikes are only suggested."""

import re
import unicodedata

SEPARATORS = re.compile(r"[\s\-‐-―]+")
SPARE = re.compile(r"=+$")
# Cyrillic letters and digits a hand or an OCR mixes up with Latin ones; never applied by itself, only to suggest.
LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХ0156", "ABEKMHOPCTYXOISG")


def normalise(number: str) -> str:
    """Upper case without blanks and hyphens: ' foc2147-x0ab ' → 'FOC2147X0AB'."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", number)).upper()


def normalise_pn(number: str) -> str:
    """As `normalise`, and a spare's trailing '=' dropped: 'C9300-48P-A=' → 'C930048PA'."""
    return SPARE.sub("", normalise(number))


def look_alike(number: str) -> str:
    """One spelling for everything that looks the same: two numbers with equal ones may be a slip of the pen."""
    return normalise(number).translate(LOOK_ALIKES)
