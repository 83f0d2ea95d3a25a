"""R-38  In the portal the P/N is not typed but found in the list of the own contract."""

from reglament.contracts.models import CoveredItem
from reglament.equipment import registering
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look


def test_choosing_a_line_fills_the_number_in(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.other_item.pk), priority="3", pn="чужой"
    )
    assert page.fact("Оборудование") == "Коммутатор Catalyst 9300 C9300-48P-A FOC2147X0AC"


def test_the_list_is_searched_on_the_server_and_shows_the_first(cast: Cast, look: Look) -> None:
    router = registering.product(
        vendor="Cisco", pn="ISR4331/K9", name_ru="Маршрутизатор ISR 4331", name_en="ISR 4331 router",
        kind="hardware", line="network",
    )  # fmt: skip
    for number in range(30):
        item = registering.item(cast.company, router, sn=f"FDO2032A1{number:02}", site=cast.site)
        CoveredItem.objects.create(
            contract=cast.contract, item=item, cover_from=cast.contract.starts_on, cover_until=cast.contract.ends_on
        )
    form = look(cast.ivanov, "/cases/new/")
    assert "32 позиции в договоре" in form.text
    assert "Показаны первые; уточните поиск." in form.text
    assert len(form.labels("item")) < 12
    found = form.press("Найти", q="4331 a117")
    assert "найдено 1 из 32" in found.text
    assert "FDO2032A117" in found.labels("item")[0]
    assert "маршрутизатор" in form.press("Найти", q="маршрутизатор").text.lower()


def test_only_lines_in_cover_on_this_day_are_offered(cast: Cast, look: Look) -> None:
    CoveredItem.objects.filter(item=cast.item).update(cover_from=NOON.date().replace(day=18))
    CoveredItem.objects.filter(item=cast.other_item).update(cover_until=NOON.date())
    assert len(look(cast.ivanov, "/cases/new/").labels("item")) == 1


def test_lines_of_another_company_are_never_found(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Найти", q="FOC9999X0ZZ")
    assert "найдено 0 из 2" in page.text
    assert "FOC9999X0ZZ" not in " ".join(page.labels("item"))
