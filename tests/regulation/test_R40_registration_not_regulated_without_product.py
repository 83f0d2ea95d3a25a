"""R-40  While the P/N is missing or wrong the time of registration is measured, but binds nobody."""

from datetime import timedelta

import pytest

from reglament.cases.course import triage
from tests.cast import NOON, Cast
from tests.regulation.agreements import second_contract
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


@pytest.mark.parametrize("pn", ["", "N9K-C93180YC-FX"])
def test_the_page_says_that_the_time_is_not_regulated_and_why(cast: Cast, look: Look, watch: Watch, pn: str) -> None:
    case = cast.case(priority=3, pn=pn, sn="")
    watch.at = NOON + timedelta(days=3)
    text = look(cast.orlova, f"/cases/{case.number}/").text
    assert "не регламентируется" in text
    assert "Почему срока нет?" in text
    assert "просрочено" not in text
    assert case.deadlines.get(clock="REG").outcome == "unregulated"


def test_with_the_right_number_it_is_regulated_and_kept(cast: Cast, look: Look) -> None:
    case = cast.case()
    text = look(cast.orlova, f"/cases/{case.number}/").text
    assert "Регистрация срок 15 мин" in text
    assert case.deadlines.get(clock="REG").outcome == "met"


def test_a_later_correction_does_not_make_it_binding(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, pn="N9K", sn="")
    triage.set_item(case, item=cast.item, by=cast.duty, at=watch.move(hours=5))
    triage.register(case, by=cast.duty, at=watch.at)
    assert "не регламентируется" in look(cast.orlova, f"/cases/{case.number}/").text
    assert case.deadlines.get(clock="REG").outcome == "unregulated"


def test_the_reaction_then_runs_from_the_registration(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, pn="N9K", sn="")
    triage.set_item(case, item=cast.item, by=cast.duty, at=watch.move(hours=3))
    triage.register(case, by=cast.duty, at=watch.at)
    assert "осталось 4 ч до 10:00 МСК, завтра" in look(cast.orlova, f"/cases/{case.number}/").text


def test_the_form_says_so_before_sending(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    form.press("Сохранить черновик", item="missing", pn="N9K", priority="3", category="incident", subject="Стек")
    told = look(cast.ivanov, "/cases/new/").part("Что произойдёт")
    assert "сначала проверим договор. После регистрации действуют сроки:" in told
    assert "такого P/N или S/N в договоре нет. Время регистрации не регламентируется." in told


def test_a_category_without_equipment_asks_for_no_number(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Вопрос", description="Как настроить?", category="consultation", priority="4"
    )
    assert page.state == "Зарегистрировано"
    assert "не регламентируется" not in page.text


def test_nor_is_it_when_the_contract_is_found_later(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    second_contract(cast)
    case = post.send("Логин: ivanov\nПриоритет: 3\nP/N: N9K\n\nСтек упал.").case
    assert case and case.contract is None
    triage.set_contract(case, cast.contract, by=cast.duty, at=watch.move(hours=3))
    text = look(cast.ivanov, f"/cases/{case.number}/").text
    assert "не регламентируется" in text
    assert "просрочено" not in text
