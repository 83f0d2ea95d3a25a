"""Every step of a case through its form, once; and what comes back when a rule says no."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reglament.cases.course import (
    correspondence,
    merging,
    participants,
    refusal,
    reopening,
    solving,
    transferring,
    triage,
    waiting,
)
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, CaseEvent, RefusalProposal
from reglament.contracts.models import CoveredItem
from reglament.desk.steps.offering import STEPS
from reglament.equipment import registering
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read

Browse = Callable[[object], Client]
LATER = NOON + timedelta(minutes=5)


def address(case: Case, code: str) -> str:
    return reverse("desk:step", args=(case.number, code))


def new(cast: Cast) -> Case:
    return cast.case()


def unclear(cast: Cast) -> Case:
    return cast.case(priority=3, sn="НЕТ-ТАКОГО")


def without_contract(cast: Cast) -> Case:
    return cast.case(priority=3, contract=None)


def checked(cast: Cast) -> Case:
    return triage.confirm(unclear(cast), by=cast.duty, at=LATER)


def worked(cast: Cast) -> Case:
    return cast.case_in_work()


def waits(cast: Cast) -> Case:
    return waiting.ask_customer(worked(cast), Message(text="Пришлите журнал."), by=cast.engineer, at=LATER)


def worked_around(cast: Cast) -> Case:
    return solving.give_workaround(worked(cast), "Резервный канал.", by=cast.engineer, at=LATER)


def solved(cast: Cast) -> Case:
    message = Message(text="Заменили кабель.")
    return solving.resolve(worked(cast), message, cause="hardware", closure="solved", by=cast.engineer, at=LATER)


def reopened(cast: Cast) -> Case:
    return reopening.reopen(solved(cast), "Не решено.", by=cast.orlova, at=LATER + timedelta(minutes=1))


def refusal_proposed(cast: Cast) -> Case:
    case = unclear(cast)
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=LATER)
    return Case.objects.get(pk=case.pk)


def merged(cast: Cast) -> Case:
    return merging.merge(new(cast), worked(cast), by=cast.duty, at=LATER)


def open_for_files(cast: Cast) -> Case:
    return transferring.open_transfer(
        worked(cast), most_bytes=5_000_000, days=7, uploader=None, by=cast.engineer, at=LATER
    )


def watched(cast: Cast) -> Case:
    return participants.watch(worked(cast), by=cast.director, at=LATER)


# step: (the case it begins with, who does it, what the form says, the event that tells of it)
DONE: dict[str, tuple[Callable[[Cast], Case], str, dict[str, object], str]] = {
    "registration": (checked, "duty", {}, "case.registered"),
    "assignment": (new, "duty", {"team": "TEAM", "assignee": "ENGINEER"}, "case.assigned"),
    "priority": (
        worked, "engineer", {"priority": 3, "ground": "silence", "text": "Да."}, "case.priority_changed"
    ),
    "category": (worked, "duty", {"category": "consultation"}, "case.reclassified"),
    "item": (worked, "duty", {"item": "ITEM"}, "case.item_set"),
    "subject": (worked, "operator", {"subject": "Новая тема"}, "case.renamed"),
    "call": (new, "operator", {}, "case.phone_confirmed"),
    "contract": (without_contract, "duty", {"contract": "CONTRACT"}, "case.contract_set"),
    "inquiry": (unclear, "duty", {"text": "Пришлите фотографию наклейки."}, "case.replied"),
    "check": (new, "duty", {}, "case.check_started"),
    "confirmation": (unclear, "duty", {}, "case.entitlement_set"),
    "refusal": (unclear, "duty", {"reason": "not_covered", "text": "Нет в договоре."}, "case.refusal_proposed"),
    "approval": (refusal_proposed, "manager", {}, "case.refused"),
    "declining": (refusal_proposed, "manager", {"text": "Право есть."}, "case.refusal_declined"),
    "taking": (new, "engineer", {}, "case.taken"),
    "diagnosis": (worked, "engineer", {"text": "Кабель стека."}, "case.diagnosed"),
    "workaround": (worked, "engineer", {"text": "Резервный канал."}, "case.workaround_given"),
    "continuation": (worked_around, "engineer", {"text": ""}, "case.workaround_failed"),
    "question": (worked, "engineer", {"text": "Пришлите журнал."}, "case.waits_customer"),
    "vendor": (worked, "engineer", {"vendor": "Cisco", "vendor_number": "698123456"}, "case.waits_vendor"),
    "postponement": (
        worked, "engineer", {"until": "2026-11-27", "text": "С Орловой."}, "case.postponed"
    ),
    "resumption": (waits, "engineer", {}, "case.resumed"),
    "return": (worked, "engineer", {"reason": "wrong_group", "text": "Это телефония."}, "case.returned"),
    "solution": (worked, "engineer", {"text": "Кабель.", "cause": "hardware", "closure": "solved"}, "case.resolved"),
    "transfer": (worked, "engineer", {"megabytes": 500, "days": 7}, "case.transfer_opened"),
    "transfer_closing": (open_for_files, "engineer", {}, "case.transfer_closed"),
    "closing": (solved, "manager", {}, "case.closed"),
    "reopening": (solved, "manager", {"text": "Заказчик звонил: не решено."}, "case.reopened"),
    "undoing": (reopened, "engineer", {}, "case.reopen_undone"),
    "cancellation": (worked, "manager", {"text": "Орлова попросила."}, "case.cancelled"),
    "merging": (new, "duty", {"main": "MAIN"}, "case.merged"),
    "unmerging": (merged, "duty", {}, "case.unmerged"),
    "watching": (worked, "director", {}, "case.watched"),
    "leaving": (watched, "director", {}, "case.unwatched"),
}  # fmt: skip


def test_every_step_is_tried() -> None:
    assert DONE.keys() == STEPS.keys()


@pytest.mark.parametrize("code", STEPS)
def test_a_step_is_offered_filled_in_and_done(cast: Cast, browse: Browse, code: str) -> None:
    begin, who, fields, event = DONE[code]
    case = Case.objects.get(pk=begin(cast).pk)
    client = browse(getattr(cast, who))
    assert str(STEPS[code].label) in read(client.get(f"{reverse('desk:case', args=(case.number,))}?own=1"))
    assert client.get(address(case, code)).status_code == 200
    named = {
        "TEAM": cast.team.pk,
        "ENGINEER": cast.engineer.pk,
        "ITEM": cast.item.pk,
        "CONTRACT": cast.contract.pk,
        "MAIN": cast.case().number if code == "merging" else "",
    }
    values = {name: named.get(str(value), value) for name, value in fields.items()}
    response = client.post(address(case, code), values | {"version": case.version})
    assert response.status_code == 302, read(response)
    assert CaseEvent.objects.filter(subject=case).latest("id").kind == event


@pytest.mark.parametrize("code", [code for code in STEPS if STEPS[code].form.base_fields])
def test_an_empty_form_comes_back_with_its_errors(cast: Cast, browse: Browse, code: str) -> None:
    begin, who, _fields, _event = DONE[code]
    case = Case.objects.get(pk=begin(cast).pk)
    events = CaseEvent.objects.count()
    response = browse(getattr(cast, who)).post(address(case, code), {"version": case.version})
    if code in ("continuation", "item"):
        return
    assert response.status_code == 422
    assert 'role="alert"' in read(response)
    assert CaseEvent.objects.count() == events


def test_a_refused_step_keeps_the_text_and_shows_what_is_new(cast: Cast, browse: Browse, watch: Watch) -> None:
    case = worked(cast)
    stale, seen = case.version, watch.at
    correspondence.reply(case, Message(text="Ответ коллеги."), by=cast.engineer2, at=watch.move(minutes=1))
    response = browse(cast.engineer).post(
        address(case, "diagnosis"), {"text": "Мой диагноз.", "version": stale, "seen": seen.isoformat()}
    )
    page = read(response)
    assert response.status_code == 409
    assert "Мой диагноз.</textarea>" in page
    assert "Ответ коллеги." in page[page.index('class="newer"') :]
    case.refresh_from_db()
    assert case.diagnosed_at is None
    assert f'name="version" value="{case.version}"' in page


def test_two_engineers_take_one_case(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    first, second = browse(cast.engineer), browse(cast.engineer2)
    assert first.post(address(case, "taking"), {"version": case.version}).status_code == 302
    response = second.post(address(case, "taking"), {"version": case.version})
    assert response.status_code == 409
    assert "изменил" in read(response)
    case.refresh_from_db()
    assert case.assignee == cast.engineer


def test_a_step_out_of_its_state_leads_back_with_words(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    response = browse(cast.engineer).get(address(case, "closing"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("desk:case", args=(case.number,))
    assert "Сейчас это действие недоступно" in read(response)


def test_a_step_returns_to_where_it_was_taken_from(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(), browse(cast.duty)
    response = client.post(address(case, "watching"), {"version": case.version, "next": "/desk/triage/"})
    assert response.headers["Location"] == "/desk/triage/"
    response = client.post(address(case, "leaving"), {"version": case.version, "next": "https://evil.example/"})
    assert response.headers["Location"] == reverse("desk:case", args=(case.number,))


def test_the_new_deadlines_are_shown_before_the_priority_changes(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work(priority=3)
    client = browse(cast.engineer)
    assert "Сроки будут такими" in read(client.get(address(case, "priority")))
    preview = reverse("desk:priority_preview", args=(case.number,))
    raised, lowered = (read(client.post(preview, {"priority": number})) for number in (1, 4))
    assert "Решение" in raised
    assert "24 ч" in raised
    assert raised != lowered
    case.refresh_from_db()
    assert case.priority == 3


def test_the_item_search_finds_lines_of_the_contract_only(cast: Cast, browse: Browse) -> None:
    case = unclear(cast)
    page = read(browse(cast.duty).get(f"{address(case, 'item')}?q=foc"))
    assert cast.item.sn in page
    assert cast.rival_item.sn not in page


def test_an_item_of_another_company_is_refused(cast: Cast, browse: Browse) -> None:
    case = unclear(cast)
    response = browse(cast.duty).post(address(case, "item"), {"item": cast.rival_item.pk, "version": case.version})
    assert response.status_code == 422
    case.refresh_from_db()
    assert case.item is None


def test_a_contract_of_another_company_is_refused(cast: Cast, browse: Browse) -> None:
    case = without_contract(cast)
    fields = {"contract": cast.rival_contract.pk, "version": case.version}
    assert browse(cast.duty).post(address(case, "contract"), fields).status_code == 422
    case.refresh_from_db()
    assert case.contract is None


def test_a_subject_that_is_too_long_is_refused_and_kept(cast: Cast, browse: Browse) -> None:
    case = worked(cast)
    response = browse(cast.operator).post(address(case, "subject"), {"subject": "я" * 201, "version": case.version})
    assert response.status_code == 422
    assert "Тема длиннее 200 знаков." in read(response)
    assert "я" * 201 in read(response)
    case.refresh_from_db()
    assert case.subject == "Стек C9300 перезагружается"


def test_a_version_request_asks_for_the_compatibility(cast: Cast, browse: Browse) -> None:
    plain = worked(cast)
    wanting = cast.case_in_work(wants_version=True, current_version="17.6", wanted_version="17.9")
    client = browse(cast.engineer)
    assert "Совместимость и особенности перехода" not in read(client.get(address(plain, "solution")))
    assert "Совместимость и особенности перехода" in read(client.get(address(wanting, "solution")))
    fields = {"text": "Обновили.", "cause": "software", "closure": "solved", "compatibility": "Через 17.8."}
    client.post(address(wanting, "solution"), fields | {"version": wanting.version})
    wanting.refresh_from_db()
    assert wanting.compatibility == "Через 17.8."


def test_an_unknown_step_is_not_there(cast: Cast, browse: Browse) -> None:
    assert browse(cast.engineer).get(address(cast.case(), "deletion")).status_code == 404


def test_a_date_too_far_away_is_refused_in_words(cast: Cast, browse: Browse) -> None:
    case = worked(cast)
    fields = {"until": date(2028, 1, 1).isoformat(), "text": "С Орловой.", "version": case.version}
    response = browse(cast.engineer).post(address(case, "postponement"), fields)
    assert response.status_code == 409
    assert "90" in read(response)
    assert "С Орловой." in read(response)


def test_a_refusal_needs_a_second_person(cast: Cast, browse: Browse) -> None:
    case = refusal_proposed(cast)
    assert "Согласовать отказ" not in read(browse(cast.duty).get(reverse("desk:case", args=(case.number,))))
    assert browse(cast.duty).post(address(case, "approval"), {"version": case.version}).status_code == 409
    assert RefusalProposal.objects.get().decided_at is None


def test_the_key_of_every_step_stands_on_the_sheet(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.engineer).get(reverse("desk:queue")))
    sheet = page[page.index('<dialog class="sheet-of-keys"') :]
    told = set(re.findall(r"<kbd>([A-Z])</kbd>", sheet))
    assert {step.key.removeprefix("Key") for step in STEPS.values() if step.key.startswith("Key")} <= told


def test_the_items_with_the_number_of_the_case_come_first(cast: Cast, browse: Browse) -> None:
    last = registering.product(vendor="Yealink", pn="SIP-T54W", name_ru="Телефон", name_en="Telephone", kind="hardware")
    phone = registering.item(cast.company, last, sn="8015213332546001", site=cast.site)
    CoveredItem.objects.create(
        contract=cast.contract, item=phone, cover_from=date(2026, 1, 1), cover_until=date(2027, 1, 1)
    )
    case = cast.case(priority=3, pn="SIP-T54W", sn="НЕТ-ТАКОГО")
    page = read(browse(cast.duty).get(address(case, "item")))
    assert page.index(phone.sn) < page.index(cast.item.sn)


def test_the_main_case_is_named_by_its_last_digits(cast: Cast, browse: Browse) -> None:
    main, duplicate, foreign = worked(cast), cast.case(), cast.case(company=cast.rivals, contract=cast.rival_contract)
    client = browse(cast.duty)
    typed = {"main": str(int(foreign.number[-6:])), "version": duplicate.version}
    assert client.post(address(duplicate, "merging"), typed).status_code == 422
    typed["main"] = str(int(main.number[-6:]))
    assert client.post(address(duplicate, "merging"), typed).status_code == 302
    duplicate.refresh_from_db()
    assert duplicate.merged_into == main
