"""R-39  Without the right P/N the contract is checked first, it takes longer, and service may be refused."""

import pytest

from reglament.cases.course import refusal, triage
from reglament.clauses import Refused
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post

TEXT = "Этого изделия нет в составе договора. Обратитесь к сервис-менеджеру."


@pytest.mark.parametrize(
    ("pn", "sn", "finding"),
    [
        ("", "", "не указан P/N или S/N"),
        ("C9300-48P-A", "", "не указан P/N или S/N"),
        ("N9K-C93180YC-FX", "", "такого P/N или S/N в договоре нет"),
        ("N9K-C93180YC-FX", "FOC2147X0AB", "S/N совпадает, P/N отличается"),
    ],
)
def test_the_customer_reads_what_is_checked_and_why(
    cast: Cast, look: Look, post: Post, pn: str, sn: str, finding: str
) -> None:
    case = cast.case(priority=3, pn=pn, sn=sn)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Проверка договора"
    assert f"12:00 Начата проверка договора: {finding}" in page.history
    assert page.fact("Проверка договора") == f"ожидает: {finding}"
    letter = post.last(cast.orlova).text
    assert f"Обращение {case.number} принято, идёт проверка договора." in letter
    assert f"Что проверяется: {finding}" in letter
    assert "Проверьте, пожалуйста, P/N и S/N" in letter


@pytest.mark.parametrize(
    ("number", "state"), [(1, "Зарегистрировано"), (2, "Зарегистрировано"), (3, "Проверка договора")]
)
def test_work_on_high_priorities_does_not_wait_for_the_check(
    cast: Cast, look: Look, post: Post, number: int, state: str
) -> None:
    case = cast.case(priority=number, pn="", sn="")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == state
    if number <= 2:
        assert "Зарегистрировано, проверка договора идёт параллельно с работой" in page.history
        assert "Проверка договора ещё идёт, но работа её не ждёт" in post.last(cast.orlova).text
        assert f"Требуется проверка договора по обращению {case.number}." in post.last(cast.manager).text


def test_the_reaction_of_such_a_case_runs_from_its_receipt(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, f"/cases/{cast.case(priority=1, pn='', sn='').number}/").text
    assert "осталось 30 мин до 12:30 МСК, сегодня" in page


def test_a_house_may_do_without_conditional_registration(cast: Cast) -> None:
    cast.contract.terms = {"p12.conditional": False}
    cast.contract.save()
    assert cast.case(priority=1, pn="", sn="").status == "check"


def test_the_right_number_ends_the_check(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, pn="N9K", sn="")
    triage.set_item(case, item=cast.item, by=cast.duty, at=watch.move(minutes=20))
    triage.register(case, by=cast.duty, at=watch.at)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Зарегистрировано"
    assert page.fact("Оборудование") == "Коммутатор Catalyst 9300 C9300-48P-A FOC2147X0AB"


def test_one_proposes_a_refusal_another_approves_and_the_customer_reads_why(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    case = cast.case(priority=3, pn="N9K", sn="")
    watch.move(hours=1)
    form = look(cast.duty, f"/desk/cases/{case.number}/steps/refusal/")
    form.press("Предложить отказ", reason="not_covered", text=TEXT)
    assert look(cast.orlova, f"/cases/{case.number}/").state == "Проверка договора"
    assert "Требуется Ваше решение." in post.last(cast.manager).text
    watch.move(hours=1)
    look(cast.manager, f"/desk/cases/{case.number}/steps/approval/").press("Согласовать отказ")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Отклонено"
    assert TEXT in page.history
    assert "Отказ в обслуживании: Изделия нет в составе договора" in page.history
    letter = post.last(cast.orlova).text
    assert f"По обращению {case.number} отказано в обслуживании." in letter
    assert "Причина: Изделия нет в составе договора" in letter
    assert TEXT in letter
    assert (
        "С вопросами о договоре обращайтесь к сервис-менеджеру: Manager Человекова, manager@vector.example." in letter
    )


def test_a_refusal_that_is_not_approved_changes_nothing(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, pn="N9K", sn="")
    refusal.propose(case, reason="not_covered", text=TEXT, by=cast.duty, at=watch.move(hours=1))
    form = look(cast.head, f"/desk/cases/{case.number}/steps/declining/")
    form.press("Не согласовать отказ", text="Изделие добавлено соглашением.")
    assert look(cast.orlova, f"/cases/{case.number}/").state == "Проверка договора"
    assert TEXT not in look(cast.orlova, f"/cases/{case.number}/").text


@pytest.mark.parametrize("who", ["duty", "engineer", "operator", "lead", "account_manager"])
def test_nobody_refuses_alone(cast: Cast, watch: Watch, who: str) -> None:
    case = cast.case(priority=3, pn="N9K", sn="")
    refusal.propose(case, reason="not_covered", text=TEXT, by=cast.duty, at=watch.move(hours=1))
    with pytest.raises(Refused):
        refusal.approve(case, by=getattr(cast, who), at=watch.move(minutes=5))


def test_where_the_service_is_owed_nothing_can_be_refused(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case()
    with pytest.raises(Refused, match="Право на услугу подтверждено, поэтому отказать в обслуживании нельзя"):
        refusal.propose(case, reason="not_covered", text=TEXT, by=cast.duty, at=watch.move(minutes=5))
    labels = look(cast.duty, f"/desk/cases/{case.number}/").buttons()
    assert not any(label.startswith("Предложить отказ") for label in labels)


def test_a_case_being_worked_on_can_still_end_in_a_refusal(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work(priority=1, pn="", sn="")
    refusal.propose(case, reason="not_covered", text=TEXT, by=cast.duty, at=watch.move(hours=1))
    refusal.approve(case, by=cast.manager, at=watch.move(minutes=10))
    assert look(cast.orlova, f"/cases/{case.number}/").state == "Отклонено"


def test_a_contract_out_of_force_is_confirmed_by_its_manager_alone(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(contract=cast.expired, priority=3)
    with pytest.raises(Refused, match="Договор не действует"):
        triage.confirm(case, by=cast.duty, at=watch.move(minutes=5))
    triage.confirm(case, by=cast.manager, at=watch.move(minutes=5))
    triage.register(case, by=cast.manager, at=watch.at)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Зарегистрировано"
    assert "до 16:10 МСК, сегодня" in page.text


def test_a_check_begun_after_the_registration_takes_no_term_back(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case()
    triage.start_check(case, by=cast.duty, at=watch.move(minutes=30))
    assert look(cast.orlova, f"/cases/{case.number}/").state == "Проверка договора"
    triage.confirm(case, by=cast.duty, at=watch.move(hours=2))
    triage.register(case, by=cast.duty, at=watch.at)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Зарегистрировано"
    assert "просрочено на 1 ч 30 мин" in page.text
    assert "до 12:00 МСК, пт 20.11" in page.text


def test_what_a_person_confirmed_reads_as_confirmed(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case(priority=1, pn="N9K", sn="")
    triage.confirm(case, by=cast.manager, at=watch.move(minutes=30))
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.fact("Проверка договора") == "проверено: право на услугу подтверждено"
    assert "12:30 Проверка договора: право на услугу подтверждено" in page.history
    assert f"Проверка договора по обращению {case.number} завершена" in post.last(cast.orlova).text


def test_the_customer_is_told_that_the_right_number_has_ended_the_check(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    case = cast.case(priority=1, pn="N9K", sn="")
    watch.move(minutes=20)
    form = look(cast.duty, f"/desk/cases/{case.number}/steps/item/")
    form.press("Указать оборудование", item="", pn=cast.item.product.pn, sn=cast.item.sn)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "12:20 Проверка договора: P/N и S/N совпадают" in page.history
    letter = post.last(cast.orlova).text
    assert f"Проверка договора по обращению {case.number} завершена: право на услугу подтверждено." in letter
    assert "Оборудование: Коммутатор Catalyst 9300, P/N C9300-48P-A, S/N FOC2147X0AB" in letter
    cast.orlova.language = "en"
    cast.orlova.save()
    other = cast.case(priority=2, pn="N9K", sn="")
    triage.set_item(other, item=cast.other_item, by=cast.duty, at=watch.move(minutes=5))
    assert f"The contract check of case {other.number} is complete" in post.last(cast.orlova).text
