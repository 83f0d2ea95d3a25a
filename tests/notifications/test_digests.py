"""R-69  The digest: once a day at the chosen hour of the reader's zone, one letter, by case; none when nothing changed."""

from datetime import UTC, datetime, timedelta

import pytest

from reglament.cases.course import correspondence, participants, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, CaseParticipant
from reglament.jobs import asking, running
from reglament.notifications import choosing, digests
from reglament.notifications.models import DigestLine, Letter
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.notifications.outbox import post

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# 9:00 in Moscow, on the day after the cast's.
NINE = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)


def choose(account: Account, hour: int = 9, **chosen: str) -> None:
    choosing.choose(account, chosen, hour=hour, by=account, at=NOON)


def written(at: datetime) -> list[Letter]:
    last = Letter.objects.order_by("id").values_list("id", flat=True).last() or 0
    digests.write_due(at=at)
    return list(Letter.objects.filter(id__gt=last))


@pytest.fixture
def case(cast: Cast) -> Case:
    """Two answers and a step wait for the digest of the opener."""
    case = cast.case_in_work()
    post()
    choose(cast.orlova, reply="digest", vendor="digest")
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NOON + HOUR)
    correspondence.reply(case, Message(text="Нашёл."), by=cast.engineer, at=NOON + 2 * HOUR)
    waiting.await_vendor(case, vendor="Cisco", vendor_number="SR-1", by=cast.engineer, at=NOON + 3 * HOUR)
    assert post() == []
    return case


def test_one_letter_lists_the_changes_by_case(cast: Cast, case: Case) -> None:
    other = cast.case(priority=3, subject="Телефония молчит")
    post()
    correspondence.reply(other, Message(text="Проверьте."), by=cast.duty, at=NOON + 2 * HOUR)
    post()
    (letter,) = written(NINE)
    assert (letter.kind, letter.recipient, letter.to_address) == ("digest", cast.orlova, cast.orlova.email)
    assert letter.subject == "Сводка по обращениям: 2"
    first, second = letter.text.index(f"[{case.number}] Стек C9300"), letter.text.index(f"[{other.number}] Телефония")
    assert first < second
    assert letter.text[first:second].split("\n")[1:4] == [
        "17.11.2026 13:00 МСК: Ответ (Engineer Человекова)",
        "17.11.2026 14:00 МСК: Ответ (Engineer Человекова)",
        "17.11.2026 15:00 МСК: Передано производителю: Cisco, номер SR-1 (Engineer Человекова)",
    ]
    assert f"https://desk.example/cases/{case.number}/" in letter.text
    assert "https://desk.example/profile/letters/" in letter.text
    assert "Смотрю." not in letter.text
    assert not DigestLine.objects.exists()


def test_not_before_the_hour_and_once_a_day(cast: Cast, case: Case) -> None:
    assert written(NOON + 4 * HOUR) == []
    assert written(NINE - timedelta(minutes=1)) == []
    assert len(written(NINE)) == 1
    correspondence.reply(case, Message(text="Ещё."), by=cast.engineer, at=NINE + HOUR)
    post()
    assert written(NINE + 2 * HOUR) == []
    assert written(NINE + DAY - timedelta(minutes=1)) == []
    assert len(written(NINE + DAY)) == 1


def test_a_late_round_writes_it_all_the_same(case: Case) -> None:
    assert len(written(NINE + 5 * HOUR)) == 1
    assert written(NINE + 6 * HOUR) == []


def test_the_hour_is_of_the_readers_own_zone(cast: Cast, case: Case) -> None:
    cast.orlova.zone = "Asia/Vladivostok"
    cast.orlova.save()
    # 9:00 in Vladivostok is two in the morning in Moscow.
    assert written(NINE - 7 * HOUR - timedelta(minutes=1)) == []
    (letter,) = written(NINE - 7 * HOUR)
    assert "17.11.2026 20:00 UTC+10" in letter.text


def test_the_chosen_hour_is_obeyed(cast: Cast, case: Case) -> None:
    choose(cast.orlova, 18)
    assert written(NOON + 5 * HOUR) == []
    (letter,) = written(NOON + 6 * HOUR)
    assert letter.written_at == NOON + 6 * HOUR


def test_where_nothing_changed_there_is_no_letter(cast: Cast) -> None:
    choose(cast.orlova, reply="digest")
    cast.case()
    post()
    assert written(NINE) == written(NINE + DAY) == []


def test_an_answer_that_can_be_taken_back_waits(cast: Cast) -> None:
    case = cast.case_in_work()
    choose(cast.orlova, reply="digest")
    entry = correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NINE - HOUR)
    entry.visible_from = NINE + HOUR
    entry.save()
    post()
    assert written(NINE) == []
    assert len(written(NINE + DAY)) == 1


def test_staff_get_theirs_with_the_way_to_the_desk(cast: Cast) -> None:
    case = cast.case_in_work()
    participants.watch(case, by=cast.lead, at=NOON)
    post()
    choose(cast.lead, step="digest", note="digest")
    correspondence.note(case, Message(text="Тайна дома."), by=cast.engineer, at=NOON + HOUR)
    post()
    (letter,) = written(NINE)
    assert letter.recipient == cast.lead
    assert "Внутренняя заметка (Engineer Человекова)" in letter.text
    assert f"https://desk.example/desk/cases/{case.number}/" in letter.text
    assert "Тайна дома." not in letter.text


def test_who_may_no_longer_see_the_case_reads_nothing_of_it(cast: Cast, case: Case) -> None:
    case.participants.create(account=cast.observer, reason=CaseParticipant.Reason.COLLEAGUE, added_at=NOON)
    choose(cast.stranger, reply="digest")
    case.participants.create(account=cast.stranger, reason=CaseParticipant.Reason.COLLEAGUE, added_at=NOON)
    correspondence.reply(case, Message(text="Ещё."), by=cast.engineer, at=NOON + 4 * HOUR)
    post()
    case.participants.filter(account=cast.stranger).delete()
    assert [letter.recipient for letter in written(NINE)] == [cast.orlova]
    assert not DigestLine.objects.exists()


def test_who_left_gets_none(cast: Cast, case: Case) -> None:
    cast.orlova.blocked_at = NOON
    cast.orlova.save()
    assert written(NINE) == []
    assert not DigestLine.objects.exists()


def test_in_the_readers_language(cast: Cast, case: Case) -> None:
    cast.orlova.language = "en"
    cast.orlova.save()
    (letter,) = written(NINE)
    assert letter.subject == "Digest of cases: 1"
    assert "17 Nov 2026, 13:00 MSK: Reply (Engineer Человекова)" in letter.text


def test_very_many_changes_are_counted(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "MOST", 1)
    (letter,) = written(NINE)
    assert "и ещё 2 изменения" in letter.text


def test_an_event_handed_over_twice_is_listed_once(cast: Cast, case: Case) -> None:
    line = DigestLine.objects.first()
    assert line is not None
    digests.keep(line.event, line.kind, cast.orlova, due_at=line.due_at)
    assert DigestLine.objects.filter(event=line.event).count() == 1


def test_the_clerk_writes_them(case: Case) -> None:
    asking.ask_recurring(at=NINE)
    running.run_due(clock=lambda: NINE)
    running.run_due(clock=lambda: NINE)
    assert Letter.objects.filter(kind="digest").count() == 1


def test_a_broken_one_holds_nobody_else(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(cast.ivanov, reply="digest")
    case.participants.create(account=cast.ivanov, reason=CaseParticipant.Reason.COLLEAGUE, added_at=NOON)
    correspondence.reply(case, Message(text="Ещё."), by=cast.engineer, at=NOON + 4 * HOUR)
    post()
    usual = digests._changes

    def broken(account: Account, changes: object) -> str:
        if account == cast.orlova:
            raise ValueError(account)
        return usual(account, changes)  # type: ignore[arg-type]

    monkeypatch.setattr(digests, "_changes", broken)
    assert [letter.recipient for letter in written(NINE)] == [cast.ivanov]
    assert DigestLine.objects.filter(account=cast.orlova).count() == 4
