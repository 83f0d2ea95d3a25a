"""The cases of the bench are cases: at every stage their deadlines follow from their events."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from bench import plots, seeding, world
from reglament.cases.course import deadlines
from reglament.cases.models import Case, Entry, NumberCounter
from reglament.cases.status import OPEN, Status
from tests.clerk.installations import opened

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def every_stage(wanted: int, now: datetime, dice: Any) -> list[tuple[datetime, str, int]]:
    """Each plot with each priority, a few days apart."""
    drawn = [(plot, priority) for plot in plots.PLAYED for priority in (1, 2, 3, 4)]
    return sorted((now - timedelta(days=2 + turn * 9), plot, priority) for turn, (plot, priority) in enumerate(drawn))


def test_deadlines_of_every_stage_can_be_rebuilt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> None:
    monkeypatch.setattr(world, "COMPANIES", 4)
    monkeypatch.setattr(world, "ENGINEERS", 5)
    monkeypatch.setattr(seeding, "plan", every_stage)
    with django_db_blocker.unblock(), opened(f"sqlite:///{tmp_path}/bench.sqlite3", tmp_path):
        call_command("migrate", verbosity=0)
        seeding.fill(52, NOW)
        cases = Case.objects.select_related("policy", "contract_version", "contract", "category")
        assert deadlines.rebuild(cases, at=NOW + timedelta(days=1)) == []
        assert {Status(case.status) for case in cases} >= set(Status) - {Status.NEW, Status.WAIT_PARTS, Status.REJECTED}
        assert all(case.is_open == (Status(case.status) in OPEN) for case in cases)
        entries = Counter(Entry.objects.values_list("case", flat=True))
        assert len(entries) == 52
        assert all(3 <= count <= 6 for count in entries.values())
        assert all(300 <= len(text) <= 1500 for text in Entry.objects.values_list("text", flat=True))
        last = dict(NumberCounter.objects.values_list("year", "last"))
        assert Case.objects.filter(number=f"SD-2026-{last[2026]:06d}").exists()
        assert sum(last.values()) == 52
