"""R-16  Terms and thresholds of a case are those of the contract it was opened under."""

from datetime import date

import pytest

from reglament.contracts.models import Contract, ContractVersion, Policy
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post


def _bind(contract: Contract, code: str | None) -> None:
    policy = Policy.objects.get(code=code).versions.get() if code else None
    ContractVersion.objects.filter(contract=contract).update(policy=policy)


def test_the_threshold_table_stands_in_the_contract(cast: Cast, look: Look) -> None:
    rows = look(cast.ivanov, f"/contracts/{cast.contract.number}/").rows("Таблица пороговых значений")
    assert rows[0][1:] == ["Регистрация", "Реагирование", "Диагностирование", "Временное решение", "Решение"]
    assert [row[1:] for row in rows[1:]] == [
        ["15 мин", "30 мин", "4 ч", "6 ч", "24 ч"],
        ["15 мин", "1 ч", "8 ч", "1 раб. день", "3 раб. дня"],
        ["30 мин", "4 ч", "2 раб. дня", "без норматива", "7 раб. дней"],
        ["30 мин", "1 раб. день", "без норматива", "без норматива", "15 раб. дней"],
    ]


@pytest.mark.parametrize(
    ("policy", "reaction", "solution"),
    [
        ("standard-9x5", "до 13:00 МСК, сегодня", "до 12:00 МСК, пт 20.11"),
        ("basic-8x5", "до 16:00 МСК, сегодня", "до 12:00 МСК, вт 24.11"),
        ("premium-24x7", "до 12:30 МСК, сегодня", "до 12:00 МСК, завтра"),
    ],
)
def test_the_same_request_has_other_terms_under_another_contract(
    cast: Cast, look: Look, policy: str, reaction: str, solution: str
) -> None:
    _bind(cast.contract, policy)
    text = look(cast.orlova, f"/cases/{cast.case().number}/").text
    assert reaction in text
    assert solution in text


def test_the_letter_states_the_terms_of_the_contract(cast: Cast, post: Post) -> None:
    _bind(cast.contract, "premium-24x7")
    post.send(GOOD)
    letter = post.last(cast.ivanov).text.replace("\u00a0", " ")
    assert "Реагирование: до 17.11.2026 12:30 МСК" in letter
    assert "Решение: до 18.11.2026 12:00 МСК" in letter


def test_without_a_threshold_table_nothing_is_overdrawn(cast: Cast, look: Look) -> None:
    _bind(cast.contract, None)
    page = look(cast.ivanov, f"/contracts/{cast.contract.number}/")
    assert "К договору не привязана таблица пороговых значений: сроки не отсчитываются." in page.text
    case = look(cast.orlova, f"/cases/{cast.case().number}/").text
    assert "без норматива" in case
    assert "просрочено" not in case


def test_a_new_version_of_the_contract_leaves_open_cases_as_they_are(cast: Cast, look: Look) -> None:
    old = cast.case()
    former = ContractVersion.objects.get(contract=cast.contract)
    former.valid_until = date(2026, 11, 17)
    former.save()
    new = ContractVersion.objects.create(
        contract=cast.contract, number=2, title_ru="Дополнительное соглашение 1", title_en="Addendum 1",
        valid_from=date(2026, 11, 17), policy=Policy.objects.get(code="premium-24x7").versions.get(),
    )  # fmt: skip
    new.services.set(former.services.all())
    assert "до 12:00 МСК, пт 20.11" in look(cast.orlova, f"/cases/{old.number}/").text
    page = look(cast.orlova, f"/cases/{cast.case().number}/").text
    assert "до 12:00 МСК, завтра" in page
    assert "ВС-2025/114, Дополнительное соглашение 1" in page


def test_why_such_a_term_is_answered_with_table_edition_and_calendar(cast: Cast, look: Look) -> None:
    text = look(cast.orlova, f"/cases/{cast.case().number}/").text
    assert "Договор ВС-2025/114, Исходная редакция" in text
    assert "«Стандарт 9x5, приоритет 1 круглосуточно», редакция 1, действует с 01.01.2024" in text
    assert "Режим обслуживания 9x5, Москва" in text
