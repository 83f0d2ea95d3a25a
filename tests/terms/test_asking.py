"""A question is answered as its queryset would be, however often and with whatever arguments it is asked."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from reglament.cases.models import Attachment, Case, CaseEvent, Entry
from reglament.files import storing
from reglament.people.models import Account
from reglament.terms.asking import Question
from tests.cast import NOON, Cast

EVENTS = Question(lambda case: CaseEvent.objects.filter(subject=case).select_related("actor__company"), int)
RECEIVED = Question(
    lambda since, status: Case.objects.filter(received_at__gte=since, status=status).order_by("-id").values_list(
        "number", "received_at", "is_open"
    ),
    datetime,
    str,
)  # fmt: skip


def test_objects_come_with_their_relations(cast: Cast) -> None:
    case, other = cast.solved_case(), cast.case(at=NOON + timedelta(hours=3))
    for asked in (case, other, case):
        with CaptureQueriesContext(connection) as queries:
            found = EVENTS.ask(asked.pk)
            shown = [(event.kind, event.at, event.facts, event.actor and event.actor.company.name) for event in found]
        assert len(queries) == 1
        usual = CaseEvent.objects.filter(subject=asked).select_related("actor__company")
        assert shown == [(row.kind, row.at, row.facts, row.actor and row.actor.company.name) for row in usual]
        assert found[0]._state.db == "default" and not found[0]._state.adding


def test_values_and_instants(cast: Cast) -> None:
    cases = [cast.case(at=NOON + timedelta(hours=turn)) for turn in range(3)]
    solved = cast.solved_case(at=NOON + timedelta(hours=4))
    assert RECEIVED.ask(NOON + timedelta(hours=1), "registered") == [
        (case.number, case.received_at, True) for case in (cases[2], cases[1])
    ]
    assert RECEIVED.ask(NOON, "resolved") == [(solved.number, solved.received_at, True)]
    assert RECEIVED.ask(NOON + timedelta(days=1), "resolved") == []


def test_what_the_queryset_says_itself_stays(cast: Cast) -> None:
    question = Question(
        lambda case: Entry.objects.filter(case=case, is_opening=True).annotate(
            has_files=Exists(Attachment.objects.filter(entry=OuterRef("pk")))
        ),
        int,
    )
    stored = storing.store(b"1", at=NOON)
    with_file, without = cast.case(files=((stored, "журнал.log"),)), cast.solved_case(at=NOON + timedelta(days=1))
    assert [(entry.case_id, bool(entry.has_files)) for entry in question.ask(with_file.pk)] == [(with_file.pk, True)]
    assert [(entry.case_id, bool(entry.has_files)) for entry in question.ask(without.pk)] == [(without.pk, False)]


def test_the_same_argument_twice_and_none_at_all(cast: Cast) -> None:
    named = Question(lambda login: Account.objects.filter(login=login) | Account.objects.filter(email=login), str)
    everyone = Question(lambda: Account.objects.order_by("login").values_list("login"))
    assert [account.pk for account in named.ask("duty")] == [cast.duty.pk]
    assert [login for (login,) in everyone.ask()] == sorted(cast.people)


def test_a_question_that_forgets_an_argument_is_a_mistake(cast: Cast) -> None:
    with pytest.raises(AssertionError):
        Question(lambda case: CaseEvent.objects.all(), int).ask(1)
