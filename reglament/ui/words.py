"""Dates, lengths, sizes and counts in the words of the reader: the active language, the active zone, nothing else.

Instants are aware; lengths are whole seconds, sizes bytes. Nothing here asks what time it is: who needs «today» hands
in the moment that is now.
"""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from reglament.ui.names import BYTES, HOURS_MINUTES_SECONDS, MONTHS, NEIGHBOURS, WEEKDAYS, ZONES

NBSP = "\u00a0"
MINUS = "\u2212"
MOSCOW = "MSK"


def language() -> str:
    """The language of the reader, `ru` or `en`."""
    return "en" if (translation.get_language() or "ru").startswith("en") else "ru"


def pick(thing: object, stem: str) -> str:
    """Words kept as data in two columns: `pick(category, "name")` reads `name_ru` or `name_en`, the other if empty."""
    first, second = ("en", "ru") if language() == "en" else ("ru", "en")
    return str(getattr(thing, f"{stem}_{first}") or getattr(thing, f"{stem}_{second}"))


def plural(count: int, one: str, few: str, many: str) -> str:
    """The Russian form that goes with `count`: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    tens, units = abs(count) % 100, abs(count) % 10
    if units == 1 and tens != 11:
        return one
    return few if 2 <= units <= 4 and not 12 <= tens <= 14 else many


def counted(count: int, russian: tuple[str, str, str], english: tuple[str, str]) -> str:
    """A count with its noun: «3 дня», `3 days`."""
    noun = plural(count, *russian) if language() == "ru" else english[count != 1]
    return f"{number(count)} {noun}"


def days(count: int) -> str:
    return counted(count, ("день", "дня", "дней"), ("day", "days"))


def working_days(count: int) -> str:
    return counted(count, ("раб. день", "раб. дня", "раб. дней"), ("working day", "working days"))


def local(at: datetime, zone: tzinfo | None = None) -> datetime:
    """The instant in the zone of the reader, or in `zone`."""
    return at.astimezone(zone or timezone.get_current_timezone())


def clock_time(at: datetime, zone: tzinfo | None = None) -> str:
    return f"{local(at, zone):%H:%M}"


def day(value: date | datetime, zone: tzinfo | None = None) -> str:
    """«22.11.2026», `22 Nov 2026`."""
    when = _date(value, zone)
    return f"{when:%d.%m.%Y}" if language() == "ru" else f"{when.day} {_month(when)[:3]} {when.year}"


def short_day(value: date | datetime, zone: tzinfo | None = None) -> str:
    """«вт 03.11», `Tue 3 Nov`."""
    when = _date(value, zone)
    rest = f"{when:%d.%m}" if language() == "ru" else f"{when.day} {_month(when)[:3]}"
    return f"{weekday(when)} {rest}"


def long_day(value: date | datetime, zone: tzinfo | None = None) -> str:
    """«вт, 3 ноября 2026», `Tue, 3 November 2026`."""
    when = _date(value, zone)
    return f"{weekday(when)}, {when.day} {_month(when)} {when.year}"


def tick_day(value: date | datetime, zone: tzinfo | None = None) -> str:
    """The shortest name of a day, for a mark on a scale: «вт 3», `Tue 3`."""
    when = _date(value, zone)
    return f"{weekday(when)} {when.day}"


def weekday(when: date) -> str:
    return WEEKDAYS[language()][when.weekday()]


def near_day(value: date | datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """«сегодня», «завтра», «вчера»; else «вт 03.11», with the year when it is another: «31.08.2027»."""
    when, today = _date(value, zone), local(now, zone).date()
    neighbour = NEIGHBOURS[language()].get((when - today).days)
    if neighbour:
        return neighbour
    return short_day(when) if abs(when - today) < timedelta(days=180) else day(when)


def moment(at: datetime, zone: tzinfo | None = None) -> str:
    """«22.11.2026 14:05 МСК», `22 Nov 2026, 14:05 MSK`."""
    comma = "" if language() == "ru" else ","
    return f"{day(at, zone)}{comma} {clock_time(at, zone)} {zone_mark(at, zone)}"


def near_moment(at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """«14:35 МСК, сегодня», `14:35 MSK, Mon 9 Nov`."""
    return f"{now_time(at, zone)}, {near_day(at, now, zone)}"


def now_time(at: datetime, zone: tzinfo | None = None) -> str:
    """The time of a moment that needs no day, with its zone: «14:35 МСК»."""
    return f"{clock_time(at, zone)} {zone_mark(at, zone)}"


def zone_mark(at: datetime, zone: tzinfo | None = None) -> str:
    """How the zone of the reader is called beside a time: «МСК», `MSK`, `UTC+5`."""
    name = local(at, zone).tzname() or ""
    if name == MOSCOW and language() == "ru":
        return "МСК"
    return name if name.isalpha() else offset(at, zone)


def zone_label(at: datetime, zone: tzinfo | None = None) -> str:
    """The zone with its offset, for a footer: «МСК (UTC+3)»."""
    mark, shift = zone_mark(at, zone), offset(at, zone)
    return mark if mark == shift else f"{mark} ({shift})"


def zone_name(name: str, at: datetime) -> str:
    """A zone by the city people know it by, with its offset: «Екатеринбург (UTC+5)»."""
    city = ZONES[language()].get(name) or name.rpartition("/")[2].replace("_", " ")
    return city if city == "UTC" else f"{city} ({offset(at, ZoneInfo(name))})"


def offset(at: datetime, zone: tzinfo | None = None) -> str:
    minutes = int((local(at, zone).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def duration(seconds: int, *, full: bool = False) -> str:
    """«2 ч 15 мин», «48 мин», «30 с»; whole minutes passed, never rounded up. `full` keeps «8 ч 00 мин» for columns."""
    h, m, s = HOURS_MINUTES_SECONDS[language()]
    length = abs(seconds)
    if 0 < length < 60:
        return f"{length} {s}"
    hours, minutes = divmod(length // 60, 60)
    if not hours:
        return f"{minutes} {m}"
    return f"{number(hours)} {h} {minutes:02} {m}" if minutes or full else f"{number(hours)} {h}"


def rough(seconds: int) -> str:
    """A length for a narrow column: from ten hours on the minutes are left out, never rounded up: «110 ч»."""
    length = abs(seconds)
    return duration(length - length % 3600 if length >= 36_000 else length)


def size(count: int) -> str:
    """Bytes as «1,9 МБ», `1.9 MB`: one digit after the point from a megabyte on, none below."""
    units = BYTES[language()]
    if count < 1024:
        return f"{count} {units[0]}"
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} {units[1]}"
    big = count >= 1024**3
    return f"{number(round(count / 1024 ** (3 if big else 2), 1))} {units[3 if big else 2]}"


def units() -> str:
    """Kilobyte and megabyte, for the budget of files that a script counts."""
    return " ".join(BYTES[language()][1:3])


def number(value: float) -> str:
    """Grouped by thousands, with the reader's decimal mark, no empty decimals: «12 345», `12,345`, «1,9»."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return text.replace(",", NBSP).replace(".", ",") if language() == "ru" else text


def percent(share: float) -> str:
    """A share of one as «92 %», `92%`; whole percents, and never 100 before all is there."""
    whole = 99 if 0.99 < share < 1 else round(share * 100)
    return f"{whole}{NBSP}%" if language() == "ru" else f"{whole}%"


def phone_href(phone: str) -> str:
    """`tel:` address of a printed number; what follows «доб.» or `ext` is not dialled."""
    main = phone.split("доб")[0].split("ext")[0]
    return "tel:" + "".join(char for at, char in enumerate(main.strip()) if char.isdigit() or (char == "+" and at == 0))


def _date(value: date | datetime, zone: tzinfo | None) -> date:
    return local(value, zone).date() if isinstance(value, datetime) else value


def _month(when: date) -> str:
    return MONTHS[language()][when.month - 1]
