"""What was begun and never sent is kept for its term and no longer, its files with it."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reglament.cases.course import entries
from reglament.cases.models import Entry
from reglament.cases.models.entry import ReplyDraft
from reglament.clerk import rounds
from reglament.files import storing
from reglament.files.models import StoredFile
from reglament.intake import drafts
from reglament.intake.models import CaseDraft
from reglament.terms.models import HouseValue
from tests.cast import NOON, Cast

TERMS = [(None, 30), (7, 7)]
DAY = timedelta(days=1)


def round_at(days: float) -> None:
    """Everything the clerk does when it comes round that many days later."""
    for duty in rounds.DUTIES:
        duty.do(NOON + timedelta(days=days), lambda: False)


@pytest.fixture(params=TERMS, ids=["as shipped", "as the house says"])
def days(db: None, request: pytest.FixtureRequest) -> int:
    said, days = request.param
    if said:
        HouseValue.objects.create(key="drafts.keep_days", value=said)
    return int(days)


def begun(cast: Cast, content: bytes = b"log") -> CaseDraft:
    draft = drafts.save(uuid.uuid4(), {"subject": "Стек"}, contract=cast.contract, by=cast.orlova, at=NOON)
    drafts.attach(draft, [SimpleUploadedFile("log.txt", content)], at=NOON)
    return draft


def test_a_draft_of_a_case_lives_as_long_as_the_term_says(cast: Cast, days: int) -> None:
    begun(cast)
    round_at(days - 0.1)
    assert CaseDraft.objects.count() == 1
    round_at(days + 0.1)
    assert not CaseDraft.objects.exists()


def test_a_draft_of_a_reply_lives_as_long(cast: Cast, days: int) -> None:
    case = cast.case_in_work()
    entries.save_draft(case, "Ещё не отправлено", Entry.Kind.PUBLIC, by=cast.orlova, at=NOON)
    entries.save_draft(case, "Заметка", Entry.Kind.INTERNAL, by=cast.engineer, at=NOON + DAY)
    round_at(days + 0.1)
    assert [draft.text for draft in ReplyDraft.objects.all()] == ["Заметка"]
    round_at(days + 1.1)
    assert not ReplyDraft.objects.exists()


def test_a_draft_past_its_term_is_not_offered(cast: Cast, days: int) -> None:
    draft = begun(cast)
    assert drafts.of_account(cast.orlova, at=NOON + timedelta(days=days - 0.1)) == [draft]
    assert drafts.of_account(cast.orlova, at=NOON + timedelta(days=days + 0.1)) == []


def test_its_files_leave_with_it_unless_somebody_has_them_too(cast: Cast, days: int) -> None:
    begun(cast, b"only here")
    begun(cast, b"sent elsewhere")
    shared = StoredFile.objects.get(sha256=storing.store(b"sent elsewhere", at=NOON).sha256)
    cast.case(files=((shared, "log.txt"),))
    alone = storing.location(StoredFile.objects.exclude(pk=shared.pk).get())
    for later in (0.1, 1.2):
        round_at(days + later)
    assert not alone.exists()
    assert storing.read(shared) == b"sent elsewhere"


def test_what_is_still_typed_on_stays(cast: Cast, days: int) -> None:
    draft = begun(cast)
    later = NOON + timedelta(days=days - 1)
    drafts.save(draft.key, {"subject": "Стек снова"}, contract=cast.contract, by=cast.orlova, at=later)
    round_at(days + 0.1)
    assert CaseDraft.objects.get().values == {"subject": "Стек снова"}
