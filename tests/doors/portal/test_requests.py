"""A new case: the form, its drafts and files, and everything the server checks once more."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from reglament.cases.models import Attachment, Case
from reglament.contracts.models import Category, Contract, CoveredItem, Service
from reglament.equipment import registering
from reglament.intake.models import CaseDraft, DraftFile
from reglament.portal import keys
from tests.cast import NOON, Cast
from tests.doors.portal.conftest import Count, Look
from tests.regulation.seeing import Page, see

LIMIT = 10_485_760
SEND = "Зарегистрировать"
NEW = "/cases/new/"


def hidden(client: Client, address: str = NEW) -> dict[str, str]:
    page = client.get(address).content.decode().split('id="request"')[1]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def send(client: Client, address: str = NEW, **typed: object):
    values = {"subject": "Стек упал", "description": "С утра.", "do": "send", **hidden(client, address)}
    return client.post(NEW, values | typed)


def files(*sizes: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"f{number}.bin", b"x" * size) for number, size in enumerate(sizes, 1)]


def test_the_one_contract_is_set_and_only_its_categories_are_offered(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, NEW)
    assert "ВС-2025/114 , Техническая поддержка сети" in page.part("1. Договор")
    offered = [label.split(" ")[0] for label in page.labels("category")]
    assert offered == ["Инцидент", "Гарантия", "Консультация", "Запрос"]
    explained = "«Плановые мероприятия» входит в услугу «Аутсорсинг», её в договоре нет."
    assert explained in page.part("2. Категория")


def test_nothing_is_chosen_beforehand(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, NEW)
    assert not page.tree.xpath("//input[@type='radio'][@checked]")
    assert "Если не выбрать, будет установлен приоритет 4 (Низкий)." in page.text


def test_priorities_come_with_definition_example_and_the_contracts_thresholds(cast: Cast, look: Look) -> None:
    critical, high, *_ = look(cast.ivanov, NEW).labels("priority")
    assert "Например" in critical
    assert critical.endswith("Реагирование 30 мин Решение 24 ч")
    assert high.endswith("Реагирование 1 ч Решение 3 раб. дня")


def test_a_full_request_becomes_a_registered_case(cast: Cast, browse) -> None:
    sent = send(
        browse(cast.orlova), item=cast.item.pk, category="incident", priority="2", phone="+7 900 000-00-01",
        wants_version="on", current_version="17.12.4", wanted_version="17.15.1", files=files(3, 4),
    )  # fmt: skip
    case = Case.objects.get()
    assert sent["Location"] == f"/cases/{case.number}/"
    assert (case.status, case.item, case.site, case.priority) == ("registered", cast.item, cast.site, 2)
    assert case.priority_source == "responsible"
    assert (case.current_version, case.wanted_version, case.phone) == ("17.12.4", "17.15.1", "+7 900 000-00-01")
    assert [row.name for row in case.entries.get().attachments.all()] == ["f1.bin", "f2.bin"]
    assert not CaseDraft.objects.exists()


def test_untouched_choices_take_the_values_of_the_regulation(cast: Cast, browse) -> None:
    send(browse(cast.ivanov))
    case = Case.objects.get()
    assert (case.priority, case.priority_source, case.category.code) == (4, "default", "consultation")
    send(browse(cast.ivanov), priority="2")
    case = Case.objects.latest("id")
    assert (case.category.code, case.conditional, case.registration_regulated) == ("incident", True, False)


def test_what_is_not_in_the_list_is_typed_and_its_consequence_is_said(cast: Cast, browse, look: Look) -> None:
    client = browse(cast.ivanov)
    typed = {
        "item": "missing",
        "pn": "MES2348P",
        "sn": "ES1",
        "place": "Тюмень",
        "category": "incident",
        "priority": "3",
    }
    client.post(NEW, {**hidden(client), **typed, "do": "save"})
    told = look(cast.ivanov, NEW).part("Что произойдёт")
    assert "сначала проверим договор" in told
    assert "Время регистрации не регламентируется." in told
    send(client, **typed)
    case = Case.objects.get()
    assert (case.status, case.pn, case.sn, case.place) == ("check", "MES2348P", "ES1", "Тюмень")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"subject": " "}, "Напишите тему в нескольких словах."),
        ({"description": ""}, "Опишите, что происходит: инженер начнёт с этого."),
        ({"subject": "ы" * 201}, "Тема длиннее 200 знаков."),
        ({"wants_version": "on"}, "Укажите текущую версию: без неё обновление не спланировать."),
        ({"category": "planned"}, "Договор не включает эту категорию."),
        ({"item": "999999"}, "Такой позиции в договоре нет."),
        ({"priority": "5"}, "Выберите корректный вариант"),
    ],
)
def test_what_is_wrong_is_said_next_to_its_field_and_on_top(cast: Cast, browse, typed, words: str) -> None:
    refused = send(browse(cast.ivanov), **typed)
    page = Page(Client(), refused, NEW)
    assert refused.status_code == 422
    assert page.text.count(words) == 2
    assert not Case.objects.exists()
    draft = CaseDraft.objects.get()
    assert draft.values["subject"] == typed.get("subject", "Стек упал")


def test_an_item_of_another_company_is_as_unknown_as_one_that_never_was(cast: Cast, browse) -> None:
    foreign = send(browse(cast.ivanov), item=cast.rival_item.pk)
    assert foreign.status_code == 422
    assert "FOC9999X0ZZ" not in foreign.content.decode()
    assert "Такой позиции в договоре нет." in foreign.content.decode()


def test_an_item_that_left_the_contract_meanwhile_is_refused_and_the_text_stays(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = hidden(client)
    CoveredItem.objects.filter(item=cast.item).update(cover_until=NOON.date())
    refused = client.post(
        NEW, {**values, "subject": "Стек", "description": "Долгий рассказ.", "item": cast.item.pk, "do": "send"}
    )
    assert refused.status_code == 422
    assert "Долгий рассказ." in refused.content.decode()


def test_six_files_five_are_kept_and_the_sixth_is_named(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    refused = send(client, files=files(1, 1, 1, 1, 1, 1))
    page = Page(client, refused, NEW)
    assert refused.status_code == 422
    assert "не более 5 файлов" in page.text
    assert "Не приложены: f6.bin." in page.text
    assert [row.name for row in DraftFile.objects.all()] == ["f1.bin", "f2.bin", "f3.bin", "f4.bin", "f5.bin"]
    page.press(SEND)
    assert Attachment.objects.count() == 5


def test_ten_megabytes_pass_and_one_byte_more_does_not(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    refused = send(client, files=files(LIMIT, 1))
    assert refused.status_code == 422
    assert "10 МБ" in refused.content.decode()
    assert DraftFile.objects.get().file.size == LIMIT
    Page(client, refused, NEW).press(SEND)
    assert Attachment.objects.get().file.size == LIMIT


def test_the_same_file_sent_again_with_the_form_is_kept_once(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = {**hidden(client), "subject": "Стек", "do": "save"}
    client.post(NEW, {**values, "files": files(3, 4)})
    client.post(NEW, {**values, "files": [*files(3), SimpleUploadedFile("f1.bin", b"yyy")]})
    assert [row.name for row in DraftFile.objects.all()] == ["f1.bin", "f2.bin", "f1.bin"]


def test_a_kept_file_can_be_taken_out_again(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    client.post(NEW, {**hidden(client), "subject": "Стек", "do": "save", "files": files(1, 2)})
    first = DraftFile.objects.earliest("id")
    done = client.post(NEW, {**hidden(client), "subject": "Стек", "remove": first.pk})
    assert done["Location"].endswith("#files")
    assert [row.name for row in DraftFile.objects.all()] == ["f2.bin"]


def test_the_same_form_sent_twice_makes_one_case(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = {**hidden(client), "subject": "Стек", "description": "Упал.", "do": "send"}
    first, second = client.post(NEW, values), client.post(NEW, values)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert not CaseDraft.objects.exists()


def test_two_forms_at_the_same_moment_make_one_case(cast: Cast, browse, monkeypatch) -> None:
    client = browse(cast.ivanov)
    values = hidden(client)
    other = cast.case()
    Case.objects.filter(pk=other.pk).update(submission_key=keys.read_draft(values["draft"])[0])

    def too_late(*_: object, **__: object) -> None:
        raise IntegrityError("UNIQUE constraint failed: cases_case.submission_key")

    monkeypatch.setattr("reglament.cases.course.opening.open_case", too_late)
    sent = client.post(NEW, {**values, "subject": "Стек", "description": "Упал.", "do": "send"})
    assert sent["Location"] == f"/cases/{other.number}/"
    assert Case.objects.count() == 1


def test_autosave_keeps_what_is_typed_and_wakes_no_sent_draft(cast: Cast, browse, look: Look) -> None:
    client = browse(cast.ivanov)
    values = {**hidden(client), "subject": "Пол\x00слова"}
    assert client.post(f"{NEW}draft/", values).json() == {"saved": "Черновик сохранён в 12:00"}
    assert look(cast.ivanov, NEW).value("subject") == "Полслова"
    client.post(NEW, {**values, "subject": "Слово", "description": "Упал.", "do": "send"})
    assert client.post(f"{NEW}draft/", values).json()["saved"].startswith("Не сохранено")
    assert not CaseDraft.objects.exists()


def test_autosave_goes_on_when_the_session_has_ended(cast: Cast, browse, look: Look) -> None:
    client = browse(cast.ivanov)
    values = hidden(client)
    client.logout()
    saved = client.post(f"{NEW}draft/", {**values, "subject": "Ещё пишу"}).json()["saved"]
    assert saved == "Черновик сохранён в 12:00. Сеанс завершён: войдите, чтобы отправить."
    assert look(cast.ivanov, NEW).value("subject") == "Ещё пишу"


def test_a_lost_session_keeps_text_and_files_and_leads_back(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = hidden(client)
    client.logout()
    lost = client.post(NEW, {**values, "subject": "Стек", "description": "Рассказ.", "do": "send", "files": files(5)})
    draft = CaseDraft.objects.get()
    assert lost["Location"] == f"/sign-in/?next=%2Fcases%2Fnew%2F%3Fdraft%3D{draft.key}"
    client.force_login(cast.ivanov)
    page = see(client, f"{NEW}?draft={draft.key}")
    assert page.value("description") == "Рассказ."
    assert "f1.bin" in page.text
    page.press(SEND)
    assert Case.objects.get().entries.get().attachments.count() == 1


def test_somebody_else_who_signs_in_finds_no_foreign_draft(cast: Cast, browse, look: Look) -> None:
    client = browse(cast.ivanov)
    client.post(NEW, {**hidden(client), "subject": "Только моё", "do": "save"})
    key = CaseDraft.objects.get().key
    assert look(cast.orlova, f"{NEW}?draft={key}").value("subject") == ""
    stolen = hidden(client)["draft"]
    thief = browse(cast.orlova)
    thief.post(NEW, {**hidden(thief), "draft": stolen, "subject": "Чужое", "do": "save"})
    assert CaseDraft.objects.get(key=key).values["subject"] == "Только моё"
    assert CaseDraft.objects.get(account=cast.orlova).values["subject"] == "Чужое"


def test_starting_anew_throws_the_draft_away(cast: Cast, browse, look: Look) -> None:
    client = browse(cast.ivanov)
    client.post(NEW, {**hidden(client), "subject": "Старое", "do": "save"})
    page = see(client, NEW).press("Начать заново")
    assert page.value("subject") == ""
    assert not CaseDraft.objects.exists()


def test_searching_without_scripts_keeps_everything_typed(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    found = client.post(
        NEW, {**hidden(client), "subject": "Стек", "q": "0ac", "item": cast.item.pk, "do": "find"}, follow=True
    )
    page = Page(client, found, found.redirect_chain[-1][0])
    assert page.address.endswith("#equipment")
    assert page.value("subject") == "Стек"
    rows = page.labels("item")
    assert "FOC2147X0AB" in rows[0]
    assert "FOC2147X0AC" in rows[1]
    assert "найдено 1 из 2" in page.text
    assert page.value("item") == str(cast.item.pk)


@pytest.mark.parametrize("words", ["foc2147", "c9300-48p-a", "catalyst", "СТЕК СКЛАДА", "подольск коммутатор", "Cisco"])
def test_the_picker_finds_by_number_name_and_site(cast: Cast, browse, words: str) -> None:
    client = browse(cast.ivanov)
    part = client.get(f"{NEW}items/", {"contract": cast.contract.pk, "q": words}).content.decode()
    assert "FOC2147X0AB" in part
    assert "FOC9999X0ZZ" not in part


def test_the_picker_answers_nobody_about_a_foreign_contract(cast: Cast, browse) -> None:
    assert browse(cast.ivanov).get(f"{NEW}items/", {"contract": cast.rival_contract.pk}).status_code == 204


def test_the_preview_tells_what_would_start(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = {**hidden(client), "category": "incident", "item": cast.item.pk, "priority": "1"}
    part = Page(client, client.post(f"{NEW}preview/", values), NEW).text
    assert "Реагирование до 12:30 30 мин сегодня" in part
    assert "Продублируйте по телефону 8 (800) 000-00-43" in part
    calm = Page(client, client.post(f"{NEW}preview/", values | {"priority": "3"}), NEW).text
    assert "Продублируйте" not in calm


def test_a_contract_that_asks_for_no_call_shows_none(cast: Cast, browse) -> None:
    cast.contract.versions.update(phone_confirmation=False)
    client = browse(cast.ivanov)
    values = {**hidden(client), "category": "incident", "item": cast.item.pk, "priority": "1"}
    assert "Продублируйте" not in client.post(f"{NEW}preview/", values).content.decode()


def test_a_colleagues_case_on_the_same_item_is_told_only_to_who_may_see_it(cast: Cast, browse) -> None:
    first = cast.case(opener=cast.orlova)
    values = {"category": "incident", "item": cast.item.pk}

    def told() -> str:
        client = browse(cast.ivanov)
        return client.post(f"{NEW}preview/", {**hidden(client), **values}).content.decode()

    assert first.number in told()
    cast.contract.contacts.filter(account=cast.ivanov).update(scope="own")
    assert first.number not in told()


def test_two_contracts_are_asked_about_first(cast: Cast, browse, look: Look) -> None:
    _name(cast, cast.expired, ends="2027-09-01")
    page = look(cast.ivanov, NEW)
    assert "По какому договору?" in page.text
    client = browse(cast.ivanov)
    form = see(client, f"{NEW}?contract={cast.expired.pk}")
    assert "ВС-2024/001" in form.part("1. Договор")
    moved = client.post(
        NEW,
        {**hidden(client, f"{NEW}?contract={cast.expired.pk}"), "subject": "Стек", "contract_to": cast.contract.pk},
        follow=True,
    )
    other = Page(client, moved, NEW)
    assert "ВС-2025/114" in other.part("1. Договор")
    assert other.value("subject") == "Стек"


def test_a_contract_that_ended_meanwhile_refuses_with_the_address_and_keeps_the_draft(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = hidden(client)
    Contract.objects.filter(pk=cast.contract.pk).update(ends_on=NOON.date())
    refused = client.post(NEW, {**values, "subject": "Стек", "description": "Рассказ.", "do": "send"})
    page = Page(client, refused, NEW)
    assert refused.status_code == 409
    assert "Договор ВС-2025/114 не действует" in page.text
    assert "contracts@vector.example" in page.text
    assert "Рассказ." in page.text
    assert CaseDraft.objects.get().values["subject"] == "Стек"


def test_an_expired_contract_is_not_offered_and_a_foreign_one_is_refused(cast: Cast, browse, look: Look) -> None:
    _name(cast, cast.expired)
    assert "ВС-2024/001" not in look(cast.ivanov, NEW).text
    client = browse(cast.ivanov)
    refused = send(client, contract=cast.rival_contract.pk)
    assert refused.status_code == 409
    assert "ВС-2025/200" not in refused.content.decode()
    assert not Case.objects.exists()


def test_categories_follow_the_services_of_the_day(cast: Cast, browse) -> None:
    client = browse(cast.ivanov)
    values = hidden(client)
    cast.contract.versions.get().services.set(Service.objects.filter(code="warranty"))
    refused = client.post(NEW, {**values, "subject": "Стек", "description": "Р.", "category": "incident", "do": "send"})
    assert refused.status_code == 422
    assert "Договор не включает эту категорию." in refused.content.decode()


def test_the_description_is_hinted_by_the_category(cast: Cast, browse, look: Look) -> None:
    client = browse(cast.ivanov)
    client.post(NEW, {**hidden(client), "category": "incident", "do": "save"})
    template = Category.objects.get(code="incident").template_ru.splitlines()[0]
    assert template in look(cast.ivanov, NEW).text


def test_the_same_statements_for_one_item_and_for_fifty(cast: Cast, statements: Count) -> None:
    few = statements(cast.ivanov, NEW)
    for number in range(50):
        item = registering.item(cast.company, cast.item.product, sn=f"FOC{number:08d}", site=cast.site)
        CoveredItem.objects.create(
            contract=cast.contract, item=item, cover_from=cast.contract.starts_on, cover_until=cast.contract.ends_on
        )
    assert statements(cast.ivanov, NEW) == few <= 11


def _name(cast: Cast, contract: Contract, ends: str = "") -> None:
    """Ivanov is a contact of this contract too."""
    contract.contacts.create(account=cast.ivanov, role="authorised", valid_from=contract.starts_on)
    if ends:
        contract.ends_on = ends
        contract.save()
