"""R-69  Writers side by side never get the same number, and none is left out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from reglament.cases import numbers
from tests.cast import NOON

WRITERS, EACH = 8, 25


def _take(_writer: int) -> list[str]:
    try:
        taken = []
        for _turn in range(EACH):
            with transaction.atomic():
                taken.append(numbers.take(at=NOON))
        return taken
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_parallel_writers_get_different_numbers_in_a_row() -> None:
    with ThreadPoolExecutor(WRITERS) as writers:
        taken = [number for part in writers.map(_take, range(WRITERS)) for number in part]
    assert sorted(taken) == [f"SD-2026-{number:06d}" for number in range(1, WRITERS * EACH + 1)]


@pytest.mark.django_db
def test_the_year_is_that_of_the_house_zone() -> None:
    assert numbers.take(at=datetime(2026, 12, 31, 21, 30, tzinfo=UTC)) == "SD-2027-000001"
