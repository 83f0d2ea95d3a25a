"""Where a link of a letter leads: what a browser would make of it, and what a reader is told."""

import re
from urllib.parse import SplitResult, urlsplit

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
_MAX = 2000


def target(href: str) -> str:
    """The address as a browser would follow it; '' for what is no web page, no mail address and no telephone."""
    plain = _INVISIBLE.sub("", href)[:_MAX]
    scheme, colon, rest = plain.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        return ""
    if scheme.lower() in {"http", "https"}:
        plain = f"{scheme.lower()}://{rest.replace(chr(92), '/').lstrip('/')}"
        return plain if _host(plain) else ""
    return f"{scheme.lower()}:{rest}"


def is_allowed(href: str) -> bool:
    return bool(href) and target(href) == href


def told(address: str, said: str) -> str:
    """What stands behind a link whose words do not say it themselves: host, mailbox or number."""
    plain = "".join(said.split()).lower()
    scheme, _, rest = address.partition(":")
    if scheme in {"http", "https"}:
        host = _host(address)
        named = _host(plain if "://" in plain else f"https://{plain}")
        return "" if named == host else host
    rest = rest.partition("?")[0][:100]
    return "" if rest.lower() == plain else rest


def _host(address: str) -> str:
    """In the letters of the network: a look-alike of another script shows itself."""
    try:
        parts: SplitResult = urlsplit(address)
        name = parts.hostname or ""
        return name if name.isascii() else name.encode("idna").decode()
    except (ValueError, UnicodeError):
        return ""
