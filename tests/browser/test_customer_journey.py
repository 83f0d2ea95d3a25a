"""A customer's whole way through the portal, with scripts and without them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import acting
from tests.browser.acting import Wish
from tests.browser.visiting import Visitors, sign_in

pytestmark = pytest.mark.xdist_group("installation")

WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
HEADING = {"level": 1}


@WITH_AND_WITHOUT
def test_from_a_request_to_a_closed_case(visitors: Visitors, javascript: bool) -> None:
    customer = visitors.enter(javascript=javascript)
    engineer = visitors.enter("engineer", javascript=javascript)
    number = a_request_is_registered(customer, with_scripts=javascript)
    a_question_is_asked(engineer, number)
    the_question_is_answered(customer, number)
    it_is_solved(engineer, number, "Заменили блок питания PWR-C1-715WAC.")
    the_solution_is_sent_back(customer, number)
    it_is_solved(engineer, number, "Заменили и кабель питания, оба блока под нагрузкой.")
    the_solution_is_accepted(customer, number)


def a_request_is_registered(page: Page, *, with_scripts: bool) -> str:
    sign_in(page, "ivanov.sm")
    page.get_by_role("link", name="Зарегистрировать обращение").first.click()
    acting.at_rest(page)
    contract = page.locator("section").filter(has=page.get_by_role("heading", name="1. Договор"))
    expect(contract).to_contain_text("ВС-2025/114")
    expect(contract).to_contain_text("единственный договор")
    subject = f"SW-EKB-CORE-1: отказал блок питания ({'со скриптами' if with_scripts else 'без скриптов'})"
    acting.fill_in(page, Wish(subject, "FCW2233L0KQ" if with_scripts else "FCW2233L0KO"))
    page.locator("input[type=file]").set_input_files([acting.LOG])
    if with_scripts:
        what_will_happen_is_told_beforehand(page)
    number = acting.send(page)
    acting.said(page, f"Обращение принято, его номер {number}.")
    expect(page.get_by_role("heading", **HEADING)).to_have_text(subject)
    expect(acting.state(page)).to_have_text("Зарегистрировано")
    for promise in ("Регистрация", "Реагирование", "Диагностирование", "Временное решение", "Решение"):
        expect(page.locator(".promise-name").get_by_text(promise, exact=True)).to_be_visible()
    expect(page.get_by_text(f"назовите номер {number}")).to_be_visible()
    expect(page.locator(".banner").get_by_role("link", name="8 (800) 000-00-43")).to_be_visible()
    expect(page.get_by_role("link", name="show-tech.log")).to_be_visible()
    return number


def what_will_happen_is_told_beforehand(page: Page) -> None:
    """The deadlines of what is chosen, the call that is owed, and how much of the budget of files is spent."""
    outcome = page.locator("#outcome")
    expect(outcome).to_contain_text("Инцидент, приоритет 2")
    expect(outcome).to_contain_text("Временное решение")
    expect(outcome.get_by_role("link", name="8 (800) 000-00-43")).to_be_visible()
    expect(page.get_by_text("1 из 5 файлов, 5 КБ из 10 МБ")).to_be_visible()
    expect(page.get_by_text(re.compile("Черновик сохранён в"))).to_be_visible()


def a_question_is_asked(page: Page, number: str) -> None:
    acting.open_at_the_desk(page, number)
    acting.step(page, "Взять в работу")
    acting.said(page, "в работе у Вас")
    acting.step(page, "Спросить заказчика", text="Когда блок питания погас: до или после грозы?")
    acting.said(page, "вопрос отправлен, сроки приостановлены")


def the_question_is_answered(page: Page, number: str) -> None:
    page.goto("/")
    need = page.locator(".need li").filter(has_text=number)
    expect(need).to_contain_text("до или после грозы")
    need.get_by_role("link", name="Ответить").click()
    acting.at_rest(page)
    expect(acting.state(page)).to_have_text("Требуется Ваш ответ")
    expect(page.get_by_text("приостановлено").first).to_be_visible()
    page.get_by_label("Ответ инженеру").fill("После грозы, в 04:10 по журналу.")
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator(".stream")).to_contain_text("После грозы, в 04:10 по журналу.")
    expect(acting.state(page)).to_have_text("В работе")


def it_is_solved(page: Page, number: str, text: str) -> None:
    acting.open_at_the_desk(page, number)
    acting.step(page, "Решить", text=text, cause="hardware", closure="solved")
    acting.said(page, "решение отправлено")


def the_solution_is_sent_back(page: Page, number: str) -> None:
    page.goto(f"/cases/{number}/")
    expect(page.get_by_text("Решение помогло? Тогда подтвердите его.")).to_be_visible()
    page.get_by_role("link", name="Не решено").first.click()
    page.get_by_label("Что по-прежнему не так").fill("Блок погас снова через час.")
    page.get_by_role("button", name="Вернуть в работу").click()
    acting.said(page, "Обращение снова в работе.")
    expect(acting.state(page)).to_have_text("Возобновлено")
    expect(page.locator(".stream")).to_contain_text("Блок погас снова через час.")


def the_solution_is_accepted(page: Page, number: str) -> None:
    page.goto("/")
    need = page.locator(".need li").filter(has_text=number)
    need.get_by_role("button", name="Подтвердить решение").click()
    acting.said(page, f"Решение подтверждено, {number} закрыто. Спасибо!")
    expect(acting.state(page)).to_have_text("Закрыто")
    expect(page.get_by_text(f"зарегистрируйте новое и укажите в нём {number}")).to_be_visible()


@WITH_AND_WITHOUT
def test_a_lost_session_takes_nothing_away(visitors: Visitors, javascript: bool) -> None:
    page = visitors.enter("ryabinina.oa", javascript=javascript)
    page.goto("/cases/new/?new")
    acting.at_rest(page)
    wish = Wish("Не регистрируются телефоны склада", "18N586996360", priority="Средний")
    acting.fill_in(page, wish)
    page.context.clear_cookies(name="session")
    page.get_by_role("textbox", name="Описание").fill("Десять аппаратов из сорока, с девяти утра.")
    page.get_by_role("button", name="Зарегистрировать", exact=True).first.click()
    expect(page.get_by_text("Войдите: всё, что Вы ввели, сохранено.")).to_be_visible()
    sign_in(page, "ryabinina.oa")
    expect(page.get_by_role("textbox", name="Тема")).to_have_value(wish.subject)
    expect(page.get_by_role("textbox", name="Описание")).to_have_value("Десять аппаратов из сорока, с девяти утра.")
    expect(page.get_by_role("radio", name=re.compile(wish.sn))).to_be_checked()
    acting.send(page)
    expect(page.get_by_role("heading", **HEADING)).to_have_text(wish.subject)


@WITH_AND_WITHOUT
def test_a_reply_outlives_its_session(visitors: Visitors, javascript: bool) -> None:
    page = visitors.enter("ryabinina.oa", javascript=javascript)
    acting.register(page, Wish("Телефон на складе не звонит", "18N515051843", priority="Низкий"))
    acting.at_rest(page)
    page.context.clear_cookies(name="session")
    page.get_by_label("Ответ инженеру").fill("Звонит, но только после второго вызова.")
    if javascript:
        expect(page.locator("[data-saved]")).to_contain_text("Сеанс завершён: войдите, чтобы отправить.")
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("Войдите: всё, что Вы ввели, сохранено.")).to_be_visible()
    sign_in(page, "ryabinina.oa")
    expect(page.get_by_label("Ответ инженеру")).to_have_value("Звонит, но только после второго вызова.")
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator(".stream")).to_contain_text("Звонит, но только после второго вызова.")


def test_what_is_typed_is_kept_even_if_every_cookie_is_gone(visitors: Visitors) -> None:
    page = visitors.enter("gusev.pd")
    page.goto("/cases/new/?new")
    acting.at_rest(page)
    page.get_by_role("textbox", name="Тема").fill("Пропадает звук в переговорной")
    expect(page.get_by_text(re.compile("Черновик сохранён в"))).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("textbox", name="Описание").fill("Дважды за утро.")
    page.locator("input[type=file]").set_input_files([acting.LOG])
    page.get_by_role("button", name="Зарегистрировать", exact=True).first.click()
    expect(page.get_by_text("Всё, что Вы ввели, сохранено здесь: проверьте и отправьте.")).to_be_visible()
    sign_in(page, "gusev.pd")
    expect(page.get_by_role("textbox", name="Тема")).to_have_value("Пропадает звук в переговорной")
    expect(page.get_by_role("textbox", name="Описание")).to_have_value("Дважды за утро.")
    expect(page.get_by_text("show-tech.log")).to_be_visible()


@WITH_AND_WITHOUT
def test_a_draft_goes_on_in_another_browser(visitors: Visitors, javascript: bool) -> None:
    office = visitors.enter("akhmetova.lk", javascript=javascript)
    office.goto("/cases/new/?new")
    acting.at_rest(office)
    subject = f"Печать накладных стоит ({'со скриптами' if javascript else 'без скриптов'})"
    office.get_by_role("textbox", name="Тема").fill(subject)
    office.get_by_role("textbox", name="Описание").fill("С обеда, обе очереди.")
    office.locator("input[type=file]").set_input_files([acting.LOG])
    office.get_by_role("button", name="Сохранить черновик").last.click()
    expect(office.locator(".file-rows").first).to_contain_text("show-tech.log")
    home = visitors.enter("akhmetova.lk", javascript=javascript)
    home.goto("/")
    home.locator(".need li").filter(has_text=subject).get_by_role("link", name="Продолжить").click()
    expect(home.get_by_role("textbox", name="Описание")).to_have_value("С обеда, обе очереди.")
    acting.at_rest(home)
    acting.send(home)
    expect(home.get_by_role("link", name="show-tech.log")).to_be_visible()


@WITH_AND_WITHOUT
def test_what_is_still_wrong_outlives_its_session(visitors: Visitors, javascript: bool) -> None:
    page = visitors.enter("ryabinina.oa", javascript=javascript)
    number = acting.register(page, Wish("Телефон диспетчера хрипит", "18N586996360", priority="Низкий"))
    page.get_by_role("link", name="Отменить обращение").click()
    acting.at_rest(page)
    page.get_by_label("Почему обращение больше не нужно").fill("Заменили трубку сами.")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Отменить обращение").click()
    expect(page.get_by_text("Войдите: всё, что Вы ввели, сохранено.")).to_be_visible()
    sign_in(page, "ryabinina.oa")
    expect(page.get_by_label("Почему обращение больше не нужно")).to_have_value("Заменили трубку сами.")
    page.get_by_role("button", name="Отменить обращение").click()
    expect(page.get_by_role("heading", **HEADING)).to_have_text("Телефон диспетчера хрипит")
    expect(page.locator(".stream")).to_contain_text("Заменили трубку сами.")
    assert number in page.url


def test_what_needs_a_script_is_not_offered_without_one(visitors: Visitors) -> None:
    for javascript in (True, False):
        page = visitors.enter("ryabinina.oa", javascript=javascript)
        page.goto("/support/")
        copy = page.get_by_role("button", name="Копировать")
        expect(copy).to_be_visible() if javascript else expect(copy).to_be_hidden()


def test_a_p2_case_is_registered_with_the_keyboard_alone(visitors: Visitors) -> None:
    """Tab, arrows, space and Enter; every step shows where the focus is."""
    page = visitors.enter("fokin.ve")
    page.goto("/cases/new/?new")
    acting.at_rest(page)
    _tab_to(page, "#id_category_0")
    page.keyboard.press("Space")
    _tab_to(page, "#id_find")
    page.keyboard.type("FCW2233L0KQ")
    expect(page.locator("#items").get_by_role("radio")).to_have_count(2)
    _tab_to(page, "#items input")
    page.keyboard.press("Space")
    _tab_to(page, "#id_priority_0")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("Высокий"))).to_be_checked()
    _tab_to(page, "#id_subject")
    page.keyboard.type("Стек потерял блок питания")
    _tab_to(page, "#id_description")
    page.keyboard.type("Индикатор жёлтый.")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(rf"/cases/{acting.NUMBER.pattern}/"))
    expect(page.locator(".priority").first).to_contain_text("Высокий")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """selector => {
                const here = document.activeElement;
                const ring = getComputedStyle(here).outlineStyle !== "none";
                return [here.matches(selector), ring];
            }""",
            selector,
        )
        assert shown[1], f"no ring around what has the focus on the way to {selector}"
        if shown[0]:
            return
    raise AssertionError(f"{selector} is not reached by Tab")


@WITH_AND_WITHOUT
def test_mistakes_are_told_where_they_are_and_nothing_is_lost(visitors: Visitors, javascript: bool) -> None:
    page = visitors.enter("ryabinina.oa", javascript=javascript)
    page.goto("/cases/new/?new")
    acting.at_rest(page)
    page.get_by_role("textbox", name="Описание").fill("Гудит вентилятор.")
    page.get_by_role("button", name="Зарегистрировать", exact=True).first.click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Не отправлено. Исправьте, пожалуйста:")
    if javascript:
        expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("Тема")).click()
    subject = page.get_by_role("textbox", name="Тема")
    if javascript:
        expect(subject).to_be_focused()
    expect(subject).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("textbox", name="Описание")).to_have_value("Гудит вентилятор.")


def test_a_double_click_makes_one_case(visitors: Visitors) -> None:
    page = visitors.enter("ryabinina.oa")
    page.goto("/cases/new/?new")
    acting.at_rest(page)
    subject = "Пропал резервный маршрут на терминале"
    acting.fill_in(page, Wish(subject, "FCW2233L0KQ", priority="Низкий"))
    page.get_by_role("button", name="Зарегистрировать", exact=True).first.dblclick()
    page.wait_for_url(re.compile(rf"/cases/{acting.NUMBER.pattern}/"))
    page.goto(f"/cases/?q={subject}")
    expect(page.get_by_role("row").filter(has_text=subject)).to_have_count(1)


@WITH_AND_WITHOUT
def test_every_page_speaks_the_chosen_language(visitors: Visitors, javascript: bool) -> None:
    page = visitors.enter("fokin.ve", javascript=javascript)
    page.goto("/contracts/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", **HEADING)).to_have_text("Contracts")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Cases").click()
    expect(page.get_by_role("heading", **HEADING)).to_have_text("Cases")
    page.get_by_role("button", name="Русский").click()
    expect(page.get_by_role("heading", **HEADING)).to_have_text("Обращения")
