"""First processing: what waits, what is doubtful, and how few keys it takes."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from reglament.cases.course import assignment, refusal
from reglament.cases.models import Case
from reglament.files import storing
from reglament.intake.models import Receipt
from reglament.memory import values as keeping
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read

Browse = Callable[[object], Client]


def address(case: Case) -> str:
    return reverse("desk:triage_case", args=(case.number,))


def receipt(**changed: object) -> Receipt:
    values: dict[str, object] = {
        "dedupe_key": f"key-{Receipt.objects.count()}",
        "mailbox": "support@vector.example",
        "raw": storing.store(b"Subject: hello\r\n\r\ntext", at=NOON),
        "received_at": NOON,
        "from_address": "someone@customer.example",
        "from_name": "Кто-то",
        "subject": "Всё сломалось",
        "text": "Логин: ivanov-oshibka\n\nСвязи нет.",
        "verdict": "reject",
        "reason": "login_unknown",
        "claims_priority": 1,
        "judged_at": NOON,
    }
    return Receipt.objects.create(**(values | changed))


def main_form(page: str) -> tuple[str, dict[str, str]]:
    """Address and fields of the form that Enter sends."""
    button = page.index('data-key="Enter"')
    form = page[page.rindex("<form", 0, button) : button]
    action = re.search(r'action="([^"]+)"', form)
    assert action
    return action[1], dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))


def verdict(page: str, name: str) -> str:
    """The line of one field in the verdict column."""
    column = page[page.index('<ul class="verdict-list">') :]
    return next(line for line in re.findall(r"<li class=.*?</li>", column, re.DOTALL) if f">{name}</span>" in line)


def test_what_came_in_stands_in_its_group(cast: Cast, browse: Browse) -> None:
    urgent = cast.case(priority=1, contract=None, subject="Спорный договор")
    unclear = cast.case(priority=3, sn="НЕТ-ТАКОГО", subject="Неизвестный номер")
    free = cast.case(priority=2, subject="Чистое обращение")
    taken = cast.case_in_work(subject="Уже в работе")
    letter = receipt()
    stray = receipt(verdict="quarantine", reason="stranger", claims_priority=None, subject="Чужое обращение")
    receipt(claims_priority=None, subject="Обычное отклонённое")
    receipt(verdict="no_contract", reason="no_contract_address", claims_priority=None, subject="Без договора")
    page = read(browse(cast.duty).get(address(free)))
    listed = page[page.index('<section class="inbox"') : page.index("</section>", page.index('<section class="inbox"'))]
    order = [
        listed.index(words) for words in (urgent.subject, letter.subject, unclear.subject, stray.subject, free.subject)
    ]
    assert order == sorted(order)
    assert taken.subject not in listed
    assert "Обычное отклонённое" not in listed
    assert "Без договора" not in listed
    headings = re.findall(r'class="inbox-group">([^<]+?) <', listed)
    assert headings == [
        "Не зарегистрированы, приоритеты 1 и 2", "Не зарегистрированы", "Зарегистрированы, не распределены"
    ]  # fmt: skip


def test_the_first_line_opens_by_itself_and_an_empty_list_says_so(cast: Cast, browse: Browse) -> None:
    client = browse(cast.duty)
    assert "Всё зарегистрировано и передано" in read(client.get(reverse("desk:triage")))
    case = cast.case()
    assert client.get(reverse("desk:triage")).headers["Location"] == address(case)


def test_a_clean_web_case_takes_one_key(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(), browse(cast.duty)
    action, fields = main_form(read(client.get(address(case))))
    response = client.post(action, fields)
    assert response.headers["Location"] == reverse("desk:triage")
    case.refresh_from_db()
    assert case.team == cast.team
    assert case.assignee in (cast.engineer, cast.engineer2)


def test_a_checked_case_takes_two_keys(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(priority=3, sn="FOC2147XOAB"), browse(cast.duty)
    page = read(client.get(address(case)))
    assert "Сначала подтвердите право на услугу" in page
    client.post(reverse("desk:step", args=(case.number, "confirmation")), {"version": case.version})
    for _key in range(2):
        action, fields = main_form(read(client.get(address(case))))
        client.post(action, fields)
    case.refresh_from_db()
    assert case.status == "registered"
    assert case.assignee is not None


def test_a_look_alike_number_is_one_key_away(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(priority=3, sn="FOC2147XOAB"), browse(cast.duty)
    page = read(client.get(address(case)))
    line = verdict(page, "P/N, S/N")
    assert f"Подставить {cast.item.sn}" in line
    assert 'data-key="Digit1"' in line
    client.post(reverse("desk:step", args=(case.number, "item")), {"item": cast.item.pk, "version": case.version})
    case.refresh_from_db()
    assert (case.item, case.entitlement) == (cast.item, "verified")


def test_a_number_of_another_company_is_said_to_staff_without_its_name(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn=cast.rival_item.sn)
    page = read(browse(cast.duty).get(address(case)))
    assert "принадлежит другой компании" in verdict(page, "P/N, S/N")
    assert cast.rivals.short_name not in page


def test_doubtful_fields_come_first(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=None, sn="НЕТ-ТАКОГО", sender_confirmed=False, subject="", channel="email")
    page = read(browse(cast.duty).get(address(case)))
    column = page[page.index('<ul class="verdict-list">') :]
    kinds = re.findall(r'<li class="(ok|warn|bad)"', column)
    assert kinds == sorted(kinds, key=["bad", "warn", "ok"].index)
    assert "пришло с другого адреса" in verdict(page, "Логин")
    assert "по умолчанию" in verdict(page, "Приоритет")
    assert 'class="warn"' in verdict(page, "Тема, текст")


def test_an_uncertain_contract_is_chosen_by_one_key(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(priority=3, contract=None), browse(cast.duty)
    line = verdict(read(client.get(address(case))), "Договор")
    assert cast.contract.number in line
    step = reverse("desk:step", args=(case.number, "contract"))
    client.post(step, {"contract": cast.contract.pk, "version": case.version})
    case.refresh_from_db()
    assert case.contract == cast.contract
    foreign = {"contract": cast.rival_contract.pk, "version": case.version}
    assert client.post(step, foreign).status_code == 422


def test_an_owed_call_is_confirmed_by_one_key(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(priority=1), browse(cast.duty)
    assert "Подтверждено звонком" in verdict(read(client.get(address(case))), "Звонок")
    client.post(reverse("desk:step", args=(case.number, "call")), {"version": case.version})
    assert 'class="ok"' in verdict(read(client.get(address(case))), "Звонок")


def test_a_request_for_a_new_version_is_asked_for_the_current_one(cast: Cast, browse: Browse) -> None:
    case = cast.case(channel="email", description="Просим обновить прошивку коммутатора до рекомендованной.")
    line = verdict(read(browse(cast.duty).get(address(case))), "Версия ПО")
    assert "текущая не указана" in line
    assert "Спросить текущую версию" in line


def test_a_possible_duplicate_is_marked_and_merged_from_here(cast: Cast, browse: Browse) -> None:
    main = cast.case_in_work()
    case = cast.case(at=NOON + timedelta(minutes=5))
    line = verdict(read(browse(cast.duty).get(address(case))), "Повтор")
    assert main.number in line
    assert f"main={main.number}" in line


def test_the_promises_after_registration_stand_above_the_button(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn="FOC2147XOAB")
    page = read(browse(cast.duty).get(address(case)))
    acts = page[page.index('<div class="verdicts-acts">') :]
    assert re.search(r"После регистрации:\s*реагирование до", acts)


def test_the_operator_registers_but_does_not_hand_over(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.operator).get(address(cast.case())))
    assert "Передать:" not in page
    assert "Взять в работу" not in page


def test_a_case_that_left_first_processing_leads_to_its_page(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    assert browse(cast.duty).get(address(case)).headers["Location"] == reverse("desk:case", args=(case.number,))


def test_a_letter_without_a_case_is_settled_or_registered(cast: Cast, browse: Browse) -> None:
    letter, client = receipt(), browse(cast.duty)
    page = read(client.get(reverse("desk:triage_receipt", args=(letter.pk,))))
    assert "Такого логина нет или он заблокирован." in page
    assert "Связи нет." in page
    assert f"{reverse('desk:new_case')}?receipt={letter.pk}" in page
    client.post(reverse("desk:receipt_settlement", args=(letter.pk,)), {"next": reverse("desk:triage")})
    letter.refresh_from_db()
    assert letter.settled_by == cast.duty
    assert letter.subject not in read(client.get(reverse("desk:triage")))
    again = client.post(reverse("desk:receipt_settlement", args=(letter.pk,)), follow=True)
    assert "уже" in read(again)


def test_letters_are_no_business_of_an_engineer(cast: Cast, browse: Browse) -> None:
    letter = receipt()
    client = browse(cast.engineer)
    assert client.get(reverse("desk:triage_receipt", args=(letter.pk,))).status_code == 404
    assert letter.subject not in read(client.get(reverse("desk:triage")))


def test_the_list_polls_for_what_is_new(cast: Cast, browse: Browse, watch: Watch) -> None:
    cast.case()
    client = browse(cast.duty)
    first = client.get(reverse("desk:arrivals"))
    assert client.get(reverse("desk:arrivals"), headers={"If-None-Match": first["ETag"]}).status_code == 304
    fresh = cast.case(at=watch.at, subject="Только что")
    again = client.get(reverse("desk:arrivals"), headers={"If-None-Match": first["ETag"]})
    assert fresh.subject in read(again)


def test_the_least_busy_engineer_is_proposed(cast: Cast, browse: Browse) -> None:
    busy = cast.case()
    assignment.assign(busy, by=cast.duty, at=NOON, team=cast.team, assignee=cast.engineer)
    page = read(browse(cast.duty).get(address(cast.case())))
    assert f"Передать: Сети, {cast.engineer2.full_name}" in page


def test_a_long_list_costs_what_a_short_one_does(
    cast: Cast, browse: Browse, statements: Callable[[Client, str], int]
) -> None:
    case = cast.case()
    client = browse(cast.duty)
    with_one = statements(client, address(case))
    for _each in range(49):
        cast.case()
    assert statements(client, address(case)) == with_one
    assert with_one <= 16


def test_what_the_contract_does_not_owe_becomes_a_commercial_request_by_one_key(cast: Cast, browse: Browse) -> None:
    case, client = cast.case(priority=3, sn="НЕТ-ТАКОГО"), browse(cast.duty)
    assert "Запрос на коммерческие работы" in verdict(read(client.get(address(case))), "P/N, S/N")
    step = reverse("desk:step", args=(case.number, "category"))
    client.post(step, {"category": "commercial", "version": case.version})
    action, fields = main_form(read(client.get(address(case))))
    client.post(action, fields)
    case.refresh_from_db()
    assert (case.category.code, case.status) == ("commercial", "registered")


def test_what_the_robot_noted_about_the_letter_is_told(cast: Cast, browse: Browse) -> None:
    case = cast.case(channel="email", priority=3, sn="НЕТ-ТАКОГО")
    receipt(case=case, verdict="case", notes=["org_mismatch"], declined_files=["dump.bin"])
    line = verdict(read(browse(cast.duty).get(address(case))), "Письмо")
    assert "Указана не та организация" in line
    assert "dump.bin" in line


def test_an_unregistered_case_is_asked_about_by_one_key(cast: Cast, browse: Browse) -> None:
    """A question before registering is a public reply: no clock pauses, the case stays where it is."""
    case, client = cast.case(priority=3, sn="НЕТ-ТАКОГО", sender_confirmed=False, channel="email"), browse(cast.duty)
    page = read(client.get(address(case)))
    assert "Спросить заказчика" in page[page.index('<div class="verdicts-acts">') :]
    assert "Спросить заказчика" in verdict(page, "Логин")
    step = reverse("desk:step", args=(case.number, "inquiry"))
    client.post(step, {"text": "Пришлите фотографию наклейки.", "version": case.version})
    case.refresh_from_db()
    assert case.status == "check"
    entry = case.entries.latest("id")
    assert (entry.kind, entry.text, entry.by_staff) == ("public", "Пришлите фотографию наклейки.", True)


def test_who_may_not_confirm_an_expired_contract_is_not_offered_it(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, contract=cast.expired)
    offer = "Подтвердить право на услугу"
    assert offer not in read(browse(cast.duty).get(address(case)))
    assert offer not in read(browse(cast.duty).get(reverse("desk:case", args=(case.number,))))
    assert offer in read(browse(cast.head).get(address(case)))


LETTER = """Логин: orlova.nm
Приоритет: 3
P/N: C9300-48P-A
S/N: НЕТ-ТАКОГО

Добрый день! <b>Стек</b> перезагружается."""


def test_the_lines_of_a_letter_are_tied_to_their_verdicts(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn="НЕТ-ТАКОГО", channel="email", whole_text=LETTER)
    page = read(browse(cast.duty).get(address(case)))
    assert "<mark>Логин: orlova.nm</mark>" in page
    assert "<mark>P/N: C9300-48P-A</mark>" in page
    assert '<mark class="unsure">S/N: НЕТ-ТАКОГО<span class="sr"> (проверьте)</span></mark>' in page
    assert "<p>Добрый день! &lt;b&gt;Стек&lt;/b&gt; перезагружается.</p>" in page


def test_a_rejected_letter_shows_which_lines_were_read(cast: Cast, browse: Browse) -> None:
    letter = receipt()
    page = read(browse(cast.duty).get(reverse("desk:triage_receipt", args=(letter.pk,))))
    assert '<mark class="unsure">Логин: ivanov-oshibka<' in page
    assert "<p>Связи нет.</p>" in page


def test_the_number_to_tell_on_the_phone_stands_at_the_letter(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    page = read(browse(cast.duty).get(address(case)))
    article = page[page.index('<article class="letter">') :]
    assert f"<dd>{case.number}</dd>" in article


def test_the_target_of_a_contract_check_is_told_to_staff_and_warns(cast: Cast, browse: Browse, watch: Watch) -> None:
    """R-39  Four working hours from noon in Moscow; never a word of it to the customer."""
    case, client = cast.case(priority=3, sn="НЕТ-ТАКОГО"), browse(cast.duty)
    line = verdict(read(client.get(address(case))), "Проверка договора")
    assert 'class="ok"' in line
    assert "до 16:00 МСК, сегодня" in line
    assert "внутренний срок: 16:00 МСК" in read(client.get(reverse("desk:case", args=(case.number,))))
    assert "нутренний срок" not in read(browse(cast.orlova).get(reverse("portal:case", args=(case.number,))))
    watch.move(hours=5)
    assert 'class="warn"' in verdict(read(client.get(address(case))), "Проверка договора")
    client.post(reverse("desk:step", args=(case.number, "confirmation")), {"version": case.version})
    assert "Проверка договора</span>" not in read(client.get(address(case)))


def test_another_engineer_is_one_key_away(cast: Cast, browse: Browse) -> None:
    """Enter hands over as proposed; A chooses somebody else, also where nobody is proposed."""
    case, client = cast.case(), browse(cast.duty)
    choose = f'href="{reverse("desk:step", args=(case.number, "assignment"))}?next='
    page = read(client.get(address(case)))
    assert "Передать: Сети" in page
    assert choose in page
    cast.team.delete()
    keeping.forget_everything()
    page = read(client.get(address(case)))
    assert "Передать: Сети" not in page
    assert choose in page


def test_a_refusal_that_waits_is_read_and_decided_before_registering(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=3, sn="НЕТ-ТАКОГО")
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=NOON)
    client = browse(cast.manager)
    page = read(client.get(address(case)))
    assert "Изделия нет в договоре." in verdict(page, "Отказ")
    assert "Сначала решите по предложенному отказу" in page
    assert 'data-key="Enter"' not in page[page.index('<aside class="verdicts"') :]
    case.refresh_from_db()
    step = reverse("desk:step", args=(case.number, "registration"))
    assert client.post(step, {"version": case.version}).status_code == 409
    refusal.decline(case, text="Право есть.", by=cast.manager, at=NOON)
    case.refresh_from_db()
    assert client.post(step, {"version": case.version}).status_code == 302
