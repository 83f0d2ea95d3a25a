"""Raw bytes to ParsedLetter: never raises, never slow, whatever the bytes."""

from reglament.intake.mail import addresses, body, head, headers, parameters, parts, sealed
from reglament.intake.mail.letter import Attachment, ParsedLetter, Recipients, Sender
from reglament.intake.mail.parts import Part, TooManyParts

_TYPED = bytes(code for code in range(256) if code >= 32 or code in b"\t\n\r\x0c\x1b")


def parse(raw: bytes) -> ParsedLetter:
    """R-09  The letter as far as it can be read; `unreadable` is set where a person must look at the raw bytes."""
    try:
        return _parse(head.mend(raw))
    except TooManyParts:
        return _envelope_only(raw, "too_many_parts")
    except Exception:  # the promise is to survive every letter: the raw bytes are kept and shown to a person
        return _envelope_only(raw, "broken")


def envelope(raw: bytes) -> ParsedLetter:
    """The headers alone: enough to know whose letter it is and to keep it; never raises."""
    return _envelope_only(raw, "")


def _parse(raw: bytes) -> ParsedLetter:
    letter = parts.parse(raw)
    text, html, files = body.read(letter)
    unreadable = sealed.reason(letter, text)
    if not unreadable and not letter.keys() and not (text.strip() and _is_writing(raw)):
        unreadable = "broken"
    return _letter(letter, text=text, html=html, files=files, unreadable=unreadable)


def _is_writing(raw: bytes) -> bool:
    """Something a person may have typed, not a picture or a program: hardly any control characters."""
    sample = raw[:4000]
    return 50 * len(sample.translate(None, delete=_TYPED)) < len(sample)


def _envelope_only(raw: bytes, reason: str) -> ParsedLetter:
    try:
        return _letter(parts.parse(head.mend(raw), head_only=True), unreadable=reason)
    except Exception:
        return ParsedLetter(unreadable=reason)


def _letter(
    letter: Part, *, unreadable: str, text: str = "", html: str = "", files: list[Attachment] | None = None
) -> ParsedLetter:
    charset = parameters.text(letter.parameters, "charset")
    raw = [(name.lower(), str(value)) for name, value in letter.raw_items()]
    first = _first(raw)
    return ParsedLetter(
        message_id=_message_id(first.get("message-id", "")),
        sender=_sender(raw, charset),
        recipients=_recipients(raw, charset),
        subject=headers.decode(first.get("subject", ""), charset),
        in_reply_to=addresses.identifiers(first.get("in-reply-to", "")),
        references=addresses.identifiers(first.get("references", "")),
        date=headers.clean(headers.unfold(first.get("date", ""))),
        headers=tuple((name, headers.clean(_visible(value))) for name, value in raw),
        text=text,
        html=html,
        attachments=tuple(files or ()),
        unreadable=unreadable,
        content_type=letter.kind,
        content_parameters=tuple((name, headers.clean(value)) for name, value in letter.parameters.items()),
    )


def _first(raw: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name, value)
    return found


def _visible(value: str) -> str:
    return headers.unfold(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _message_id(value: str) -> str:
    line = headers.clean(_visible(value))
    found = addresses.identifiers(line)
    return (found[0] if found else line.strip("<> "))[:250]


def _sender(raw: list[tuple[str, str]], charset: str) -> Sender:
    claimed = _mailboxes(raw, "from", charset)
    stand_ins = [one for name in ("sender", "reply-to", "return-path") for one in _mailboxes(raw, name, charset)]
    shown = next(iter([*claimed, *stand_ins]), None)
    paths = [value for name, value in raw if name == "return-path"]
    return Sender(
        address=shown.address if shown else "",
        name=shown.name if shown else "",
        claimed=tuple(one.address for one in claimed),
        reply_to=tuple(one.address for one in _mailboxes(raw, "reply-to", charset)),
        return_path=_return_path(paths[0]) if paths else None,
    )


def _return_path(value: str) -> str | None:
    """Empty for the null path; None for what is no path at all."""
    path = headers.unfold(value)
    return "" if path.replace(" ", "") in {"", "<>"} else addresses.bare(path) or None


def _recipients(raw: list[tuple[str, str]], charset: str) -> Recipients:
    def named(*names: str) -> tuple[str, ...]:
        return tuple(one.address for name in names for one in _mailboxes(raw, name, charset))

    return Recipients(
        delivered=named("delivered-to", "x-original-to", "envelope-to", "x-envelope-to"), to=named("to"), cc=named("cc")
    )


def _mailboxes(raw: list[tuple[str, str]], name: str, charset: str) -> list[addresses.Mailbox]:
    return [one for header, value in raw if header == name for one in addresses.parse(value, charset)]
