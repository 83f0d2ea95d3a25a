"""The shipped regulation holds together by itself: it speaks both languages and refers only to what exists."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.house.tables import FILES, Row, codes, read, rows, walk

CLOCKS = {"REG", "REACT", "DIAG", "WA", "SOL"}
CYRILLIC = re.compile("[А-Яа-яЁё]")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def halves(place: str, row: Row) -> Iterator[str]:
    """Texts of a row whose other language is missing, blank, or not the language it says."""
    for key, text in row.items():
        stem = key[:-3]
        if key.endswith("_ru") and not (text.strip() and str(row.get(f"{stem}_en", "")).strip()):
            yield f"{place}.{key}"
        # Names of people and companies have no `_ru`: in Russian they stand as they are.
        if key.endswith("_en") and (CYRILLIC.search(text) or not {f"{stem}_ru", stem, f"full_{stem}"} & set(row)):
            yield f"{place}.{key}"


# Templates of ordinary cases are in the language of the customer who writes them, and in no other.
@pytest.mark.parametrize("path", [path for path in FILES if path.stem != "bulk"], ids=lambda path: path.stem)
def test_both_languages_are_there(path: Path) -> None:
    assert not [wrong for place, row in walk(read(path)) for wrong in halves(place, row)]


@pytest.mark.parametrize(
    ("room", "name", "key"),
    [
        ("contracts", "priorities", "priority"),
        ("contracts", "services", "code"),
        ("contracts", "categories", "code"),
        ("contracts", "calendars", "code"),
        ("contracts", "policies", "code"),
        ("contracts", "channels", "order"),
        ("cases", "closure_codes", "code"),
        ("cases", "cause_codes", "code"),
        ("cases", "pause_reasons", "code"),
        ("cases", "priority_grounds", "code"),
        ("cases", "refusal_reasons", "code"),
        ("cases", "return_reasons", "code"),
        ("cases", "canned_replies", "code"),
    ],
)
def test_codes_are_given_once(room: str, name: str, key: str) -> None:
    assert not [code for code, times in Counter(row[key] for row in rows(room, name)).items() if times > 1]


def test_services_and_categories_refer_to_each_other() -> None:
    categories, services = codes("contracts", "categories"), codes("contracts", "services")
    for service in rows("contracts", "services"):
        assert set(service["categories"]) <= categories, service["code"]
    for category in rows("contracts", "categories"):
        assert set(category["clocks"]) <= CLOCKS, category["code"]
        assert category.get("only_with_service", "outsourcing") in services
        assert category.get("otherwise", "incident") in categories


def test_r50_planned_works_belong_to_outsourcing_alone() -> None:
    assert [row["code"] for row in rows("contracts", "services") if "planned" in row["categories"]] == ["outsourcing"]


def test_r45_every_priority_has_one_default_category() -> None:
    defaults = [priority for row in rows("contracts", "categories") for priority in row["default_for"]]
    assert sorted(defaults) == [1, 2, 3, 4]


def test_threshold_tables_are_whole() -> None:
    calendars = codes("contracts", "calendars")
    for policy in rows("contracts", "policies"):
        assert {policy["registration_calendar"], policy["hwr_calendar"], *policy["calendars"].values()} <= calendars
        assert set(policy["calendars"]) == {"1", "2", "3", "4"}
        cells = Counter((row["priority"], row["clock"]) for row in policy["thresholds"])
        assert set(cells.values()) == {1}, policy["code"]
        assert {clock for _priority, clock in cells} == CLOCKS, policy["code"]


def test_r15_default_matrix_has_the_five_rows_and_those_of_registration_and_diagnosis() -> None:
    posts = codes("contracts", "matrix", "posts")
    presets = {preset["code"]: preset["rows"] for preset in rows("contracts", "matrix", "presets")}
    assert all(row["marks"] and set(row["marks"]) <= posts for ladder in presets.values() for row in ladder)
    assert [(row["clock"], row["factor"], row["marks"]) for row in presets["default"]] == [
        ("REG", "1", {"head_of_support": "to"}),
        ("REACT", "1", {"head_of_support": "to"}),
        ("DIAG", "1", {"head_of_support": "to"}),
        ("SOL", "0.5", {"head_of_support": "to"}),
        ("SOL", "1", {"head_of_support": "to"}),
        ("SOL", "2", {"head_of_support": "to", "account_manager": "to"}),
        ("SOL", "3", {"head_of_support": "cc", "account_manager": "to", "general_director": "to"}),
    ]


@pytest.mark.parametrize("year", [2025, 2026])
def test_production_calendar_adds_up(year: int) -> None:
    kinds: dict[date, set[str]] = {}
    for row in rows("contracts", "production", "days"):
        kinds.setdefault(row["date"], set()).add(row["kind"])
    year_days = [date(year, 1, 1) + timedelta(offset) for offset in range(365)]
    worked = [
        day
        for day in year_days
        if "work" in kinds.get(day, ()) or (day.weekday() < 5 and "off" not in kinds.get(day, ()))
    ]
    assert len(worked) == 247
    assert sum(7 if "short" in kinds.get(day, ()) else 8 for day in worked) == 1972


def test_only_2027_awaits_confirmation() -> None:
    days = rows("contracts", "production", "days")
    assert {row["date"].year for row in days} == {2025, 2026, 2027}
    assert {row["date"].year for row in days if not row["confirmed"]} == {2027}


def test_canned_replies_use_the_same_fixed_placeholders_in_both_languages() -> None:
    for row in rows("cases", "canned_replies"):
        used = {language: set(PLACEHOLDER.findall(row[f"text_{language}"])) for language in ("ru", "en")}
        assert used["ru"] == used["en"], row["code"]
        assert used["ru"] <= {"contact", "number", "engineer", "company"}, row["code"]
