"""Who is told of what: stories through the verbs, and who found a letter in the box."""

from datetime import timedelta
from typing import Any

import pytest

from reglament.cases import events
from reglament.cases.course import (
    assignment,
    closing,
    correspondence,
    linking,
    merging,
    participants,
    phone,
    priority,
    refusal,
    reopening,
    solving,
    triage,
    waiting,
)
from reglament.cases.course.entries import Message
from reglament.contracts.models import Category, ContractContact
from reglament.history.handing_over import hand_over
from reglament.history.kinds import KINDS
from reglament.notifications import consuming, recipients, sending
from reglament.notifications.audiences import OF_CUSTOMER
from reglament.notifications.models import Letter
from reglament.people.models import Absence, DutyShift
from tests.cast import NOON, Cast
from tests.notifications.outbox import kinds, post

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_every_event_of_a_case_is_either_told_or_known_to_be_silent() -> None:
    known = {code for code in KINDS if code.startswith("case.")}
    assert recipients.TOLD.keys() | recipients.UNTOLD == known
    assert not recipients.TOLD.keys() & recipients.UNTOLD


def test_events_for_staff_name_no_customer() -> None:
    for code, lines in recipients.TOLD.items():
        if KINDS[code].seen_by == "staff":
            assert not OF_CUSTOMER & {who for line in lines for who in line.who}, code


def test_a_new_case_is_told_to_its_opener_and_to_the_shift(cast: Cast) -> None:
    DutyShift.objects.create(account=cast.lead, begins_at=NOON - HOUR, ends_at=NOON + HOUR)
    DutyShift.objects.create(account=cast.duty, begins_at=NOON + HOUR, ends_at=NOON + 9 * HOUR)
    cast.case()
    assert kinds(post()) == {"orlova": "registered", "lead": "new_case"}


def test_without_a_shift_every_duty_engineer_is_told(cast: Cast) -> None:
    cast.case()
    assert kinds(post()) == {"orlova": "registered", "duty": "new_case"}


def test_r30_the_responsible_contact_hears_of_a_high_priority_set_by_another(cast: Cast) -> None:
    cast.case(opener=cast.ivanov, priority_is_agreed=False)
    assert kinds(post()) == {"ivanov": "registered", "orlova": "high_priority", "duty": "new_case"}


@pytest.mark.parametrize("changed", [{"priority": 3}, {"priority": None}])
def test_r30_a_low_priority_is_nobodys_news(cast: Cast, changed: dict[str, Any]) -> None:
    cast.case(opener=cast.ivanov, priority_is_agreed=False, **changed)
    assert "orlova" not in kinds(post())


def test_a_doubtful_item_is_told_to_the_service_manager(cast: Cast) -> None:
    cast.case(sn="НЕТ-ТАКОГО", priority=3)
    assert kinds(post()) == {"orlova": "check_item", "duty": "new_case", "manager": "check_manager"}


def test_a_conditional_registration_is_told_to_the_service_manager(cast: Cast) -> None:
    cast.case(sn="НЕТ-ТАКОГО", priority=1)
    assert kinds(post()) == {"orlova": "registered", "duty": "new_case", "manager": "check_manager"}


def test_an_expired_contract_is_told_to_its_service_manager(cast: Cast) -> None:
    cast.case(contract=cast.expired)
    assert kinds(post()) == {"orlova": "check_inactive", "duty": "new_case", "manager": "check_manager"}


def test_an_unnamed_contract_is_asked_for(cast: Cast) -> None:
    cast.case(contract=None)
    assert kinds(post()) == {"orlova": "check_ambiguous", "duty": "new_case", "manager": "check_manager"}


def test_an_opener_without_any_contract_is_told_so(cast: Cast) -> None:
    ContractContact.objects.filter(account=cast.ivanov).delete()
    cast.case(contract=None, opener=cast.ivanov)
    assert kinds(post())["ivanov"] == "check_inactive"


def test_registration_by_hand_is_told_to_the_opener_alone(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=3)
    post()
    triage.set_item(case, item=cast.item, by=cast.duty, at=NOON + HOUR)
    triage.confirm(case, by=cast.duty, at=NOON + HOUR)
    triage.register(case, by=cast.duty, at=NOON + HOUR)
    assert [letter.kind for letter in post()] == ["registered"]


def test_the_check_of_a_case_in_work_ends_with_a_letter(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=1)
    post()
    triage.confirm(case, by=cast.manager, at=NOON + HOUR)
    assert [(letter.to_address, letter.kind) for letter in post()] == [(cast.orlova.email, "check_passed")]


def test_the_right_numbers_end_the_check_of_a_case_in_work_too(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=1)
    post()
    triage.set_item(case, pn=cast.item.product.pn, sn="НЕТ-И-ТАКОГО", by=cast.duty, at=NOON + HOUR)
    assert post() == []
    triage.set_item(case, item=cast.item, by=cast.duty, at=NOON + HOUR)
    assert [(letter.to_address, letter.kind) for letter in post()] == [(cast.orlova.email, "check_passed")]
    triage.set_item(case, item=cast.other_item, by=cast.duty, at=NOON + HOUR)
    assert post() == []


def test_a_category_without_equipment_ends_the_check_of_a_case_in_work(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=1)
    post()
    triage.reclassify(case, Category.objects.get(code="consultation"), by=cast.duty, at=NOON + HOUR)
    assert [letter.kind for letter in post()] == ["reclassified", "check_passed"]


def test_a_proposed_refusal_is_told_to_those_who_decide_and_to_no_customer(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=3)
    post()
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON + HOUR)
    assert kinds(post()) == {"manager": "refusal_proposed", "head": "refusal_proposed"}
    refusal.decline(case, text="Ошибка в номере.", by=cast.manager, at=NOON + 2 * HOUR)
    assert kinds(post()) == {"duty": "step"}


def test_a_refusal_is_told_to_the_customer_and_to_who_proposed_it(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=3)
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON + HOUR)
    post()
    refusal.approve(case, by=cast.manager, at=NOON + 2 * HOUR)
    assert kinds(post()) == {"orlova": "refused", "duty": "step"}


def test_who_gets_a_case_is_told_and_who_takes_one_is_not(cast: Cast) -> None:
    case = cast.case()
    post()
    assignment.assign(case, by=cast.duty, at=NOON, team=cast.team, assignee=cast.engineer)
    assert kinds(post()) == {"engineer": "assigned"}
    assignment.take(case, by=cast.engineer, at=NOON + HOUR)
    assert kinds(post()) == {"orlova": "taken"}


def test_a_case_for_a_team_is_told_to_its_lead(cast: Cast) -> None:
    case = cast.case()
    post()
    assignment.assign(case, by=cast.duty, at=NOON, team=cast.team, assignee=None)
    assert kinds(post()) == {"lead": "assigned_team"}


def test_a_returned_case_is_told_to_the_shift_alone(cast: Cast) -> None:
    case = cast.case_in_work()
    post()
    assignment.give_back(case, reason="wrong_group", text="Это телефония.", by=cast.engineer, at=NOON + HOUR)
    assert kinds(post()) == {"duty": "step"}


def test_an_answer_of_the_engineer_goes_to_the_customers_people(cast: Cast) -> None:
    case = cast.case_in_work()
    participants.add_colleague(case, cast.ivanov, by=cast.orlova, at=NOON + HOUR)
    participants.watch(case, by=cast.lead, at=NOON + HOUR)
    post()
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NOON + HOUR)
    assert kinds(post()) == {"orlova": "reply", "ivanov": "reply", "lead": "step"}


def test_an_answer_of_the_customer_goes_to_the_engineer_and_the_colleagues(cast: Cast) -> None:
    case = cast.case_in_work()
    participants.add_colleague(case, cast.ivanov, by=cast.orlova, at=NOON + HOUR)
    participants.watch(case, by=cast.lead, at=NOON + HOUR)
    post()
    correspondence.reply(case, Message(text="Снова упало."), by=cast.orlova, at=NOON + HOUR)
    assert kinds(post()) == {"ivanov": "reply", "engineer": "answer", "lead": "answer"}


def test_while_nobody_is_assigned_answers_go_to_the_shift(cast: Cast) -> None:
    case = cast.case()
    post()
    correspondence.reply(case, Message(text="Есть новости?"), by=cast.orlova, at=NOON + HOUR)
    assert kinds(post()) == {"duty": "answer"}


def test_while_the_engineer_is_away_the_deputy_reads(cast: Cast) -> None:
    case = cast.case_in_work()
    post()
    Absence.objects.create(account=cast.engineer, begins_at=NOON, ends_at=NOON + 9 * HOUR, deputy=cast.engineer2)
    correspondence.reply(case, Message(text="Есть новости?"), by=cast.orlova, at=NOON + HOUR)
    assert kinds(post()) == {"engineer2": "answer"}


def test_an_internal_note_never_leaves_the_house(cast: Cast) -> None:
    case = cast.case_in_work()
    participants.add_colleague(case, cast.ivanov, by=cast.orlova, at=NOON)
    participants.watch(case, by=cast.lead, at=NOON)
    post()
    correspondence.note(case, Message(text="Секрет дома."), by=cast.duty, at=NOON + HOUR)
    assert kinds(post()) == {"engineer": "note", "lead": "note"}
    outside = Letter.objects.exclude(to_address__endswith="@vector.example")
    assert not outside.filter(text__contains="Секрет дома.").exists()


def test_a_question_and_its_answer(cast: Cast) -> None:
    case = cast.case_in_work()
    post()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=NOON + HOUR)
    assert kinds(post()) == {"orlova": "question"}
    correspondence.reply(case, Message(text="Вот он."), by=cast.orlova, at=NOON + 2 * HOUR)
    assert kinds(post()) == {"engineer": "answer"}


def test_each_new_state_is_told_to_the_customer(cast: Cast) -> None:
    case = cast.case_in_work()
    post()
    at = NOON + HOUR
    waiting.await_vendor(case, vendor="Cisco", vendor_number="SR-1", by=cast.engineer, at=at)
    assert kinds(post()) == {"orlova": "vendor"}
    waiting.resume(case, by=cast.engineer, at=at)
    assert kinds(post()) == {"orlova": "resumed"}
    waiting.postpone(case, (at + timedelta(days=9)).date(), text="Так договорились.", by=cast.engineer, at=at)
    assert kinds(post()) == {"orlova": "postponed"}
    waiting.resume(case, by=cast.engineer, at=at)
    solving.diagnose(case, "Кабель.", by=cast.engineer, at=at)
    solving.give_workaround(case, "Другой порт.", by=cast.engineer, at=at)
    assert [letter.kind for letter in post()] == ["resumed", "diagnosis", "workaround"]
    solving.go_on(case, "Не помогло.", by=cast.orlova, at=at)
    assert kinds(post()) == {"engineer": "answer"}
    solving.resolve(case, Message(text="Заменили."), cause="cabling", closure="solved", by=cast.engineer, at=at)
    assert kinds(post()) == {"orlova": "resolved"}


def test_acceptance_is_told_to_the_engineer_and_the_end_by_itself_to_both(cast: Cast) -> None:
    accepted, forgotten = cast.solved_case(), cast.solved_case()
    post()
    closing.accept(accepted, by=cast.orlova, at=NOON + 3 * HOUR)
    assert kinds(post()) == {"engineer": "step"}
    closing.close_by_itself(forgotten, at=NOON + timedelta(days=30))
    assert kinds(post(NOON + timedelta(days=60))) == {"orlova": "closed", "engineer": "step"}


def test_reopening_and_taking_it_back(cast: Cast) -> None:
    case = cast.solved_case()
    participants.add_colleague(case, cast.ivanov, by=cast.orlova, at=NOON)
    post()
    reopening.reopen(case, "Опять упало.", by=cast.orlova, at=NOON + 3 * HOUR)
    assert kinds(post()) == {"ivanov": "reopened", "engineer": "answer"}
    reopening.undo(case, by=cast.engineer, at=NOON + 3 * HOUR)
    assert kinds(post()) == {"orlova": "reopen_undone", "ivanov": "reopen_undone"}


def test_cancelling(cast: Cast) -> None:
    case = cast.case_in_work()
    participants.add_colleague(case, cast.ivanov, by=cast.orlova, at=NOON)
    post()
    closing.cancel(case, "Заработало само.", by=cast.orlova, at=NOON + HOUR)
    assert kinds(post()) == {"ivanov": "cancelled", "engineer": "step"}


def test_another_priority_is_told_to_the_responsible_contact_too(cast: Cast) -> None:
    case = cast.case_in_work(opener=cast.ivanov, priority_is_agreed=False)
    post()
    priority.change(case, 3, ground="below_definition", text="Стык резервный.", by=cast.engineer, at=NOON + HOUR)
    assert kinds(post()) == {"ivanov": "priority_changed", "orlova": "priority_changed"}
    priority.ask(case, 1, by=cast.ivanov, at=NOON + 2 * HOUR)
    assert kinds(post()) == {"engineer": "step"}


def test_another_category(cast: Cast) -> None:
    case = cast.case_in_work()
    post()
    triage.reclassify(case, Category.objects.get(code="consultation"), by=cast.duty, at=NOON + HOUR)
    assert kinds(post()) == {"orlova": "reclassified", "engineer": "step"}


def test_merging_and_taking_it_back(cast: Cast) -> None:
    main, duplicate = cast.case_in_work(), cast.case(opener=cast.ivanov)
    post()
    merging.merge(duplicate, main, by=cast.duty, at=NOON + HOUR)
    assert kinds(post()) == {"ivanov": "merged", "engineer": "step"}
    merging.unmerge(duplicate, by=cast.duty, at=NOON + 2 * HOUR)
    assert kinds(post()) == {"ivanov": "unmerged", "engineer": "step"}


def test_a_colleague_is_welcomed_and_a_linked_case_is_told(cast: Cast) -> None:
    earlier, case = cast.case(), cast.case()
    post()
    participants.add_colleague(case, cast.ivanov, by=cast.orlova, at=NOON + HOUR)
    assert kinds(post()) == {"ivanov": "colleague_added"}
    linking.link(case, earlier, by=cast.duty, at=NOON + 2 * HOUR)
    assert kinds(post()) == {"orlova": "linked", "ivanov": "linked"}


def test_what_changes_nothing_for_others_is_silent(cast: Cast) -> None:
    case = cast.case()
    post()
    triage.rename(case, "Стек перезагружается", by=cast.duty, at=NOON + HOUR)
    phone.confirm(case, "", by=cast.operator, at=NOON + HOUR)
    participants.watch(case, by=cast.lead, at=NOON + HOUR)
    participants.unwatch(case, by=cast.lead, at=NOON + HOUR)
    correspondence.keep_auto_reply(case, Message(text="В отпуске."), by=cast.orlova, at=NOON + HOUR)
    assert post() == []


def test_the_blocked_and_those_without_an_address_get_nothing(cast: Cast) -> None:
    cast.orlova.blocked_at = NOON
    cast.orlova.save()
    cast.duty.email = ""
    cast.duty.save()
    cast.case()
    assert post() == []


def test_a_row_that_names_a_stranger_gives_the_stranger_no_letter(cast: Cast) -> None:
    case = cast.case_in_work()
    for stranger, reason in ((cast.petrov, "colleague"), (cast.petrov, "watcher"), (cast.engineer2, "colleague")):
        case.participants.create(account=stranger, reason=reason, added_at=NOON)
    ContractContact.objects.filter(account=cast.orlova).update(account=cast.petrov)
    post()
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NOON + HOUR)
    priority.change(case, 1, ground="above_definition", text="Всё стоит.", by=cast.engineer, at=NOON + HOUR)
    assert {letter.recipient for letter in post()} == {cast.orlova}


def test_an_event_handed_over_twice_is_told_once(cast: Cast) -> None:
    case = cast.case()
    post()
    event = case.events.get(kind=events.REGISTERED.code)
    assert consuming.write_letters(event) == []
    assert Letter.objects.count() == 2


def test_stories_of_the_past_are_marked_as_sent(cast: Cast) -> None:
    cast.solved_case()
    hand_over(consuming.NAME, consuming.consume_past, at=NOON + timedelta(days=1))
    for letter in Letter.objects.all():
        assert (letter.state, letter.sent_at) == (Letter.State.SENT, letter.written_at)
    assert sending.send_due(at=NOON + timedelta(days=2)) == 0
