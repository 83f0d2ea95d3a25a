"""R-23  To add an employee or to mend an account the customer writes to the service manager's address."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote

import pytest
from django.test import Client

from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.contracts import deciding
from reglament.contracts.models import AccountRequest
from reglament.notifications import resetting
from reglament.notifications.models import Letter
from reglament.people import accounts
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.regulation.agreements import second_contract
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import CONTRACTS, Post
from tests.regulation.seeing import Page, see


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Добавить сотрудника", "Прошу дать доступ Петровой Анне."),
        ("Портал", "Добрый день! Просим изменить учётную запись orlova: сменилась фамилия."),
        ("Уволился Иванов", "Нужно заблокировать учетную запись ivanov с понедельника."),
        ("New colleague", "Please add a user for our night shift."),
    ],
)
def test_such_a_letter_is_known_by_its_words(cast: Cast, post: Post, subject: str, text: str) -> None:
    receipt = post.send(text, to=CONTRACTS, sender=cast.orlova.email, subject=subject)
    assert (receipt.verdict, receipt.reason) == ("no_contract", "account_request")
    assert not Case.objects.exists()


def test_the_sender_reads_that_the_service_manager_will_answer(cast: Cast, post: Post) -> None:
    receipt = post.send("Просим добавить сотрудника.", to=CONTRACTS, sender=cast.orlova.email, subject="Новый инженер")
    letter = post.last(cast.orlova)
    assert letter.subject == f"Письмо принято, номер в очереди {receipt.pk}"
    assert "Сервис-менеджер ответит Вам по электронной почте." in letter.text


def test_the_letter_alone_changes_no_account(cast: Cast, post: Post) -> None:
    before = set(Account.objects.values_list("login", "blocked_at"))
    post.send("Просим заблокировать учетную запись ivanov.", to=CONTRACTS, sender=cast.orlova.email)
    assert set(Account.objects.values_list("login", "blocked_at")) == before


def test_staff_find_it_among_the_letters_without_a_case(cast: Cast, look: Look, post: Post) -> None:
    receipt = post.send("Просим добавить сотрудника.", to=CONTRACTS, sender=cast.orlova.email, subject="Новый инженер")
    page = look(cast.duty, f"/desk/triage/receipts/{receipt.pk}/")
    assert "Новый инженер" in page.text
    assert "учётн" in page.text.lower()
    assert "Просим добавить сотрудника." in page.text


@pytest.mark.parametrize("address", ["/profile/", "/contracts/"])
def test_the_portal_says_where_to_write(cast: Cast, look: Look, address: str) -> None:
    page = look(cast.ivanov, address).text
    assert CONTRACTS in page


def test_the_public_page_says_it_too(cast: Cast, client: object) -> None:
    part = see(client, "/support/").part("Каналы обращения")  # type: ignore[arg-type]
    assert "чтобы завести или изменить учётную запись сотрудника" in part


REQUESTS = "/desk/account-requests/"
NEW = "/contracts/ВС-2025/114/accounts/new/"
PERSON = {
    "full_name": "Петрова Анна Сергеевна",
    "position": "инженер сети",
    "phone_work": "+7 (495) 000-00-31",
    "email": "petrova@customer.example",
}
LETTER = (
    "Просим добавить сотрудника.\n\nФИО: Петрова Анна Сергеевна\nДолжность: инженер сети\n"
    "Телефон рабочий: +7 (495) 000-00-31\nE-mail: petrova@customer.example\nФакс: нет\n"
)
LINK = re.compile(r"https?://[^/\s]+(/reset/[\w-]+/[\w.-]+/)")


def _ask(look: Look, who: Account, **changed: str) -> Page:
    return look(who, NEW).press("Отправить сервис-менеджеру", **(PERSON | changed))


def _link(account: Account, at: datetime) -> str:
    """The link as it leaves: it is made then, and stands nowhere."""
    letter = Letter.objects.get(recipient=account, kind="invitation")
    found = LINK.search(resetting.text_to_send(letter, at=at))
    assert found
    return found[1]


def test_the_contract_page_offers_it_to_those_who_may_ask(cast: Cast, look: Look) -> None:
    for who in (cast.orlova, cast.ivanov):
        page = look(who, "/contracts/ВС-2025/114/")
        assert unquote(page.follow("Добавить сотрудника").address) == NEW
        assert [row[4] for row in page.rows("Ваши контактные лица")[1:]] == [
            f"Изменить : {name} · Убрать : {name}" for name in _names(page)
        ]
    page = look(cast.observer, "/contracts/ВС-2025/114/").text
    assert "Добавить сотрудника" not in page
    assert look(cast.observer, NEW).status == 404


def _names(page: Page) -> list[str]:
    return [row[0] for row in page.rows("Ваши контактные лица")[1:]]


def test_what_is_missing_is_asked_for_at_once(cast: Cast, look: Look) -> None:
    page = _ask(look, cast.orlova, phone_work="", email="", full_name="")
    assert page.status == 422
    for sentence in ("Укажите ФИО.", "Укажите адрес электронной почты.", "Укажите рабочий или мобильный телефон."):
        assert sentence in page.text
    assert page.value("position") == "инженер сети"
    assert not AccountRequest.objects.exists()


def test_the_asker_sees_the_request_its_state_and_history(cast: Cast, look: Look) -> None:
    page = _ask(look, cast.orlova)
    assert "Запрос отправлен сервис-менеджеру." in page.text
    assert page.state == "Ожидает сервис-менеджера"
    assert page.fact("ФИО") == "Петрова Анна Сергеевна"
    assert "17.11.2026 12:00 МСК, Orlova Человекова" in page.part("История")
    listed = look(cast.orlova, "/contracts/ВС-2025/114/").rows("Запросы об учётных записях")[1]
    assert listed[1:] == ["Добавить сотрудника", "Петрова Анна Сергеевна", "Ожидает сервис-менеджера"]


def test_a_form_sent_twice_makes_one_request(cast: Cast, look: Look) -> None:
    form = look(cast.orlova, NEW)
    form.press("Отправить сервис-менеджеру", **PERSON)
    again = form.press("Отправить сервис-менеджеру", **PERSON)
    assert "Запрос об этом сотруднике уже у сервис-менеджера." in again.text
    assert AccountRequest.objects.count() == 1


def test_the_service_manager_is_told_and_makes_the_account(cast: Cast, look: Look, post: Post) -> None:
    _ask(look, cast.orlova)
    told = post.last(cast.manager)
    assert told.subject == "Запрос об учётной записи: Добавить сотрудника"
    assert "Сотрудник: Петрова Анна Сергеевна" in told.text
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert page.address in told.text
    assert (page.value("login"), page.value("full_name")) == ("petrova.as", "Анна Сергеевна Петрова")
    done = page.press("Завести учётную запись и пригласить", text="Готово, с понедельника.")
    assert done.state == "Выполнен"
    account = Account.objects.get(login="petrova.as")
    assert (account.company, account.position, account.has_usable_password()) == (cast.company, "инженер сети", False)
    row = cast.contract.contacts.get(account=account)
    assert (row.role, row.valid_until) == ("authorised", None)
    answer = post.last(cast.orlova)
    assert answer.subject == "Запрос об учётной записи выполнен"
    assert "Логин: petrova.as" in answer.text
    assert "Готово, с понедельника." in answer.text
    kinds = [event.kind for event in account.events.all()]
    assert kinds == ["account.made", "account.invited"]
    assert cast.contract.events.get().kind == "contract.contact_named"
    assert look(cast.orlova, "/contracts/ВС-2025/114/").rows("Запросы об учётных записях")[1][3] == "Выполнен"


def test_the_proposed_login_is_free_and_may_be_another(cast: Cast, look: Look) -> None:
    cast.stranger.login = "petrova.as"
    cast.stranger.save()
    _ask(look, cast.orlova)
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert page.value("login") == "petrova.as2"
    taken = page.press("Завести учётную запись и пригласить", login="ivanov")
    assert taken.status == 409
    assert "Этот логин занят. Выберите другой." in taken.text
    bad = page.press("Завести учётную запись и пригласить", login="пе трова")
    assert "Логин состоит из 3–64 латинских букв" in bad.text
    page.press("Завести учётную запись и пригласить", login="anna.petrova")
    assert Account.objects.filter(login="anna.petrova").exists()


def test_the_invitation_opens_once_for_three_days_and_stands_in_no_row(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    _ask(look, cast.orlova)
    look(cast.manager, REQUESTS).follow("Добавить сотрудника").press("Завести учётную запись и пригласить")
    letter = post.last("petrova@customer.example")
    assert (letter.kind, letter.secret) == ("invitation", True)
    assert "Ваш логин: petrova.as" in letter.text
    assert "[ссылка скрыта]" in letter.text
    assert "Ссылка действует 72 ч и только один раз." in letter.text
    assert not LINK.search(letter.text)
    account = Account.objects.get(login="petrova.as")
    address, guest = _link(account, watch.at), Client(headers={"accept-language": "ru"})
    assert "ссылка скрыта" in look(cast.manager, f"/desk/letters/{letter.pk}/").text
    assert "/reset/" not in look(cast.manager, f"/desk/letters/{letter.pk}/").text
    watch.move(hours=71, minutes=59)
    page = see(guest, address)
    assert "Добро пожаловать" in page.text
    page.press("Задать пароль", password="море облака 71", repeated="море облака 71")
    assert see(guest, address).status == 410
    entered = see(Client(headers={"accept-language": "ru"}), "/sign-in/")
    assert entered.press("Войти", login="petrova.as", password="море облака 71").address == "/"


def test_an_old_a_forged_and_an_outdone_invitation_open_nothing(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    _ask(look, cast.orlova)
    look(cast.manager, REQUESTS).follow("Добавить сотрудника").press("Завести учётную запись и пригласить")
    post.letters("petrova@customer.example")
    account = Account.objects.get(login="petrova.as")
    address, guest = _link(account, watch.at), Client()
    assert see(guest, address.replace(".", "x", 1)).status == 410
    assert see(guest, address[:-4] + "aaa/").status == 410
    watch.move(hours=72)
    assert see(guest, address).status == 410
    fresh = _link(account, watch.at)
    assert see(guest, fresh).status == 200
    accounts.invite(account, contract=None, by=cast.manager, at=watch.move(minutes=1))
    assert see(guest, fresh).status == 410


def test_a_change_is_made_and_says_what_it_was(cast: Cast, look: Look, post: Post) -> None:
    form = look(cast.orlova, f"{NEW}?kind=change&person={cast.ivanov.pk}")
    assert form.value("email") == cast.ivanov.email
    form.press("Отправить сервис-менеджеру", position="Ведущий инженер", role="observer")
    page = look(cast.manager, REQUESTS).follow("Изменить учётную запись")
    assert "сейчас: Авторизованное лицо" in page.text
    page.press("Изменить учётную запись")
    cast.ivanov.refresh_from_db()
    assert cast.ivanov.position == "Ведущий инженер"
    assert cast.contract.contacts.get(account=cast.ivanov).role == "observer"
    assert [event.kind for event in cast.ivanov.events.all()] == ["account.details_changed"]
    assert post.last(cast.orlova).subject == "Запрос об учётной записи выполнен"


def test_a_change_of_nothing_is_not_sent(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, f"{NEW}?kind=change&person={cast.ivanov.pk}").press("Отправить сервис-менеджеру")
    assert page.status == 422
    assert "Ничего не изменено." in page.text


def test_who_is_taken_away_is_blocked_and_leaves_the_contract(cast: Cast, look: Look) -> None:
    session = look(cast.ivanov, "/cases/")
    look(cast.orlova, f"{NEW}?kind=remove&person={cast.ivanov.pk}").press("Отправить сервис-менеджеру", text="Уволился")
    look(cast.manager, REQUESTS).follow("Убрать учётную запись").press("Убрать учётную запись")
    cast.ivanov.refresh_from_db()
    assert cast.ivanov.blocked_at == NOON
    assert "Ivanov Человекова" not in _names(look(cast.orlova, "/contracts/ВС-2025/114/"))
    assert see(session.client, "/cases/").address.startswith("/sign-in/")


def test_who_is_named_in_another_contract_too_keeps_the_account(cast: Cast, look: Look) -> None:
    second_contract(cast)
    look(cast.orlova, f"{NEW}?kind=remove&person={cast.ivanov.pk}").press("Отправить сервис-менеджеру")
    look(cast.manager, REQUESTS).follow("Убрать учётную запись").press("Убрать учётную запись")
    cast.ivanov.refresh_from_db()
    assert cast.ivanov.blocked_at is None
    assert "Ivanov Человекова" not in _names(look(cast.orlova, "/contracts/ВС-2025/114/"))


def test_the_only_responsible_contact_is_not_taken_away(cast: Cast, look: Look) -> None:
    look(cast.orlova, f"{NEW}?kind=remove&person={cast.orlova.pk}").press("Отправить сервис-менеджеру")
    page = look(cast.manager, REQUESTS).follow("Убрать учётную запись").press("Убрать учётную запись")
    assert page.status == 409
    assert "Это единственное ответственное контактное лицо договора." in page.text
    cast.orlova.refresh_from_db()
    assert cast.orlova.is_active


def test_what_an_authorised_contact_asks_the_responsible_one_confirms(cast: Cast, look: Look) -> None:
    _ask(look, cast.ivanov)
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    refused = page.press("Завести учётную запись и пригласить")
    assert refused.status == 422
    assert not Account.objects.filter(login="petrova.as").exists()
    page.press("Завести учётную запись и пригласить", confirmed="on")
    assert AccountRequest.objects.get().events.last().facts["confirmed"] is True


def test_declined_it_says_why_to_whoever_asked(cast: Cast, look: Look, post: Post) -> None:
    page = _ask(look, cast.orlova)
    request = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert "Укажите, почему запрос отклонён" in request.press("Отклонить", reason=" ").text
    request.press("Отклонить", reason="Такой сотрудник уже есть.")
    letter = post.last(cast.orlova)
    assert letter.subject == "Запрос об учётной записи отклонён"
    assert "Такой сотрудник уже есть." in letter.text
    seen = look(cast.orlova, page.address)
    assert seen.state == "Отклонён"
    assert "Такой сотрудник уже есть." in seen.part("Ответ сервис-менеджера")
    late = request.press("Завести учётную запись и пригласить")
    assert "Решение по этому запросу уже принято." in late.text


def test_a_letter_of_the_responsible_contact_becomes_a_request(cast: Cast, look: Look, post: Post) -> None:
    receipt = post.send(LETTER, to=CONTRACTS, sender=cast.orlova.email, subject="Новый инженер")
    page = look(cast.manager, f"/desk/without-contract/{receipt.pk}/").follow("Рассмотреть запрос")
    assert "отправитель — контактное лицо договора" in page.text
    assert page.fact("Договор") == "ВС-2025/114, Уральский склад"
    page.press("Завести учётную запись и пригласить")
    assert Account.objects.get(login="petrova.as").fax == ""
    receipt.refresh_from_db()
    assert (receipt.settled_at, receipt.settled_reason) == (NOON, "account")
    listed = look(cast.orlova, "/contracts/ВС-2025/114/").rows("Запросы об учётных записях")[1]
    assert listed[3] == "Выполнен"


def test_a_letter_of_a_stranger_is_shown_as_such_and_never_applied_by_itself(
    cast: Cast, look: Look, post: Post
) -> None:
    post.send(f"{LETTER}\nДоговор ВС-2025/114", to=CONTRACTS, sender="kadry@elsewhere.example", subject="Доступ")
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert "отправитель не подтверждён" in page.text
    assert page.fact("Договор") == "ВС-2025/114, Уральский склад"
    assert page.fact("Роль в договоре") == "нет"
    assert page.press("Завести учётную запись и пригласить").status == 422
    assert not Account.objects.filter(login="petrova.as").exists()
    page.press("Отклонить", reason="Запрос подтверждает ответственное контактное лицо.")
    assert "Запрос подтверждает ответственное" in post.last("kadry@elsewhere.example").text
    assert "Отправитель не подтверждён." in next(one.text for one in post.letters(cast.manager))


def test_a_sender_the_relay_does_not_vouch_for_is_not_confirmed(
    cast: Cast, look: Look, post: Post, settings: object
) -> None:
    settings.AUTHSERV_ID = "mx.vector.example"  # type: ignore[attr-defined]
    post.send(LETTER, to=CONTRACTS, sender=cast.orlova.email, subject="Новый инженер")
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert "отправитель не подтверждён" in page.text
    assert page.press("Завести учётную запись и пригласить").status == 422


def test_a_letter_that_names_no_contract_waits_for_one(cast: Cast, look: Look, post: Post) -> None:
    post.send(LETTER, to=CONTRACTS, sender="kadry@elsewhere.example", subject="Доступ")
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert "договор не выбран" in page.text
    unknown = see(page.client, f"{page.address}?contract=ВС-2000/1")
    assert "Среди Ваших договоров такого нет." in unknown.text
    chosen = see(page.client, f"{page.address}?contract=№ вс-2025/114")
    chosen.press("Завести учётную запись и пригласить", confirmed="on")
    assert AccountRequest.objects.get().contract == cast.contract


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Уволился Иванов, нужно заблокировать учетную запись ivanov.", "Убрать учётную запись"),
        ("Просим изменить учётную запись ivanov: сменилась фамилия.", "Изменить учётную запись"),
        ("Please add a user for our night shift.", "Добавить сотрудника"),
    ],
)
def test_the_words_say_what_is_asked_and_of_whom(cast: Cast, look: Look, post: Post, text: str, kind: str) -> None:
    post.send(text, to=CONTRACTS, sender=cast.orlova.email, subject="Портал")
    page = look(cast.manager, REQUESTS).follow(kind)
    if page.tree.xpath("//select[@name='account']"):
        assert page.value("account") == str(cast.ivanov.pk)
    else:
        assert kind == "Добавить сотрудника"


def test_a_wrong_guess_of_the_robot_is_corrected(cast: Cast, look: Look, post: Post) -> None:
    post.send("Новый сотрудник вместо ivanov, его учётку закройте", to=CONTRACTS, sender=cast.orlova.email)
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    page.follow("Убрать учётную запись").press("Убрать учётную запись", account=str(cast.ivanov.pk))
    cast.ivanov.refresh_from_db()
    assert not cast.ivanov.is_active


def test_a_person_sees_a_request_where_the_robot_saw_none(cast: Cast, look: Look, post: Post) -> None:
    receipt = post.send("Можно нашему новичку тоже пользоваться порталом?", to=CONTRACTS, sender=cast.orlova.email)
    assert receipt.account_request is None
    page = look(cast.manager, f"/desk/without-contract/{receipt.pk}/").press("Это запрос об учётной записи")
    assert page.address.startswith(REQUESTS)
    assert "Можно нашему новичку тоже пользоваться порталом?" in page.text


def test_the_letter_is_not_finished_past_its_request(cast: Cast, look: Look, post: Post) -> None:
    receipt = post.send(LETTER, to=CONTRACTS, sender=cast.orlova.email)
    page = look(cast.duty, f"/desk/without-contract/{receipt.pk}/")
    assert "Завершить" not in page.buttons()
    assert "Рассмотреть запрос" not in page.text
    page.client.post(f"/desk/without-contract/{receipt.pk}/settlement/", {"reason": "called"})
    receipt.refresh_from_db()
    assert receipt.settled_at is None


def test_whose_address_is_known_already_is_only_named_in_the_contract(cast: Cast, look: Look, post: Post) -> None:
    _ask(look, cast.orlova, email=cast.stranger.email)
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert "У этого адреса уже есть учётная запись: stranger." in page.text
    count = Account.objects.count()
    page.press("Завести учётную запись и пригласить")
    assert Account.objects.count() == count
    assert cast.contract.contacts.filter(account=cast.stranger, valid_until=None).exists()
    assert not Letter.objects.filter(kind="invitation").exists()


def test_an_address_of_another_company_is_taken(cast: Cast, look: Look) -> None:
    _ask(look, cast.orlova, email=cast.petrov.email)
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника").press("Завести учётную запись и пригласить")
    assert page.status == 409
    assert "уже указан в другой учётной записи" in page.text
    assert not cast.contract.contacts.filter(account=cast.petrov).exists()


@pytest.mark.parametrize("who", ["manager2", "duty", "head", "lead", "engineer", "operator", "director", "logistics"])
def test_nobody_else_of_the_contractor_finds_or_decides_it(cast: Cast, look: Look, who: str) -> None:
    _ask(look, cast.orlova)
    row = AccountRequest.objects.get()
    reader = getattr(cast, who)
    assert look(reader, f"{REQUESTS}{row.pk}/").status == 404
    client = look(reader, "/desk/queue/").client
    for address in (f"{REQUESTS}{row.pk}/", f"{REQUESTS}{row.pk}/refusal/"):
        assert client.post(address, {"reason": "нет"}).status_code == 404
    with pytest.raises(Refused):
        deciding.decline(row, "нет", by=reader, at=NOON)


def test_the_rival_and_the_colleague_learn_nothing(cast: Cast, look: Look) -> None:
    address = _ask(look, cast.orlova).address
    assert look(cast.petrov, address).status == 404
    assert look(cast.petrov, NEW).status == 404
    assert look(cast.petrov, "/contracts/ВС-2025/200/accounts/new/").status == 200
    assert look(cast.petrov, f"/contracts/ВС-2025/200/accounts/{AccountRequest.objects.get().pk}/").status == 404
    assert look(cast.petrov, f"/contracts/ВС-2025/200/accounts/new/?kind=remove&person={cast.ivanov.pk}").status == 404
    assert look(cast.ivanov, address).status == 404
    assert look(cast.observer, address).status == 404
    own = _ask(look, cast.ivanov, email="another@customer.example").address
    assert look(cast.orlova, own).status == 200


def test_a_contract_of_another_manager_is_not_chosen(cast: Cast, look: Look, post: Post) -> None:
    cast.rival_contract.service_manager = cast.manager2
    cast.rival_contract.save()
    post.send(LETTER, to=CONTRACTS, sender="kadry@elsewhere.example", subject="Доступ")
    row = AccountRequest.objects.get()
    page = look(cast.manager, f"{REQUESTS}{row.pk}/?contract={cast.rival_contract.number}")
    assert "Среди Ваших договоров такого нет." in page.text


def test_the_pages_cost_the_same_for_one_request_and_for_many(
    cast: Cast, look: Look, statements: Callable[[Client, str], int]
) -> None:
    first = _ask(look, cast.orlova).address
    row = AccountRequest.objects.get()
    asked = ((cast.manager, REQUESTS), (cast.manager, f"{REQUESTS}{row.pk}/"), (cast.orlova, first))
    asked += ((cast.orlova, "/contracts/ВС-2025/114/"),)
    few = [statements(look(who, one).client, one) for who, one in asked]
    for number in range(12):
        _ask(look, cast.orlova, email=f"new{number}@customer.example")
    assert [statements(look(who, one).client, one) for who, one in asked] == few
    assert few[0] <= 3
    assert few[1] <= 12
    assert few[2] <= 7


def test_the_responsible_contact_confirms_it_in_the_portal(cast: Cast, look: Look, post: Post) -> None:
    address = _ask(look, cast.ivanov).address
    letter = post.last(cast.orlova)
    assert letter.subject == "Подтвердите запрос об учётной записи: Добавить сотрудника"
    assert "Прислал: Ivanov Человекова" in letter.text
    page = look(cast.manager, REQUESTS).follow("Добавить сотрудника")
    assert "нужно подтверждение ответственного контактного лица" in page.text
    assert "Подтвердить запрос" not in look(cast.ivanov, address).buttons()
    done = look(cast.orlova, address).press("Подтвердить запрос")
    assert "Запрос подтверждён." in done.text
    assert "Подтверждено ответственным контактным лицом" in done.part("История")
    assert "Подтвердить запрос" not in done.buttons()
    page = look(cast.manager, page.address)
    assert "подтвердило: Orlova Человекова" in page.text
    assert page.press("Завести учётную запись и пригласить").state == "Выполнен"


def test_nobody_confirms_for_the_responsible_contact(cast: Cast, look: Look) -> None:
    address = _ask(look, cast.ivanov).address
    for who in (cast.ivanov, cast.observer, cast.petrov):
        look(who, "/contracts/").client.post(f"{address}confirmation/")
    assert AccountRequest.objects.get().confirmed_by is None


def test_a_letter_of_a_stranger_writes_to_none_of_the_customers_people(cast: Cast, post: Post) -> None:
    post.send(f"{LETTER}\nДоговор ВС-2025/114", to=CONTRACTS, sender="kadry@elsewhere.example", subject="Доступ")
    assert not post.letters(cast.orlova)
