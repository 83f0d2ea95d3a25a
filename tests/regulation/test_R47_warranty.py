"""R-47  Warranty: a product is replaced while its warranty lasts; the contract has to contain the service."""

import pytest

from reglament.contracts.models import Service
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


def test_it_is_offered_with_the_service_and_has_terms_of_its_own(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать",
        subject="Питание", description="Сгорел блок.", category="warranty", item=str(cast.item.pk), priority="3",
    )  # fmt: skip
    assert page.fact("Категория") == "Гарантия"
    assert "Диагностирование срок" in page.text
    assert "Временное решение срок" not in page.text


@pytest.mark.parametrize("sn", ["", "FOC0000X0XX"])
def test_the_very_unit_has_to_be_known(cast: Cast, look: Look, sn: str) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать",
        subject="Питание", description="Сгорел.", category="warranty", item="missing", sn=sn, priority="3",
    )  # fmt: skip
    assert page.state == "Проверка договора"


def test_without_the_service_it_is_not_offered(cast: Cast, look: Look, post: Post) -> None:
    cast.contract.versions.get().services.set(Service.objects.filter(code="network"))
    page = look(cast.ivanov, "/cases/new/")
    assert not any(words.startswith("Гарантия") for words in page.labels("category"))
    assert "«Гарантия» входит в услугу «Гарантийное обслуживание», её в договоре нет." in page.text
    case = post.send("Логин: ivanov\nПриоритет: 3\nКатегория: Гарантия\nS/N: FOC2147X0AB\n\nСгорел.").case
    assert case and case.category.code == "incident"
