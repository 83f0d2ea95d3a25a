"""Dates, lengths, sizes and counts, as a reader of each language sees them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from reglament.ui import words
from reglament.ui.typography import paragraphs, tie

MOSCOW = ZoneInfo("Europe/Moscow")
YEKATERINBURG = ZoneInfo("Asia/Yekaterinburg")
AT = datetime(2026, 11, 22, 11, 5, tzinfo=UTC)
NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _moscow() -> Iterator[None]:
    with timezone.override(MOSCOW), translation.override("ru"):
        yield


@pytest.mark.parametrize(
    ("said", "russian", "english"),
    [
        (lambda: words.moment(AT), "22.11.2026 14:05 МСК", "22 Nov 2026, 14:05 MSK"),
        (lambda: words.moment(AT, YEKATERINBURG), "22.11.2026 16:05 UTC+5", "22 Nov 2026, 16:05 UTC+5"),
        (lambda: words.day(AT), "22.11.2026", "22 Nov 2026"),
        (lambda: words.day(date(2027, 1, 9)), "09.01.2027", "9 Jan 2027"),
        (lambda: words.short_day(AT), "вс 22.11", "Sun 22 Nov"),
        (lambda: words.long_day(AT), "вс, 22 ноября 2026", "Sun, 22 November 2026"),
        (lambda: words.tick_day(AT), "вс 22", "Sun 22"),
        (lambda: words.clock_time(AT), "14:05", "14:05"),
        (lambda: words.zone_label(AT), "МСК (UTC+3)", "MSK (UTC+3)"),
        (lambda: words.zone_label(AT, YEKATERINBURG), "UTC+5", "UTC+5"),
        (lambda: words.zone_mark(AT, ZoneInfo("Asia/Kolkata")), "IST", "IST"),
        (lambda: words.offset(AT, ZoneInfo("Asia/Kolkata")), "UTC+5:30", "UTC+5:30"),
        (lambda: words.offset(AT, ZoneInfo("America/New_York")), "UTC-5", "UTC-5"),
        (lambda: words.duration(2 * 3600 + 15 * 60), "2 ч 15 мин", "2 h 15 min"),
        (lambda: words.duration(6 * 3600 + 5 * 60 + 59), "6 ч 05 мин", "6 h 05 min"),
        (lambda: words.duration(8 * 3600), "8 ч", "8 h"),
        (lambda: words.duration(8 * 3600, full=True), "8 ч 00 мин", "8 h 00 min"),
        (lambda: words.duration(48 * 60), "48 мин", "48 min"),
        (lambda: words.duration(30), "30 с", "30 s"),
        (lambda: words.duration(0), "0 мин", "0 min"),
        (lambda: words.duration(-12 * 60), "12 мин", "12 min"),
        (lambda: words.rough(9 * 3600 + 59 * 60), "9 ч 59 мин", "9 h 59 min"),
        (lambda: words.rough(10 * 3600 + 59 * 60), "10 ч", "10 h"),
        (lambda: words.rough(-(1110 * 3600 + 55 * 60)), f"1{NBSP}110 ч", "1,110 h"),
        (lambda: words.size(512), "512 Б", "512 B"),
        (lambda: words.size(14_321), "14 КБ", "14 KB"),
        (lambda: words.size(1_992_294), "1,9 МБ", "1.9 MB"),
        (lambda: words.size(10 * 1024 * 1024), "10 МБ", "10 MB"),
        (lambda: words.size(3 * 1024**3), "3 ГБ", "3 GB"),
        (lambda: words.number(12_345), f"12{NBSP}345", "12,345"),
        (lambda: words.number(0.5), "0,5", "0.5"),
        (lambda: words.number(1.25), "1,25", "1.25"),
        (lambda: words.number(2.0), "2", "2"),
        (lambda: words.percent(0.925), f"92{NBSP}%", "92%"),
        (lambda: words.percent(0.9999), f"99{NBSP}%", "99%"),
        (lambda: words.percent(1), f"100{NBSP}%", "100%"),
    ],
)
def test_both_languages(said, russian: str, english: str) -> None:
    assert said() == russian
    with translation.override("en"):
        assert said() == english


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "1 раб. день", "1 working day"),
        (2, "2 раб. дня", "2 working days"),
        (5, "5 раб. дней", "5 working days"),
        (11, "11 раб. дней", "11 working days"),
        (12, "12 раб. дней", "12 working days"),
        (21, "21 раб. день", "21 working days"),
        (22, "22 раб. дня", "22 working days"),
        (111, "111 раб. дней", "111 working days"),
    ],
)
def test_counts_take_the_right_form(count: int, russian: str, english: str) -> None:
    assert words.working_days(count) == russian
    with translation.override("en"):
        assert words.working_days(count) == english


@pytest.mark.parametrize(
    ("shift", "russian", "english"),
    [
        (0, "сегодня", "today"),
        (1, "завтра", "tomorrow"),
        (-1, "вчера", "yesterday"),
        (3, "ср 25.11", "Wed 25 Nov"),
        (300, "18.09.2027", "18 Sep 2027"),
    ],
)
def test_days_near_now(shift: int, russian: str, english: str) -> None:
    assert words.near_day(AT + timedelta(days=shift), AT) == russian
    with translation.override("en"):
        assert words.near_day(AT + timedelta(days=shift), AT) == english


def test_today_is_today_where_the_reader_is() -> None:
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # 23:30 in Moscow, 01:30 tomorrow in Yekaterinburg
    assert words.near_day(late, AT) == "сегодня"
    assert words.near_day(late, AT, YEKATERINBURG) == "завтра"


def test_the_moment_beside_its_day() -> None:
    assert words.near_moment(AT, AT) == "14:05 МСК, сегодня"


def test_words_kept_as_data() -> None:
    category = SimpleNamespace(name_ru="Инцидент", name_en="Incident", note_ru="Только по-русски", note_en="")
    assert words.pick(category, "name") == "Инцидент"
    with translation.override("en"):
        assert words.pick(category, "name") == "Incident"
        assert words.pick(category, "note") == "Только по-русски"


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("+7 (495) 000-73-13", "tel:+74950007313"),
        ("8 (800) 000-43-57", "tel:88000004357"),
        ("+7 (495) 000-73-13 доб. 114", "tel:+74950007313"),
        ("+7 495 000-73-13 ext 114", "tel:+74950007313"),
    ],
)
def test_phones_can_be_dialled(printed: str, dialled: str) -> None:
    assert words.phone_href(printed) == dialled


def test_numbers_keep_their_units() -> None:
    assert tie("осталось 2 ч 15 мин — до 14:35 МСК") == f"осталось 2{NBSP}ч 15{NBSP}мин{NBSP}— до{NBSP}14:35{NBSP}МСК"
    assert tie("В договоре и не в списке") == f"В{NBSP}договоре и{NBSP}не{NBSP}в{NBSP}списке"


def test_what_people_type_is_escaped() -> None:
    assert paragraphs("<b>Стек</b>\r\nперезагружается\n\n\nВерсия 17 & выше") == (
        "<p>&lt;b&gt;Стек&lt;/b&gt;<br>перезагружается</p><p>Версия 17 &amp; выше</p>"
    )
    assert paragraphs("  ") == ""
