"""The cells of the queue's rows: small pieces of HTML, those that repeat remembered per language."""

from datetime import datetime
from functools import cache
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.showing import chips
from reglament.cases.status import STATES, Status
from reglament.desk import choices
from reglament.ui import icons, promise, words


def left(near: chips.Nearest, left: int | None, mood: str) -> str:
    """«2 ч 15 мин», «−110 ч», «без срока»; nothing where no clock runs any more."""
    if not near.clock:
        return ""
    if near.state == "unregulated" or left is None:
        return _("no term")
    sign = words.MINUS if mood == "late" or left < 0 else ""
    return sign + words.rough(left)


def term(near: chips.Nearest, at: datetime) -> Markup:
    """The nearest promise in the fewest words: icon and «18 мин»; the whole sentence for who hovers or listens."""
    if not near.clock:
        return Markup("")
    time = near.left(at)
    mood = chips.mood(near, at=at, left=time)
    kind = "none" if near.state == "unregulated" or time is None else mood or "run"
    whole = escape(f"{promise.label(near.clock)}, {chips.words_of(near, at=at)}", quote=True)
    sign = icons.icon(promise.ICONS[kind])
    short = f'<span aria-hidden="true">{escape(left(near, time, mood))}</span><span class="sr">{whole}</span>'
    return Markup(f'<span class="chip chip--{kind}" title="{whole}">{sign}{short}</span>')  # noqa: S704  escaped above


def due(near: chips.Nearest, at: datetime) -> str:
    """«14:35», «вт 14:35», «03.11 14:35», '' where nothing is due."""
    if not near.is_due:
        return ""
    moment, now = timezone.localtime(near.due_at), timezone.localtime(at)
    away = (moment.date() - now.date()).days
    if away == 0:
        return f"{moment:%H:%M}"
    return f"{words.weekday(moment.date()) if abs(away) < 7 else _date(moment)} {moment:%H:%M}"


def _date(moment: datetime) -> str:
    return words.short_day(moment.date()).split(" ", 1)[1]


@cache
def _priority(number: int, name: str, language: str) -> str:
    spoken = escape(_("Priority"))
    sign = f'<i aria-hidden="true">{number}</i><span class="sr">{spoken} {number}, {escape(name)}</span>'
    return f'<span class="priority priority--{number}">{sign}</span>'


def address(number: str) -> str:
    return _pattern().replace("~", number)


@cache
def _pattern() -> str:
    return reverse("desk:case", args=("~",))


@cache
def state(status: str, language: str) -> str:
    known = STATES[Status(status)]
    name = escape(str(known.name), quote=True)
    return f'<span class="state state--{known.mood}" title="{name}">{icons.icon(known.icon)}{name}</span>'


@cache
def clock(code: str, language: str) -> str:
    return escape(promise.label(code)) if code else ""


@cache
def nobody(language: str) -> str:
    words_for_it = escape(_("not assigned"))
    return f'<span class="mute">{words_for_it}</span>'


def priority(number: int) -> str:
    return _priority(number, choices.priority_name(number), words.language())
