"""A question is answered as its queryset would be, however often and with whatever arguments it is asked.

The parts of the ORM it is made of have no promise of Django's: what changes in them shows here.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, Model, OuterRef
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from reglament.cases.models import Attachment, Case, CaseEvent, Entry
from reglament.cases.showing.page import RELATED
from reglament.files import storing
from reglament.memory.statements import Question
from reglament.people.models import Account
from tests.cast import NOON, Cast

EVENTS = Question(lambda case: CaseEvent.objects.filter(subject=case).select_related("actor__company"), int)
RECEIVED = Question(
    lambda since, status: Case.objects.filter(received_at__gte=since, status=status).order_by("-id").values_list(
        "number", "received_at", "is_open"
    ),
    datetime,
    str,
)  # fmt: skip


def told(row: Model | None) -> Any:
    """Everything that was read into an object and into those it brought along."""
    if row is None:
        return None
    read = [field for field in row._meta.concrete_fields if field.attname not in row.get_deferred_fields()]
    values = {field.attname: getattr(row, field.attname) for field in read}
    related = {
        field.name: told(getattr(row, field.name)) for field in read if field.is_relation and field.is_cached(row)
    }
    return type(row), row._state.db, row._state.adding, values, related


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


def test_a_whole_case_is_what_django_reads(cast: Cast) -> None:
    def by_number(number: str) -> Any:
        return Case.objects.select_related(*RELATED, "opener__company").filter(number=number)

    question = Question(by_number, str)
    handed_over = cast.solved_case(wants_version=True, current_version="17.6")
    in_doubt = cast.case(contract=None, at=NOON + timedelta(hours=3))
    for case, assignee in ((handed_over, cast.engineer), (in_doubt, None)):
        (usual,) = by_number(case.number)
        with CaptureQueriesContext(connection) as queries:
            (shown,) = question.ask(case.number)
            assert told(shown) == told(usual)
            assert shown.assignee == assignee
        assert len(queries) == 1
    assert question.ask("SD-2000-000001") == []


def test_columns_that_were_left_out_come_when_they_are_wanted(cast: Cast) -> None:
    question = Question(lambda case: Entry.objects.filter(case=case).only("kind"), int)
    case = cast.case()
    (entry,) = question.ask(case.pk)
    assert told(entry) == told(Entry.objects.only("kind").get(case=case))
    assert entry.text == "Стек из трёх коммутаторов перезагрузился четыре раза с утра."


def test_several_tables_in_one_statement(cast: Cast) -> None:
    def of(case: int) -> Any:
        entries = Entry.objects.filter(case=case).order_by().values_list("kind", "at")
        return CaseEvent.objects.filter(subject=case).order_by().values_list("kind", "at").union(entries, all=True)

    case = cast.solved_case()
    assert sorted(Question(of, int).ask(case.pk)) == sorted(of(case.pk))


def test_nothing_is_made_twice(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    question, case = Question(lambda case: Entry.objects.filter(case=case).select_related("author"), int), cast.case()
    first = question.ask(case.pk)
    for part in ("as_sql", "get_converters"):
        monkeypatch.setattr(SQLCompiler, part, lambda *_: pytest.fail("the statement was made again"))
    assert list(map(told, question.ask(case.pk))) == list(map(told, first))


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
