"""R-51  The portal offers those categories alone to which the contract gives a right."""

import pytest

from reglament.cases.models import Case
from reglament.contracts.models import Service
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


@pytest.mark.parametrize(
    ("services", "offered"),
    [
        (("network", "warranty"), ["incident", "warranty", "consultation", "commercial"]),
        (("network",), ["incident", "consultation", "commercial"]),
        (("warranty",), ["warranty", "commercial"]),
        (("outsourcing",), ["incident", "consultation", "commercial", "planned"]),
    ],
)
def test_the_list_is_that_of_the_services(
    cast: Cast, look: Look, services: tuple[str, ...], offered: list[str]
) -> None:
    cast.contract.versions.get().services.set(Service.objects.filter(code__in=services))
    page = look(cast.ivanov, "/cases/new/")
    assert [field.get("value") for field in page.tree.xpath("//input[@name='category']")] == offered


def test_what_the_contract_lost_while_the_form_was_open_is_checked_again(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    cast.contract.versions.get().services.set(Service.objects.filter(code="network"))
    page = form.press(
        "Зарегистрировать", subject="Питание", description="Сгорел.", category="warranty", item=str(cast.item.pk)
    )
    assert page.status == 422
    assert "Договор не включает эту категорию. Выберите другую." in page.text
    assert not Case.objects.exists()


def test_the_operator_is_offered_the_same(cast: Cast, look: Look) -> None:
    cast.contract.versions.get().services.set(Service.objects.filter(code="network"))
    page = look(cast.operator, f"/desk/cases/new/?contract={cast.contract.pk}")
    assert [words for words in page.options("category") if words] == [
        "Инцидент", "Консультация", "Запрос на коммерческие работы",
    ]  # fmt: skip


def test_a_default_is_never_outside_the_contract(cast: Cast, look: Look) -> None:
    cast.contract.versions.get().services.set(Service.objects.filter(code="warranty"))
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Питание", description="Сгорел.", item=str(cast.item.pk), priority="2"
    )
    assert page.fact("Категория") == "Гарантия"


@pytest.mark.parametrize("priority", [1, 2, 3, 4])
def test_nor_is_that_of_a_letter(cast: Cast, post: Post, priority: int) -> None:
    cast.contract.versions.get().services.set(Service.objects.filter(code="warranty"))
    case = post.send(f"Логин: ivanov\nПриоритет: {priority}\nS/N: FOC2147X0AB\n\nСгорел блок питания.").case
    assert case and case.category.code == "warranty"
