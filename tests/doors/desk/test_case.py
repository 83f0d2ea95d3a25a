"""The workspace of a case: what stands on it, for whom, and how often it asks the database."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from reglament.cases.course import closing, correspondence, entries, merging, participants, refusal, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.files import storing
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read

Browse = Callable[[object], Client]


def address(case: Case) -> str:
    return reverse("desk:case", args=(case.number,))


def test_the_page_tells_who_acts_next_and_by_when(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    page = read(browse(cast.engineer).get(address(case)))
    assert "Следующий шаг:" in page
    assert f"{cast.engineer.full_name}, реагирование до" in page
    assert "Почему такой срок?" in page


def test_public_and_internal_differ_in_words_and_look(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Смотрим журналы."), by=cast.engineer, at=NOON + timedelta(minutes=5))
    correspondence.note(case, Message(text="Похоже на кабель."), by=cast.engineer, at=NOON + timedelta(minutes=6))
    page = read(browse(cast.lead).get(address(case)))
    assert 'class="message message--us"' in page
    assert 'class="message message--note"' in page
    assert "внутренняя заметка, заказчик не видит" in page


def test_the_side_shows_contract_item_contact_and_earlier_cases(cast: Cast, browse: Browse) -> None:
    earlier = cast.case(at=NOON - timedelta(days=40), subject="Прошлогодний сбой")
    case = cast.case_in_work()
    page = read(browse(cast.engineer).get(address(case)))
    side = page[page.index('<aside class="side"') :]
    for words in (cast.contract.number, cast.item.sn, "Коммутатор Catalyst 9300", cast.orlova.email, earlier.subject):
        assert words in side, words
    assert "Ответственное контактное лицо" in side


def test_a_merged_case_leads_to_its_main_one(cast: Cast, browse: Browse) -> None:
    main, duplicate = cast.case_in_work(), cast.case()
    merging.merge(duplicate, main, by=cast.duty, at=NOON + timedelta(minutes=5))
    client = browse(cast.lead)
    response = client.get(address(duplicate), follow=True)
    assert response.redirect_chain[-1][0] == address(main)
    assert f"Обращение {duplicate.number} объединено с этим." in read(response)
    own = client.get(f"{address(duplicate)}?own=1")
    assert own.status_code == 200
    assert "Разъединить" in read(own)


def test_the_right_steps_are_offered(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    assert "Взять в работу" not in read(browse(cast.engineer).get(address(case)))
    director = read(browse(cast.director).get(address(case)))
    assert "Наблюдать" in director
    assert "Решить" not in director
    assert 'id="reply-text"' not in director


def test_an_owed_call_is_a_banner_with_the_number(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=1, phone="+7 (495) 000-00-01")
    page = read(browse(cast.engineer).get(address(case)))
    assert "ещё не подтверждён звонком" in page
    assert 'href="tel:+74950000001"' in page


def test_files_go_to_readers_of_the_case_only(cast: Cast, browse: Browse) -> None:
    case = cast.case(files=((storing.store(b"show version", at=NOON), "version.txt"),))
    file = case.entries.get().attachments.get()
    where = reverse("desk:file", args=(case.number, file.pk))
    response = browse(cast.engineer).get(where)
    assert b"".join(response.streaming_content) == b"show version"
    assert "version.txt" in response["Content-Disposition"]
    assert browse(cast.manager2).get(where).status_code == 404
    other = cast.case()
    assert browse(cast.engineer).get(reverse("desk:file", args=(other.number, file.pk))).status_code == 404


def test_the_neighbours_are_the_engineers_own_queue(cast: Cast, browse: Browse) -> None:
    mine, other = cast.case_in_work(subject="Моё обращение"), cast.case(subject="Чужое обращение")
    part = read(browse(cast.engineer).get(reverse("desk:neighbours", args=(mine.number,))))
    assert mine.subject in part
    assert other.subject not in part
    assert other.subject in read(browse(cast.head).get(reverse("desk:neighbours", args=(mine.number,))))


def test_the_protocol_prints_every_calculation(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=NOON + timedelta(minutes=5))
    page = read(browse(cast.engineer).get(reverse("desk:protocol", args=(case.number,))))
    assert "Протокол сроков" in page
    assert page.count("<details") == page.count(" open>")
    assert cast.contract.number in page


def test_a_long_case_costs_what_a_short_one_does(
    cast: Cast, browse: Browse, statements: Callable[[Client, str], int]
) -> None:
    cast.case(at=NOON - timedelta(days=3))
    case = cast.case_in_work()
    client = browse(cast.engineer)
    short = statements(client, address(case))
    for each in range(50):
        at = NOON + timedelta(minutes=5 + each)
        file = (storing.store(b"log %d" % each, at=at), "log.txt")
        correspondence.reply(case, Message(text=f"Ответ {each}", files=(file,)), by=cast.engineer, at=at)
    participants.watch(case, by=cast.director, at=NOON + timedelta(hours=1))
    entries.save_draft(case, "Черновик", "public", by=cast.engineer, at=NOON)
    assert statements(client, address(case)) <= short + 2  # files, and names that the events mention
    assert statements(client, address(case)) <= 8


def test_a_proposed_refusal_is_the_managers_turn(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn="НЕТ-ТАКОГО")
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON)
    page = read(browse(cast.manager).get(address(case)))
    assert "сервис-менеджер решает по отказу" in page
    assert "Изделия нет в договоре." in page
    assert "Согласовать отказ" in page


def side(page: str) -> str:
    return page[page.index('<aside class="side"') :]


def test_the_history_tells_what_was_proposed_and_why_it_was_not_approved(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn="НЕТ-ТАКОГО")
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON)
    refusal.decline(case, text="Изделие добавлено письмом от 12 ноября.", by=cast.manager, at=NOON)
    page = read(browse(cast.engineer).get(address(case)))
    course = page[page.index('class="stream"') :]
    for words in (
        "Изделия нет в договоре.",
        "Изделие добавлено письмом от 12 ноября.",
        "Отказ в обслуживании не согласован",
    ):
        assert words in course, words
    seen_by_customer = read(browse(cast.orlova).get(reverse("portal:case", args=(case.number,))))
    assert "Изделия нет в договоре." not in seen_by_customer
    assert "Изделие добавлено" not in seen_by_customer


def test_a_decision_that_waits_comes_before_every_other_step(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=2, sn="НЕТ-ТАКОГО")
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON)
    page = read(browse(cast.manager).get(address(case)))
    steps = page[page.index('<div class="acts steps">') : page.index('id="more-steps"')]
    assert steps.index("Согласовать отказ") < steps.index("Не согласовать отказ")
    assert re.findall(r"<span>([^<]+)</span>", steps)[:2] == ["Согласовать отказ", "Не согласовать отказ"]


def test_nobody_decides_on_the_refusal_of_an_ended_case(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn="НЕТ-ТАКОГО")
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON)
    closing.cancel(case, "Больше не нужно.", by=cast.orlova, at=NOON)
    page = read(browse(cast.manager).get(address(case)))
    assert "Согласовать отказ" not in page
    assert "Предложен отказ (" not in page


def test_the_vendors_number_stays_among_the_facts(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    waiting.await_vendor(case, vendor="Cisco TAC", vendor_number="698 442 117", by=cast.engineer, at=NOON)
    waiting.resume(case, by=cast.engineer, at=NOON)
    page = read(browse(cast.engineer).get(address(case)))
    assert "Cisco TAC, 698 442 117" in side(page)
    assert "Передано производителю: Cisco TAC, номер 698 442 117" in page


def test_the_cause_and_the_closure_code_stand_among_the_facts(cast: Cast, browse: Browse) -> None:
    facts = side(read(browse(cast.engineer).get(address(cast.solved_case()))))
    assert "Кабель, разъём, оптика" in facts
    assert "Решено полностью" in facts


def test_terms_that_have_ended_are_folded_under_their_sum(cast: Cast, browse: Browse, watch: Watch) -> None:
    watch.move(hours=3)
    page = read(browse(cast.engineer).get(address(cast.solved_case())))
    assert '<details class="done-terms" id="done-terms">' in page
    summary = re.sub(r"<[^>]+>", "", page[page.index('id="done-terms">') :].split("</summary>")[0])
    assert "Регистрация: выполнено сразу; реагирование: выполнено за 20 мин" in summary


def test_the_neighbours_keep_the_filter_the_reader_came_with(cast: Cast, browse: Browse) -> None:
    mine, other = cast.case_in_work(subject="Моё обращение"), cast.case(subject="Чужое обращение", priority=4)
    where = reverse("desk:neighbours", args=(mine.number,))
    client = browse(cast.engineer)
    narrowed = read(client.get(f"{where}?from=queue&priority=4"))
    assert other.subject in narrowed
    assert mine.subject not in narrowed
    assert f'href="{reverse("desk:queue")}?priority=4"' in narrowed
    assert "from=queue&amp;priority=4" in narrowed
    everything = read(client.get(f"{where}?from=queue"))
    assert other.subject in everything
    assert mine.subject in everything


def test_the_neighbours_are_those_around_the_case(cast: Cast, browse: Browse) -> None:
    made = [cast.case(at=NOON + timedelta(minutes=each), priority=4, subject=f"Номер {each}") for each in range(60)]
    part = read(browse(cast.head).get(reverse("desk:neighbours", args=(made[45].number,))))
    assert "Номер 45" in part
    assert "Номер 44" in part
    assert "Номер 46" in part
    assert "Номер 0<" not in part


def test_watching_makes_nobodys_page_stale(cast: Cast, browse: Browse) -> None:
    """Two write at once: who only watches has changed nothing that a reply depends on."""
    case = cast.case_in_work()
    participants.watch(case, by=cast.director, at=NOON)
    answer = {"text": "Смотрю журналы.", "version": case.version}
    response = browse(cast.engineer).post(reverse("desk:replies", args=(case.number,)), answer)
    assert response.status_code == 302
    participants.unwatch(case, by=cast.director, at=NOON)
    assert "Больше не наблюдает" in read(browse(cast.engineer).get(address(case)))
