"""Loads the shipped regulation once: what is there already belongs to the house and is not touched."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from reglament.contracts import models as tables
from reglament.memory.values import forget_everything

SHIPPED = Path(__file__).with_name("tables")
Row = dict[str, Any]


@transaction.atomic
def load_tables() -> int:
    """R-15 … R-17, R-45, R-65  Creates what is missing of the shipped tables; returns the number of new rows."""
    made = sum(
        (
            _priorities(_read("priorities")),
            _categories(_read("categories")),
            _services(_read("services")),
            _production(_read("production", "days")),
            _calendars(_read("calendars")),
            _policies(_read("policies")),
            _channels(_read("channels")),
        )
    )
    forget_everything()
    return made


def matrix_presets() -> tuple[list[Row], dict[str, list[Row]]]:
    """The shipped posts, and the rows of each matrix preset by code."""
    content = tomllib.loads((SHIPPED / "matrix.toml").read_text())
    return content["posts"], {preset["code"]: preset["rows"] for preset in content["presets"]}


def _read(name: str, key: str = "") -> list[Row]:
    rows: list[Row] = tomllib.loads((SHIPPED / f"{name}.toml").read_text())[key or name]
    return rows


def _priorities(rows: list[Row]) -> int:
    made = 0
    for row in rows:
        texts = {name: value for name, value in row.items() if name != "priority"}
        made += tables.Priority.objects.get_or_create(number=row["priority"], defaults=texts)[1]
    return made


def _categories(rows: list[Row]) -> int:
    made = 0
    for position, row in enumerate(rows):
        values = {name: row[name] for name in ("name_ru", "name_en", "description_ru", "description_en", "clocks")}
        values |= {
            "requires_item": row["requires_item"],
            "default_for": row.get("default_for", []),
            "template_ru": row.get("description_template_ru", "").strip(),
            "template_en": row.get("description_template_en", "").strip(),
            "otherwise": row.get("otherwise", ""),
            "position": position,
        }
        made += tables.Category.objects.get_or_create(code=row["code"], defaults=values)[1]
    return made


def _services(rows: list[Row]) -> int:
    made = 0
    for row in rows:
        service, created = tables.Service.objects.get_or_create(
            code=row["code"], defaults={"name_ru": row["name_ru"], "name_en": row["name_en"]}
        )
        if created:
            service.categories.set(tables.Category.objects.filter(code__in=row["categories"]))
        made += created
    return made


def _production(rows: list[Row]) -> int:
    made = 0
    for row in rows:
        texts = {name: row.get(name, "") for name in ("title_ru", "title_en", "grounds_ru", "grounds_en")}
        kinds = [row["kind"], *(["short"] if row.get("short") else [])]
        for kind in kinds:
            values = texts | {"confirmed": row["confirmed"]}
            made += tables.ProductionDay.objects.get_or_create(date=row["date"], kind=kind, defaults=values)[1]
    return made


def _calendars(rows: list[Row]) -> int:
    made = 0
    for row in rows:
        names = ("name_ru", "name_en", "zone", "week", "production", "short_day_minus_min")
        calendar, created = tables.WorkCalendar.objects.get_or_create(
            code=row["code"], defaults={name: row[name] for name in names}
        )
        made += created
        if created:
            tables.CalendarException.objects.bulk_create(_exception(calendar, day) for day in row.get("exceptions", []))
    return made


def _exception(calendar: tables.WorkCalendar, row: Row) -> tables.CalendarException:
    texts = {name: row.get(name, "") for name in ("title_ru", "title_en", "grounds_ru", "grounds_en")}
    return tables.CalendarException(calendar=calendar, date=row["date"], hours=row["hours"], **texts)


def _policies(rows: list[Row]) -> int:
    made = 0
    calendars = {calendar.code: calendar for calendar in tables.WorkCalendar.objects.all()}
    for row in rows:
        names = ("name_ru", "name_en", "description_ru", "description_en")
        policy, created = tables.Policy.objects.get_or_create(
            code=row["code"], defaults={name: row[name] for name in names}
        )
        if created:
            add_version(policy, row, calendars, valid_from=date(2024, 1, 1))
        made += created
    return made


def add_version(
    policy: tables.Policy, row: Row, calendars: dict[str, tables.WorkCalendar], *, valid_from: date
) -> tables.PolicyVersion:
    """The next edition of a threshold table, from rows shaped like policies.toml."""
    replacement = row.get("hwr") or {}
    version = tables.PolicyVersion.objects.create(
        policy=policy,
        number=policy.versions.count() + 1,
        valid_from=valid_from,
        registration_calendar=calendars[row["registration_calendar"]],
        replacement_calendar=calendars.get(row.get("hwr_calendar", "")),
        replacement_amount=replacement.get("amount"),
        replacement_unit=replacement.get("unit", ""),
        replacement_cutoff=_minutes(replacement.get("cutoff")),
    )
    tables.PriorityCalendar.objects.bulk_create(
        tables.PriorityCalendar(version=version, priority=int(priority), calendar=calendars[code])
        for priority, code in row["calendars"].items()
    )
    tables.Threshold.objects.bulk_create(
        tables.Threshold(version=version, **(cell | {"cutoff": _minutes(cell.get("cutoff"))}))
        for cell in row["thresholds"]
    )
    tables.UpdateCadence.objects.bulk_create(
        tables.UpdateCadence(version=version, priority=cadence["priority"], seconds=cadence["amount"])
        for cadence in row.get("updates", [])
    )
    return version


def _channels(rows: list[Row]) -> int:
    if tables.SupportChannel.objects.exists():
        return 0
    channels = [
        tables.SupportChannel(position=row["order"], **{name: row[name] for name in row if name != "order"})
        for row in rows
    ]
    return len(tables.SupportChannel.objects.bulk_create(channels))


def _minutes(clock_time: str | None) -> int | None:
    if clock_time is None:
        return None
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)
