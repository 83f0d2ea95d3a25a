"""R-69  Which letters a person gets: what may be chosen, that it is obeyed, and that what is obligatory always comes."""

from datetime import timedelta

import pytest

from reglament.cases.course import correspondence, solving
from reglament.cases.course.entries import Message
from reglament.clauses import Refused
from reglament.notifications import choosing, kinds, overview, terms
from reglament.notifications.models import LetterChoice
from reglament.people.house import change_value
from reglament.people.models import Account, AccountEvent
from tests.cast import NOON, Cast
from tests.notifications.outbox import kinds as of
from tests.notifications.outbox import post

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def choose(account: Account, hour: int = 9, **chosen: str) -> None:
    choosing.choose(account, chosen, hour=hour, by=account, at=NOON)


def test_a_letter_switched_off_is_not_written_and_others_get_theirs(cast: Cast) -> None:
    case = cast.case_in_work()
    case.participants.create(account=cast.ivanov, reason="colleague", added_at=NOON)
    post()
    choose(cast.orlova, reply="off")
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NOON + HOUR)
    assert of(post()) == {"ivanov": "reply"}


def test_who_chose_nothing_gets_everything_at_once(cast: Cast) -> None:
    assert {offer.way for offer in choosing.offers(cast.orlova)} == {"at_once"}
    cast.case()
    assert of(post()) == {"orlova": "registered", "duty": "new_case"}


def test_staff_choose_as_well(cast: Cast) -> None:
    choose(cast.duty, new_case="off")
    cast.case()
    assert of(post()) == {"orlova": "registered"}


def test_a_choice_is_taken_back(cast: Cast) -> None:
    choose(cast.orlova, taken="off")
    choose(cast.orlova, taken="at_once")
    assert not LetterChoice.objects.exists()
    cast.case_in_work()
    assert [letter.kind for letter in post() if letter.recipient == cast.orlova] == ["registered", "taken"]


@pytest.mark.parametrize("way", ["off", "digest"])
@pytest.mark.parametrize("kind", ["registered", "question", "refused", "resolved", "reset", "check_item"])
def test_what_is_obligatory_cannot_be_switched_off(cast: Cast, kind: str, way: str) -> None:
    with pytest.raises(Refused, match="всегда приходит сразу"):
        choose(cast.orlova, **{kind: way})


def test_what_became_obligatory_later_comes_whatever_was_chosen(cast: Cast) -> None:
    choose(cast.orlova, taken="off")
    change_value(terms.OBLIGATORY.key, [*terms.OBLIGATORY.default, "taken"], by=cast.admin, at=NOON)
    cast.case_in_work()
    assert [letter.kind for letter in post() if letter.recipient == cast.orlova] == ["registered", "taken"]


def test_the_house_decides_what_is_obligatory(cast: Cast) -> None:
    change_value(terms.OBLIGATORY.key, ["reset"], by=cast.admin, at=NOON)
    choose(cast.orlova, registered="off")
    cast.case()
    assert of(post()) == {"duty": "new_case"}


def test_obligatory_letters_exist() -> None:
    assert set(terms.OBLIGATORY.default) <= set(kinds.NAMES)


def test_each_side_is_asked_about_its_own_letters(cast: Cast) -> None:
    asked = {who: {one.kind for one in choosing.offers(getattr(cast, who))} for who in ("orlova", "engineer")}
    assert asked["orlova"] & asked["engineer"] == {"reset"}
    assert {"reply", "resolved", "high_priority"} <= asked["orlova"]
    assert asked["engineer"] >= {"answer", "note", "step", "new_case"}
    of_cases = {kind for kind in kinds.NAMES if overview.group(kind) in ("customer", "staff")}
    assert asked["orlova"] | asked["engineer"] == of_cases | {"reset"}


@pytest.mark.parametrize(
    ("chosen", "hour"), [({"note": "off"}, 9), ({"no_such": "off"}, 9), ({"reply": "often"}, 9), ({}, 24), ({}, -1)]
)
def test_what_is_not_offered_is_refused(cast: Cast, chosen: dict[str, str], hour: int) -> None:
    with pytest.raises(Refused):
        choose(cast.orlova, hour, **chosen)
    assert not LetterChoice.objects.exists()


def test_nobody_chooses_for_another(cast: Cast) -> None:
    with pytest.raises(Refused):
        choosing.choose(cast.orlova, {"reply": "off"}, hour=9, by=cast.ivanov, at=NOON)


def test_a_choice_is_one_event(cast: Cast) -> None:
    choose(cast.orlova, 7, reply="digest", taken="off", resumed="at_once")
    event = AccountEvent.objects.get(kind="account.letters_chosen")
    assert event.facts == {"hour": 7, "reply": "digest", "taken": "off"}
    choose(cast.orlova, 7, reply="digest", taken="off")
    assert AccountEvent.objects.filter(kind="account.letters_chosen").count() == 1


def test_the_first_letter_of_a_solved_case_still_comes(cast: Cast) -> None:
    """Everything that can be switched off is: the customer still learns of registration, question and solution."""
    choose(cast.orlova, **{one.kind: "off" for one in choosing.offers(cast.orlova) if not one.is_obligatory})
    case = cast.case_in_work()
    solving.diagnose(case, "Кабель.", by=cast.engineer, at=NOON + HOUR)
    solving.resolve(
        case, Message(text="Заменили."), cause="cabling", closure="solved", by=cast.engineer, at=NOON + HOUR
    )
    assert [letter.kind for letter in post() if letter.recipient == cast.orlova] == ["registered", "resolved"]
