"""The words of letters are edited by those who answer for the service; every edit keeps what was before it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.memory.values import forget_everything
from reglament.notifications import events, loading, names, placeholders, texts
from reglament.notifications.models import Wording
from reglament.notifications.texts import Words
from reglament.people.house import contractor
from reglament.people.models import Account
from reglament.people.roles import Role

EDITORS = frozenset({Role.HEAD, Role.MANAGER})
LONGEST_SUBJECT = 200
LONGEST_BODY = 10_000
"""Characters: the first is what its column holds, the second keeps every letter well under a mail server's limit."""


@transaction.atomic
def reword(kind: str, language: str, words: Words, *, seen: int, by: Account, at: datetime) -> Wording:
    """R-69  New words for a letter; `seen` is the number of those the editor began with."""
    _require(by)
    words = tidied(words)
    check(kind, language, words)
    current = _current(kind, language)
    if current.number != seen:
        raise Refused(
            "R-69", _("Somebody has changed this text in the meantime: compare it with yours and save again.")
        )
    if words == Words(current.subject, current.body):
        return current
    is_shipped = words == texts.shipped(kind, language)
    return _replace(current, words, is_shipped=is_shipped, by=by, at=at)


@transaction.atomic
def restore(kind: str, language: str, *, by: Account, at: datetime) -> Wording:
    """R-69  The shipped words again; nothing changes where they are in force."""
    _require(by)
    current, words = _current(kind, language), texts.shipped(kind, language)
    if words == Words(current.subject, current.body):
        return current
    return _replace(current, words, is_shipped=True, by=by, at=at)


def tidied(words: Words) -> Words:
    """As they are kept: a subject of one line, a body without the line ends of a browser."""
    body = words.body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Words(names.one_line(words.subject), body.strip("\n"))


def check(kind: str, language: str, words: Words) -> None:
    """Raises Refused with what is to be mended; `words` are tidied."""
    unknown, missing = placeholders.unknown(kind, words), placeholders.missing(kind, words)
    if unknown:
        raise Refused("R-69", _unknown(kind, unknown))
    if missing:
        lacking = ", ".join(f"{{{name}}}" for name in missing)
        raise Refused(
            "R-69", _("The text needs %(placeholders)s: put it where it belongs.") % {"placeholders": lacking}
        )
    if not words.body.strip():
        raise Refused("R-69", _("Write the text of the letter."))
    if kind in placeholders.WITH_SUBJECT and not words.subject:
        raise Refused("R-69", _("Write the subject of the letter."))
    if kind not in placeholders.WITH_SUBJECT and words.subject:
        raise Refused("R-53", _("The subject of this letter is the number and the subject of the case."))
    if len(words.subject) > LONGEST_SUBJECT or len(words.body) > LONGEST_BODY:
        raise Refused("R-69", _("The text is too long: %(most)s characters at most.") % {"most": LONGEST_BODY})
    _check_reply_line(kind, language, words)


def _check_reply_line(kind: str, language: str, words: Words) -> None:
    line = texts.shipped(kind, language).body.split("\n")[0]
    if kind in placeholders.WITH_REPLY_LINE and words.body.split("\n")[0] != line:
        said = _("The first line must stay “%(line)s”: by it an answer is told from what it quotes.")
        raise Refused("R-69", said % {"line": line})


def _unknown(kind: str, found: list[str]) -> str:
    known = ", ".join(f"{{{name}}}" for name in sorted(placeholders.allowed(kind)))
    return _("Not known in this letter: %(found)s. It may use: %(known)s.") % {
        "found": ", ".join(found),
        "known": known,
    }


def _require(by: Account) -> None:
    if by.roles.isdisjoint(EDITORS):
        raise Refused("R-69", _("Only the head of support and service managers edit the texts of letters."))


def _current(kind: str, language: str) -> Wording:
    rows = Wording.objects.select_for_update().filter(kind=kind, language=language, is_current=True)
    if not rows.exists():
        loading.load_tables()
    return rows.get()


def _replace(current: Wording, words: Words, *, is_shipped: bool, by: Account, at: datetime) -> Wording:
    last = Wording.objects.filter(kind=current.kind, language=current.language).order_by("-number")[0]
    current.is_current = False
    current.save(update_fields=("is_current",))
    row = Wording.objects.create(
        kind=current.kind,
        language=current.language,
        number=last.number + 1,
        subject=words.subject,
        body=words.body,
        is_shipped=is_shipped,
        made_by=by,
        made_at=at,
    )
    forget_everything()
    kind = events.WORDING_RESTORED if is_shipped else events.WORDING_CHANGED
    record(contractor(), kind, actor=by, at=at, letter=row.kind, language=row.language, number=row.number)
    return row
