"""The working day at the desk: triage, the work on a case, a refusal, two at once; by keys and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import acting
from tests.browser.acting import Wish
from tests.browser.visiting import Visitors

pytestmark = pytest.mark.xdist_group("installation")

HEADING = {"level": 1}
UNKNOWN_SN = "FCW9999Z9ZZ"


def test_a_clean_case_is_handed_over_with_two_keys(visitors: Visitors) -> None:
    """J to come to it, Enter to hand it over as proposed; the Russian layout is on."""
    wish = Wish("Коммутатор терминала теряет соседа", "FOC2147X0AB", priority="Средний")
    number = acting.register(visitors.enter("ryabinina.oa", javascript=False), wish)
    page = visitors.enter("duty")
    the_line_above(page, number)
    acting.key(page, "KeyJ")
    expect(page.get_by_role("heading", **HEADING)).to_have_text(wish.subject)
    expect(page.get_by_role("complementary")).to_contain_text("Передать: Группа сетей")
    page.keyboard.press("Enter")
    acting.said(page, f"{number}: ")
    expect(page.locator(".inbox-list")).not_to_contain_text([wish.subject])
    acting.open_at_the_desk(page, number)
    expect(page.locator(".tags")).to_contain_text("Группа сетей")
    expect(page.locator(".tags")).not_to_contain_text("не назначен")


def the_line_above(page: Page, number: str) -> None:
    page.goto("/desk/triage/")
    lines = [link.get_attribute("href") for link in page.locator(".inbox-list a").all()]
    above = next(at for at, line in enumerate(lines) if line and number in line) - 1
    page.goto(lines[above] or "")
    acting.at_rest(page)


def test_an_unmatched_request_is_registered_asked_about_and_handed_over(visitors: Visitors) -> None:
    wish = Wish("Не поднимается порт на новом коммутаторе", UNKNOWN_SN, priority="Средний", covered=False)
    number = acting.register(visitors.enter("ryabinina.oa", javascript=False), wish)
    page = visitors.enter("duty")
    page.goto(f"/desk/triage/{number}/")
    acting.at_rest(page)
    verdicts = page.get_by_role("complementary")
    expect(verdicts).to_contain_text(UNKNOWN_SN)
    expect(verdicts).to_contain_text("такого S/N в договоре нет")
    expect(verdicts.get_by_role("button", name="Зарегистрировать")).to_be_disabled()
    acting.key(page, "KeyF")
    acting.said(page, "право на услугу подтверждено")
    acting.at_rest(page)
    page.keyboard.press("Enter")
    acting.said(page, "зарегистрировано, заказчик получит письмо")
    acting.at_rest(page)
    acting.key(page, "KeyQ")
    page.get_by_label("Вопрос заказчику").fill("Пришлите, пожалуйста, фото шильдика.")
    page.keyboard.press("Control+Enter")
    acting.said(page, "вопрос отправлен, сроки приостановлены")
    acting.open_at_the_desk(page, number)
    acting.at_rest(page)
    acting.key(page, "KeyA")
    page.get_by_label("Группа").select_option("Группа сетей")
    page.get_by_label("Инженер").select_option("Антон Вершинин")
    page.get_by_role("dialog").get_by_role("button", name="Передать").click()
    acting.said(page, f"{number}: ")
    expect(page.locator(".tags")).to_contain_text("Антон Вершинин")
    expect(acting.state(page)).to_have_text("Ожидание ответа заказчика")


def test_a_day_of_an_engineer_by_keys(visitors: Visitors) -> None:
    """From the queue to the solution without a mouse."""
    wish = Wish("Маршрутизатор Тюмени перезагружается", "FOC2147X0AC", priority="Высокий")
    customer = visitors.enter("orlova.nm", javascript=False)
    number = acting.register(customer, wish)
    page = visitors.enter("engineer")
    the_search_finds(page, number, wish.subject)
    acting.key(page, "KeyT")
    acting.said(page, "в работе у Вас")
    something_is_said(page, "KeyR", "Смотрим журналы, ответим в течение часа.", "Ответ отправлен.")
    something_is_said(page, "KeyN", "Похоже на питание, проверить шкаф 3.", "Заметка сохранена.")
    expect(page.locator(".message--note")).to_contain_text("Похоже на питание, проверить шкаф 3.")
    a_form_by_key(page, "KeyQ", "Вопрос заказчику", "Есть ли второй ввод питания?", "сроки приостановлены")
    expect(page.locator(".promises").first).to_contain_text("приостановлено")
    the_customer_answers(customer, number, "Есть, от другого щита.", unseen="проверить шкаф 3")
    page.reload()
    acting.at_rest(page)
    expect(acting.state(page)).to_have_text("В работе")
    a_form_by_key(page, "KeyD", "Диагноз и план работ для заказчика", "Отказ первого ввода.", "диагноз записан")
    a_form_by_key(page, "KeyW", "Временное решение для заказчика", "Переведены на второй ввод.", "временное решение")
    expect(acting.state(page)).to_have_text("Предоставлено временное решение")
    acting.key(page, "KeyS")
    page.get_by_label("Решение для заказчика").fill("Ввод восстановлен, перезагрузок нет.")
    page.get_by_label("Причина").select_option("power")
    page.get_by_label("Код закрытия").select_option("solved")
    page.keyboard.press("Control+Enter")
    acting.said(page, "решение отправлено")
    expect(acting.state(page)).to_have_text("Решено")


def the_search_finds(page: Page, number: str, subject: str) -> None:
    page.goto("/desk/queue/")
    acting.at_rest(page)
    acting.key(page, "Slash")
    search = page.get_by_role("searchbox", name="Поиск")
    expect(search).to_be_focused()
    search.press_sequentially(number)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/desk/cases/{number}/"))
    expect(page.get_by_role("heading", **HEADING)).to_have_text(subject)
    acting.at_rest(page)


def something_is_said(page: Page, code: str, text: str, confirmed: str) -> None:
    acting.key(page, code)
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
    acting.said(page, confirmed)
    acting.at_rest(page)


def a_form_by_key(page: Page, code: str, label: str, text: str, confirmed: str) -> None:
    acting.key(page, code)
    field = page.get_by_role("dialog").get_by_label(label)
    expect(field).to_be_focused()
    field.fill(text)
    page.keyboard.press("Control+Enter")
    acting.said(page, confirmed)
    acting.at_rest(page)


def the_customer_answers(page: Page, number: str, text: str, *, unseen: str) -> None:
    page.goto(f"/cases/{number}/")
    expect(page.locator(".stream")).not_to_contain_text(unseen)
    page.get_by_label("Ответ инженеру").fill(text)
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator(".stream")).to_contain_text(text)


def test_a_day_of_an_engineer_without_scripts(visitors: Visitors) -> None:
    wish = Wish("Телефон диспетчерской без звука", "18N515051843", priority="Низкий")
    number = acting.register(visitors.enter("orlova.nm", javascript=False), wish)
    page = visitors.enter("engineer", javascript=False)
    page.goto("/desk/queue/?state=registered")
    page.get_by_role("row").filter(has_text=wish.subject).get_by_role("link").first.click()
    acting.step(page, "Взять в работу")
    acting.said(page, "в работе у Вас")
    a_canned_reply_is_filled_in(page, number)
    page.get_by_text("Внутренняя заметка").first.click()
    page.locator("#note-text").fill("Гарантия ещё действует.")
    page.get_by_role("button", name="Сохранить заметку").click()
    acting.said(page, "Заметка сохранена.")
    acting.step(page, "Диагноз", text="Неисправен динамик, меняем трубку.")
    acting.said(page, "диагноз записан")
    acting.step(page, "Решить", text="Трубка заменена.", cause="hardware", closure="solved")
    acting.said(page, "решение отправлено")
    expect(acting.state(page)).to_have_text("Решено")


def a_canned_reply_is_filled_in(page: Page, number: str) -> None:
    page.get_by_label("Готовый ответ").select_option("received.ru")
    page.get_by_role("button", name="Вставить").click()
    expect(page.locator("#reply-text")).to_have_value(re.compile(number))
    page.locator("#reply").get_by_role("button", name="Отправить", exact=True).click()
    acting.said(page, "Ответ отправлен.")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_call_is_written_down_while_one_talks(visitors: Visitors, javascript: bool) -> None:
    page = visitors.enter("operator", javascript=javascript)
    page.goto("/desk/cases/new/")
    acting.at_rest(page)
    page.get_by_role("searchbox", name=re.compile("Номер договора, код")).fill("114025")
    page.get_by_role("searchbox", name=re.compile("Номер договора, код")).press("Enter")
    page.get_by_role("link", name="ВС-2025/114").click()
    page.get_by_label("Кто обращается").select_option(label="Сергей Иванов, Авторизованное лицо")
    page.get_by_role("textbox", name="P/N").fill("C9300-24T-E")
    page.get_by_role("textbox", name="S/N").fill("FCW2233L0KQ")
    page.get_by_role("radio", name=re.compile("^3 Средний")).check()
    page.get_by_role("textbox", name="Тема").fill("Звонок: задержки на ядре")
    page.get_by_role("textbox", name="Описание").fill("Заметили в учётной системе.")
    page.get_by_role("button", name="Зарегистрировать").last.click()
    acting.said(page, "создано. Заказчик получит письмо.")
    expect(page.get_by_role("heading", **HEADING)).to_have_text("Звонок: задержки на ядре")
    expect(acting.state(page)).to_have_text("Зарегистрировано")


def test_a_refusal_is_proposed_by_one_and_approved_by_another(visitors: Visitors) -> None:
    wish = Wish("Ремонт принтера в приёмной", UNKNOWN_SN, priority="Низкий", covered=False)
    customer = visitors.enter("ryabinina.oa", javascript=False)
    number = acting.register(customer, wish)
    duty = visitors.enter("duty")
    duty.goto(f"/desk/triage/{number}/")
    acting.at_rest(duty)
    acting.key(duty, "KeyX")
    panel = duty.get_by_role("dialog")
    panel.get_by_label("Причина").select_option(index=1)
    panel.get_by_label("Что прочитает заказчик").fill("Принтера нет в составе договора ВС-2025/114.")
    panel.get_by_role("button", name="Предложить отказ").click()
    acting.said(duty, "отказ предложен, решает сервис-менеджер")
    expect(duty.get_by_role("button", name="Согласовать отказ")).to_have_count(0)
    manager = visitors.enter("manager")
    acting.open_at_the_desk(manager, number)
    acting.at_rest(manager)
    expect(manager.locator(".banner")).to_contain_text("Принтера нет в составе договора ВС-2025/114.")
    acting.press(manager, "Согласовать отказ")
    manager.locator("#step").get_by_role("button", name="Согласовать отказ").click()
    acting.said(manager, "отказано в обслуживании, заказчик получит письмо")
    customer.goto(f"/cases/{number}/")
    expect(acting.state(customer)).to_have_text("Отклонено")
    expect(customer.locator(".stream")).to_contain_text("Принтера нет в составе договора ВС-2025/114.")


def test_two_at_once_keep_both_texts(visitors: Visitors) -> None:
    wish = Wish("Плавающие потери на ядре", "FCW2233L0KO", priority="Средний")
    number = acting.register(visitors.enter("orlova.nm", javascript=False), wish)
    one, other = visitors.enter("engineer"), visitors.enter("lead")
    for page in (one, other):
        acting.open_at_the_desk(page, number)
        acting.at_rest(page)
    one.locator("#reply-text").fill("Нашли ошибки на аплинке, меняем трансивер.")
    acting.step(other, "Взять в работу")
    acting.said(other, "в работе у Вас")
    other.locator("#reply-text").fill("Начинаем с проверки оптики.")
    other.locator("#reply").get_by_role("button", name="Отправить", exact=True).click()
    acting.said(other, "Ответ отправлен.")
    one.locator("#reply").get_by_role("button", name="Отправить", exact=True).click()
    expect(one.get_by_role("alert")).to_contain_text("За это время обращение изменилось.")
    expect(one.get_by_role("region", name="Что нового")).to_contain_text("Начинаем с проверки оптики.")
    expect(one.locator("#reply-text")).to_have_value("Нашли ошибки на аплинке, меняем трансивер.")
    acting.at_rest(one)
    one.locator("#reply").get_by_role("button", name="Отправить", exact=True).click()
    acting.said(one, "Ответ отправлен.")
    for text in ("Начинаем с проверки оптики.", "Нашли ошибки на аплинке, меняем трансивер."):
        expect(one.locator(".stream")).to_contain_text(text)


def test_rows_and_help_are_under_the_fingers(visitors: Visitors) -> None:
    page = visitors.enter("engineer")
    page.goto("/desk/queue/")
    acting.at_rest(page)
    rows, chosen = page.locator("[data-row]"), page.locator("[data-row][aria-selected=true]")
    names = rows.locator("a").all_inner_texts()
    for code, expected in (("KeyJ", names[0]), ("KeyJ", names[1]), ("KeyK", names[0])):
        acting.key(page, code)
        expect(chosen.locator("a")).to_have_text(expected)
    page.keyboard.press("Shift+Slash")
    sheet = page.get_by_role("dialog", name="Клавиши")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("следующая строка")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", **HEADING)).to_have_text(names[0])
