"""What stands in a letter about a case: its head, its thread, its words, and nothing that does not belong there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from reglament.cases import reference
from reglament.cases.course import correspondence, linking, priority, refusal, reopening, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.contracts.models import SupportChannel
from reglament.files.models import StoredFile
from reglament.notifications import compose, heads, names
from reglament.notifications.models import Letter
from reglament.notifications.relay import wire
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.notifications.outbox import case_by_letter, kinds, post, receipt, to
from tests.notifications.test_texts import OF_CASES

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def speaks_english(account: Account) -> None:
    account.language, account.name_en = "en", f"{account.login.capitalize()} Human"
    account.save()


def test_the_head_of_a_letter(cast: Cast) -> None:
    case = cast.case()
    letter = to(cast.orlova, post())
    assert letter.headers == {
        "From": "Подрядчик <support@vector.example>",
        "To": "Orlova Человекова <orlova@customer.example>",
        "Reply-To": f"support+{reference.address_tag(case, cast.orlova)}@vector.example",
        "Date": "Tue, 17 Nov 2026 09:00:00 +0000",
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Loop": "support@vector.example",
        "Content-Language": "ru",
    }
    assert reference.verify_message_id(letter.message_id) == reference.Reference(case.number, cast.orlova.pk)
    assert not letter.null_return_path
    assert letter.contract == cast.contract


def test_each_reader_has_a_thread_of_their_own(cast: Cast) -> None:
    case = cast.case_in_work()
    first = post()
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NOON + HOUR)
    reply = to(cast.orlova, post())
    root = next(letter for letter in first if letter.recipient == cast.orlova)
    assert root.kind == "registered"
    assert "In-Reply-To" not in root.headers
    assert reply.headers["In-Reply-To"] == reply.headers["References"] == root.message_id


def test_a_case_that_came_by_letter_hangs_on_that_letter(cast: Cast) -> None:
    case = case_by_letter(cast)
    letter = to(cast.orlova, post())
    assert letter.headers["In-Reply-To"] == "<first@customer.example>"
    assert letter.headers["Auto-Submitted"] == "auto-replied"
    assert "Precedence" not in letter.headers
    correspondence.reply(case, Message(text="Смотрю."), by=cast.duty, at=NOON + HOUR)
    reply = to(cast.orlova, post())
    assert reply.headers["References"] == f"<first@customer.example> {letter.message_id}"
    assert reply.headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("evil", ["x@y>\r\nBcc: all@victim.example", "<<a@b>>", "a b@c", "", "ё@пример.рф", "a" * 400])
def test_a_strange_message_id_never_reaches_our_head(evil: str) -> None:
    assert heads.identifier(evil) in ("", "<a@b>")


def test_names_with_tricks_stay_names(cast: Cast) -> None:
    cast.orlova.full_name = 'Орлова\r\nBcc: all@victim.example "Злая" <x@y>, \u202eконец'
    cast.orlova.save()
    cast.case()
    letter = to(cast.orlova, post())
    head = wire(letter, letter.text).split(b"\r\n\r\n")[0].decode()
    assert "\r\nBcc:" not in head
    assert "\u202e" not in letter.headers["To"]
    assert letter.headers["To"].endswith(" <orlova@customer.example>")


def test_each_reads_in_their_own_language_and_zone(cast: Cast) -> None:
    speaks_english(cast.orlova)
    cast.orlova.zone = ""
    cast.orlova.save()
    cast.case()
    letters = post()
    english, russian = to(cast.orlova, letters), to(cast.duty, letters)
    assert english.text.startswith("— Write your reply above this line —\n\nHello Orlova Human,\n\nCase SD-2026-")
    # Yekaterinburg, two hours ahead of Moscow
    assert "17 Nov 2026, 15:00 UTC+5" in english.text
    assert "Priority: 2 (High)" in english.text
    assert "Поступило обращение SD-2026-" in russian.text
    assert (english.language, russian.language) == ("en", "ru")


def test_a_reader_without_a_language_reads_russian(cast: Cast) -> None:
    cast.orlova.language = ""
    cast.orlova.save()
    with translation.override("en"):
        cast.case()
        assert "зарегистрировано" in to(cast.orlova, post()).text


def test_what_people_typed_is_never_taken_for_our_words(cast: Cast) -> None:
    case = cast.case_in_work(subject="{number} {password} %(number)s {{ case }}")
    correspondence.reply(
        case, Message(text="{reset_link} %s {body}\n{% raw %} {emergency_phone}"), by=cast.engineer, at=NOON + HOUR
    )
    letter = [one for one in post() if one.recipient == cast.orlova][-1]
    assert letter.subject == f"[{case.number}] {{number}} {{password}} %(number)s {{{{ case }}}}"
    assert "{reset_link} %s {body}\n{% raw %} {emergency_phone}" in letter.text


def test_a_subject_of_many_lines_is_one_line(cast: Cast) -> None:
    case = cast.case(subject="Авария\r\nBcc: all@victim.example\tи\x01ещё\u202e")
    letter = to(cast.orlova, post())
    assert letter.subject == f"[{case.number}] Авария Bcc: all@victim.example и ещё"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("короткая", "короткая"),
        ("одно два три четыре", "одно два…"),
        ("одно, два три четыре", "одно, два…"),
        ("оченьдлинноеслово", "оченьдлинн…"),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, cut: str) -> None:
    assert names.shortened(text, 11) == cut


def test_a_very_long_entry_is_read_in_the_case(cast: Cast) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="журнал " * 10_000), by=cast.engineer, at=NOON + HOUR)
    letter = [one for one in post() if one.recipient == cast.orlova][-1]
    assert len(letter.text) < 21_000
    assert "Текст целиком есть в обращении." in letter.text


def test_files_are_named_and_stay_in_the_case(cast: Cast) -> None:
    file = StoredFile.objects.create(sha256="a" * 64, size=2_000_000, stored_at=NOON)
    case = cast.case_in_work()
    message = Message(text="Схема во вложении.", files=((file, "схема.pdf"), (file, "a\r\nb.txt")))
    correspondence.reply(case, message, by=cast.engineer, at=NOON + HOUR)
    letter = [one for one in post() if one.recipient == cast.orlova][-1]
    assert "Файлы лежат в обращении:\nсхема.pdf (1,9 МБ)\na b.txt (1,9 МБ)" in letter.text


def test_an_answer_that_can_be_taken_back_waits(cast: Cast) -> None:
    case = cast.case_in_work()
    entry = correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=NOON + HOUR)
    entry.visible_from = NOON + HOUR + timedelta(minutes=15)
    entry.save()
    letter = [one for one in post() if one.recipient == cast.orlova][-1]
    assert letter.not_before == letter.next_attempt_at == entry.visible_from


def test_registration_tells_number_priority_deadlines_and_the_way_back(cast: Cast) -> None:
    case = cast.case()
    text = to(cast.orlova, post()).text
    assert f"Обращение {case.number} зарегистрировано." in text
    assert "Приоритет: 2 (Высокий)" in text
    assert "до 17.11.2026 13:00 МСК" in text
    assert f"https://desk.example/cases/{case.number}/" in text
    assert text.startswith("— Пишите ответ выше этой строки —\n\nЗдравствуйте, Orlova Человекова!")
    assert "Телефоны: 8 (800) 000-00-43," in text


def test_registration_repeats_the_deadlines_that_the_case_has(cast: Cast) -> None:
    case = cast.case()
    text = to(cast.orlova, post()).text
    due = {row.clock: row.due_at for row in case.deadlines.exclude(clock="REG")}
    for at in due.values():
        assert f"{at.astimezone().astimezone(datetime.now(UTC).tzinfo):%d.%m.%Y}" in text


def test_a_conditional_registration_counts_reaction_from_receipt(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО", priority=1)
    text = to(cast.orlova, post()).text
    assert case.conditional
    assert "Проверка договора ещё идёт, но работа её не ждёт" in text


def test_priorities_1_and_2_are_to_be_confirmed_by_phone(cast: Cast) -> None:
    case = cast.case()
    urgent = to(cast.orlova, post()).text
    assert "Продублируйте обращение по телефону" in urgent
    assert "Позвоните по номеру 8 (800) 000-00-43" in urgent
    cast.case(priority=3)
    assert "Продублируйте" not in to(cast.orlova, post()).text
    cast.case(channel="phone", priority=2)
    assert "Продублируйте" not in to(cast.orlova, post()).text
    case.contract_version.phone_confirmation = False
    case.contract_version.save()
    cast.case()
    assert "Продублируйте" not in to(cast.orlova, post()).text


def test_a_default_priority_is_explained(cast: Cast) -> None:
    cast.case(priority=None)
    assert "установлен приоритет 4 (Низкий)" in to(cast.orlova, post()).text
    cast.case(priority=4)
    assert "установлен приоритет" not in to(cast.orlova, post()).text


def test_files_over_the_limit_are_named(cast: Cast) -> None:
    case = case_by_letter(cast)
    case.receipts.update(declined_files=["шестой.log", "седьмой.log"])
    assert (
        "договоритесь с инженером, когда он будет назначен:\nшестой.log\nседьмой.log\n" in to(cast.orlova, post()).text
    )


def test_a_letter_without_a_description_asks_for_it(cast: Cast) -> None:
    cast.case(description="")
    assert "В обращении не хватает: темы или описания." in to(cast.orlova, post()).text


def test_a_doubtful_item_is_named_with_what_is_wrong(cast: Cast) -> None:
    cast.case(sn="FOC0000", priority=3)
    letters = post()
    text = to(cast.orlova, letters).text
    assert "принято, идёт проверка договора" in text
    assert "S/N в обращении: FOC0000" in text
    assert "время регистрации договором не регламентируется" in text
    assert "Действуют сроки" not in text
    assert "S/N: FOC0000" in to(cast.manager, letters).text


def test_an_unnamed_contract_is_asked_for_with_those_in_force(cast: Cast) -> None:
    cast.case(contract=None)
    text = to(cast.orlova, post()).text
    assert "Действуют договоры:\nВС-2025/114: Техническая поддержка сети\n" in text
    assert "ВС-2024/001" not in text
    assert "ВС-2025/200" not in text


def test_an_ended_contract_names_the_address_for_such_requests(cast: Cast) -> None:
    cast.case(contract=cast.expired)
    text = to(cast.orlova, post()).text
    assert "Договор: ВС-2024/001" in text
    assert "напишите на адрес contracts@vector.example" in text
    assert "Если у Вас авария, позвоните: 8 (800) 000-00-43." in text
    assert "Сервис-менеджер: Manager Человекова, manager@vector.example." in text


def test_a_strange_sender_gets_the_number_and_nothing_else(cast: Cast) -> None:
    case = case_by_letter(cast, from_address="home@elsewhere.example")
    letters = post()
    assert kinds(letters) == {"orlova": "registered", "duty": "new_case", "sender": "registered_sender"}
    letter = next(one for one in letters if one.recipient is None)
    assert letter.to_address == "home@elsewhere.example"
    assert letter.null_return_path
    assert letter.headers["Auto-Submitted"] == "auto-replied"
    assert letter.headers["Precedence"] == "bulk"
    assert letter.subject == f"[{case.number}] Стек C9300 перезагружается"
    assert "Продублируйте обращение по телефону" in letter.text
    for secret in ("Человекова", "ВС-2025/114", "FOC2147X0AB", "desk.example", "Действуют сроки", "Высокий"):
        assert secret not in letter.text
    assert reference.verify_message_id(letter.message_id) == reference.Reference(case.number, None)
    assert "письмо пришло с адреса home@elsewhere.example" in to(cast.duty, letters).text


def test_a_known_sender_gets_one_letter(cast: Cast) -> None:
    case_by_letter(cast)
    assert kinds(post()) == {"orlova": "registered", "duty": "new_case"}


def test_where_no_answer_may_go_the_strange_sender_gets_none(cast: Cast) -> None:
    case = case_by_letter(cast, from_address="home@elsewhere.example")
    case.receipts.update(answer_to="")
    assert kinds(post()) == {"orlova": "registered", "duty": "new_case"}


def test_a_case_after_a_closed_one_says_so(cast: Cast) -> None:
    earlier, case = cast.case(priority=3), case_by_letter(cast, priority=3)
    linking.link(case, earlier, by=cast.orlova, at=NOON)
    letter = next(one for one in post() if one.recipient == cast.orlova and one.case == case)
    assert f"Обращение {earlier.number} закрыто, поэтому по Вашему письму открыто новое" in letter.text


def test_a_question_says_what_is_paused(cast: Cast) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=NOON + HOUR)
    text = [one for one in post() if one.recipient == cast.orlova][-1].text
    assert f"Требуется Ваш ответ по обращению {case.number}. Спрашивает Engineer Человекова:" in text
    assert "\n\nПришлите журнал.\n\n" in text
    assert "отсчёт продолжится после Вашего ответа" in text


def test_a_solution_offers_two_links_and_says_when_it_closes(cast: Cast) -> None:
    case = cast.solved_case()
    text = [one for one in post() if one.recipient == cast.orlova][-1].text
    assert "Результат: Решено полностью" in text
    assert "Заменили кабель стека." in text
    assert f"Подтвердить решение: https://desk.example/cases/{case.number}/\n" in text
    assert f"Не решено: https://desk.example/cases/{case.number}/reopening/\n" in text
    # Five working days of the calendar after Tuesday 14:00.
    assert "будет закрыто автоматически 24.11.2026 14:00 МСК, если Вы не возразите" in text


def test_the_closing_day_is_told_again_when_a_reopening_is_taken_back(cast: Cast) -> None:
    case = cast.solved_case()
    reopening.reopen(case, "Спасибо!", by=cast.orlova, at=NOON + 3 * HOUR)
    post()
    reopening.undo(case, by=cast.engineer, at=NOON + 3 * HOUR)
    text = to(cast.orlova, post()).text
    assert "снова в состоянии «Решено»" in text


def test_a_changed_priority_gives_grounds_and_asks_for_the_call(cast: Cast) -> None:
    case = cast.case_in_work(priority=3)
    priority.change(case, 1, ground="above_definition", text="Встали все склады.", by=cast.engineer, at=NOON + HOUR)
    text = [one for one in post() if one.recipient == cast.orlova][-1].text
    assert "изменён: 3 (Средний) → 1 (Критический)" in text
    assert "Основание: Влияние сбоя больше" in text
    assert "Встали все склады." in text
    assert "Продублируйте обращение по телефону" in text


def test_a_refusal_names_reason_words_and_the_service_manager(cast: Cast) -> None:
    case = cast.case(sn="FOC0000", priority=3)
    refusal.propose(case, reason="not_covered", text="Изделия нет в составе.", by=cast.duty, at=NOON + HOUR)
    proposal = to(cast.manager, [one for one in post() if one.kind == "refusal_proposed"])
    assert "Требуется Ваше решение" in proposal.text
    assert "Текст для заказчика:\n\nИзделия нет в составе." in proposal.text
    refusal.approve(case, by=cast.manager, at=NOON + 2 * HOUR)
    text = to(cast.orlova, post()).text
    assert "Причина: Изделия нет в составе договора" in text
    assert "Manager Человекова, manager@vector.example" in text


def test_staff_are_led_to_the_desk_with_the_facts(cast: Cast) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Есть новости?"), by=cast.orlova, at=NOON + HOUR)
    text = [one for one in post() if one.recipient == cast.engineer][-1].text
    assert "Пишет Orlova Человекова:\n\nЕсть новости?" in text
    assert "Компания: АО «Уральский склад»" in text
    assert "Инженер: Engineer Человекова" in text
    assert f"Открыть обращение: https://desk.example/desk/cases/{case.number}/" in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_letter_can_be_written_for_every_event(cast: Cast, language: str) -> None:
    """No kind of letter needs a fact that its event lacks."""
    cast.orlova.language = cast.manager.language = language
    case = Case.objects.get(pk=case_by_letter(cast).pk)
    event = case.events.select_related("actor").last()
    for reader in (cast.orlova, cast.manager):
        for kind in sorted(OF_CASES):
            told = compose.Occasion(event, case, reader)
            letter = compose.write(kind, told, to=reader.email, key=f"{kind}:{reader.pk}")
            assert letter.text.strip()
            assert "\n\n\n" not in letter.text
            assert "None" not in letter.text


def test_the_words_of_a_letter_stay_as_they_were_written(cast: Cast) -> None:
    case = cast.case()
    before = to(cast.orlova, post()).text
    case.subject = "Другая тема"
    case.save()
    assert Letter.objects.get(recipient=cast.orlova).text == before


def test_an_installation_without_channels_still_writes(cast: Cast) -> None:
    SupportChannel.objects.all().delete()
    cast.case()
    letter = to(cast.orlova, post())
    assert letter.headers["From"] == "Подрядчик <support@desk.example>"
    assert "Телефоны" not in letter.text


def test_a_receipt_of_another_case_is_not_the_root(cast: Cast) -> None:
    receipt(message_id="other@customer.example")
    cast.case()
    assert "In-Reply-To" not in to(cast.orlova, post()).headers
