"""Whether a letter was written already is asked for every event: the answer must not take longer as letters pile up."""

import pytest
from django.db import connection

from reglament.notifications.models import Letter

pytestmark = pytest.mark.django_db


def test_written_letters_are_found_by_their_index() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # the table of a test is too small for an index
    assert "one_letter_per_event" in Letter.objects.with_key("cases.CaseEvent:1:2").order_by().explain()
