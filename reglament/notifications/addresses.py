"""Which addresses a letter can be sent to, and which are our own."""

import re

SENDABLE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


def sendable(address: str) -> str:
    """The address as a mail server takes it, a domain in national letters in its ASCII form; '' if it is none."""
    local, at, domain = address.strip().rpartition("@")
    try:
        written = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""
    return written if SENDABLE.fullmatch(written) and ".." not in written else ""


def without_tag(address: str) -> str:
    """'support@vector.example' for 'Support+tag@Vector.example'."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()
