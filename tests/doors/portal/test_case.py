"""One case: its page, replies with files, drafts, and what somebody else may not learn."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reglament.cases.course import correspondence, merging, reopening, solving, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Attachment, Case, Entry, ReplyDraft
from reglament.contracts.models import Contract
from reglament.files import storing
from tests.cast import NOON, Cast
from tests.doors.portal.conftest import Count, Look
from tests.regulation.seeing import see

LIMIT = 10_485_760


def address(case: Case) -> str:
    return f"/cases/{case.number}/"


def file(name: str, size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


def answer(client: Client, case: Case, text: str = "Готово.", **more: object):
    """Fills in the reply of the page as it is now and sends it."""
    page = client.get(address(case)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.split('id="reply"')[1]))
    return client.post(f"{address(case)}entries/", {**hidden, "text": text, **more})


def test_the_page_tells_whose_step_the_deadlines_and_the_course(cast: Cast, look: Look) -> None:
    case = cast.case_in_work(subject="Стек упал")
    page = look(cast.orlova, address(case))
    assert "Стек упал Следующий шаг за нами:" in page.text
    assert "Реагирование срок 1 ч" in page.text
    assert "Почему такой срок?" in page.text
    assert "Стек из трёх коммутаторов перезагрузился" in page.text
    assert page.fact("Инженер") == "Engineer Человекова"
    assert "ВС-2025/114 , до 31.08.2027" in page.part("Сведения")
    assert "FOC2147X0AB" in page.fact("Оборудование")
    assert "Начальник СТП" in page.part("Эскалация по договору")


def test_the_call_that_is_owed_stands_on_the_page_until_it_came(cast: Cast, look: Look) -> None:
    case = cast.case()
    owed = f"Продублируйте обращение по телефону, назовите номер {case.number}"
    assert owed in look(cast.orlova, address(case)).text
    case.phone_confirmed_at = NOON
    case.save()
    assert owed not in look(cast.orlova, address(case)).text
    assert "Продублируйте" not in look(cast.orlova, address(cast.case(priority=3))).text


def test_internal_notes_and_their_files_do_not_exist_for_a_customer(cast: Cast, browse, look: Look) -> None:
    case = cast.case_in_work()
    kept = ((storing.store(b"secret", at=NOON), "внутри.txt"),)
    correspondence.note(case, Message(text="Он не прав.", files=kept), by=cast.engineer, at=NOON)
    assert "Он не прав." not in look(cast.orlova, address(case)).text
    assert browse(cast.orlova).get(f"{address(case)}files/{Attachment.objects.get().pk}/").status_code == 404


def test_a_reply_with_files_stands_in_the_course(cast: Cast, browse) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    done = answer(client, case, "Журнал во вложении.", files=[file("show.txt", 2048), file("пусто.txt", 0)])
    entry = Entry.objects.latest("id")
    assert done["Location"] == f"{address(case)}#entry-{entry.pk}"
    page = see(client, address(case))
    assert "Orlova Человекова Вы, через портал Журнал во вложении. show.txt 2 КБ пусто.txt 0 Б" in page.text
    given = client.get(f"{address(case)}files/{entry.attachments.first().pk}/")
    assert b"".join(given.streaming_content) == b"x" * 2048
    assert given["Content-Disposition"] == 'attachment; filename="show.txt"'
    assert given["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_same_reply_sent_twice_is_said_once(cast: Cast, browse) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    key = str(uuid4())
    for _ in range(2):
        assert answer(client, case, "Один раз.", key=key).status_code == 302
    assert case.entries.filter(text="Один раз.").count() == 1


def test_five_files_and_ten_megabytes_pass(cast: Cast, browse) -> None:
    case = cast.case_in_work()
    sizes = (LIMIT - 4, 1, 1, 1, 1)
    done = answer(browse(cast.orlova), case, files=[file(f"{n}.bin", size) for n, size in enumerate(sizes)])
    assert done.status_code == 302
    assert Attachment.objects.count() == 5


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([(f"f{number}.txt", 1) for number in range(6)], "не более 5 файлов"),
        ([("big.bin", LIMIT), ("one.bin", 1)], "10 МБ"),
    ],
)
def test_what_is_too_much_is_refused_and_the_text_stays(cast: Cast, browse, files, words: str) -> None:
    case = cast.case_in_work()
    refused = answer(browse(cast.orlova), case, "Длинный рассказ.", files=[file(*each) for each in files])
    assert refused.status_code == 422
    page = refused.content.decode()
    assert words in page
    assert "Длинный рассказ." in page
    assert not Attachment.objects.exists()


def test_an_empty_reply_is_refused_in_words(cast: Cast, browse) -> None:
    case = cast.case_in_work()
    refused = answer(browse(cast.orlova), case, "  ")
    assert refused.status_code == 409
    assert "Сообщение пустое." in refused.content.decode()


def test_an_answer_that_met_another_state_is_not_lost(cast: Cast, browse, clock) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    seen = client.get(address(case)).content.decode()
    solving.resolve(
        case, Message(text="Уже решили."), cause="cabling", closure="solved", by=cast.engineer, at=NOON
    )  # fmt: skip
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', seen.split('id="reply"')[1]))
    refused = client.post(f"{address(case)}entries/", {**hidden, "text": "Ничего не изменилось, падает."})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Ничего не изменилось, падает." in page
    assert "Уже решили." in page
    case.refresh_from_db()
    assert case.status == "resolved"
    assert answer(client, case, "Ничего не изменилось, падает.").status_code == 302
    case.refresh_from_db()
    assert case.status == "reopened"


def test_a_change_that_leaves_the_state_does_not_stop_an_answer(cast: Cast, browse) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    seen = client.get(address(case)).content.decode()
    correspondence.note(case, Message(text="Для себя."), by=cast.engineer, at=NOON)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', seen.split('id="reply"')[1]))
    assert client.post(f"{address(case)}entries/", {**hidden, "text": "Готово."}).status_code == 302


def test_an_answer_lets_a_waiting_case_go_on(cast: Cast, browse) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Что видно?"), by=cast.engineer, at=NOON)
    assert "Требуется Ваш ответ" in browse(cast.orlova).get(address(case)).content.decode()
    answer(browse(cast.orlova), case, "Красная лампа.")
    case.refresh_from_db()
    assert case.status == "in_progress"


def test_what_is_typed_is_kept_as_a_draft(cast: Cast, browse, look: Look) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    saved = client.post(f"{address(case)}entries/draft/", {"text": "Недописанное\x00 слово"})
    assert saved.json() == {"saved": "Черновик сохранён в 12:00"}
    assert look(cast.orlova, address(case)).value("text") == "Недописанное слово"
    assert look(cast.ivanov, address(case)).value("text") == ""
    answer(client, case, "Дописанное.")
    assert not ReplyDraft.objects.exists()


def test_a_reply_after_a_lost_session_becomes_the_draft_of_its_author(cast: Cast, browse, look: Look) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    page = see(client, address(case))
    client.logout()
    asked = page.press("Отправить", text="Длинный ответ.")
    assert "Сеанс завершён. Войдите: всё, что Вы ввели, сохранено." in asked.text
    assert asked.address == f"/sign-in/?next=%2Fcases%2F{case.number}%2F%23reply"
    assert look(cast.orlova, address(case)).value("text") == "Длинный ответ."
    assert not case.entries.filter(text="Длинный ответ.").exists()


def test_the_files_of_a_reply_outlive_the_session_too(cast: Cast, browse, look: Look) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    page = see(client, address(case))
    client.logout()
    page.press("Отправить", text="Журнал вложен.", files=[("show.log", b"x" * 2048)])
    assert "show.log" not in look(cast.ivanov, address(case)).text
    again = look(cast.orlova, address(case))
    assert "Черновик восстановлен" in again.text
    assert "show.log 2 КБ" in again.text
    said = again.press("Отправить")
    assert "Orlova Человекова Вы, через портал Журнал вложен. show.log 2 КБ" in said.text
    assert not ReplyDraft.objects.exists()


def test_files_alone_are_a_draft_and_one_can_be_taken_out(cast: Cast, browse, look: Look) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    page = see(client, address(case))
    client.logout()
    page.press("Отправить", files=[("один.log", b"1"), ("два.log", b"22")])
    client.force_login(cast.orlova)
    values = {"text": "", "remove": str(ReplyDraft.objects.get().files.get(name="один.log").pk)}
    assert client.post(f"{address(case)}entries/", values)["Location"] == f"{address(case)}#reply"
    client.post(f"{address(case)}entries/draft/", {"text": ""})
    rest = look(cast.orlova, address(case))
    assert "два.log" in rest.text
    assert "один.log" not in rest.text


def test_what_does_not_fit_is_named_and_the_rest_waits_with_the_text(cast: Cast, browse) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    page = see(client, address(case))
    refused = page.press("Отправить", text="Шесть файлов.", files=[(f"f{n}.log", b"x") for n in range(1, 7)])
    assert refused.status == 422
    assert "Не приложены: f6.log. Остальные файлы сохранены." in refused.text
    assert "Не отправлено. Исправьте, пожалуйста:" in refused.text
    done = refused.press("Отправить")
    assert done.status == 200
    assert "f5.log" in done.history
    assert case.entries.latest("id").attachments.count() == 5


def test_a_contract_may_allow_more_files(cast: Cast, browse) -> None:
    Contract.objects.filter(pk=cast.contract.pk).update(terms={"files.max_count": 7})
    case = cast.case_in_work()
    done = answer(browse(cast.orlova), case, "Семь.", files=[file(f"f{number}.txt") for number in range(7)])
    assert done.status_code == 302


def test_a_forged_author_keeps_nothing(cast: Cast) -> None:
    case = cast.case_in_work()
    sent = Client().post(f"{address(case)}entries/", {"author": "1:2:3", "text": "Чужое."})
    assert sent["Location"] == f"/sign-in/?next=%2Fcases%2F{case.number}%2F"
    assert not ReplyDraft.objects.exists()


def test_an_observer_reads_and_does_not_answer(cast: Cast, look: Look, browse) -> None:
    case = cast.case_in_work()
    page = look(cast.observer, address(case))
    assert "Вы наблюдаете за обращением" in page.text
    assert "Отправить" not in page.buttons()
    assert (
        browse(cast.observer).post(f"{address(case)}entries/", {"text": "Я тоже", "key": str(uuid4())}).status_code
        == 409
    )


def test_a_closed_case_points_to_a_new_one(cast: Cast, look: Look) -> None:
    case = cast.case()
    Case.objects.filter(pk=case.pk).update(status="closed", is_open=False, closed_at=NOON)
    page = look(cast.orlova, address(case))
    assert f"зарегистрируйте новое и укажите в нём {case.number}" in page.text
    assert "Отправить" not in page.buttons()


def test_a_duplicate_leads_to_its_main_case(cast: Cast, look: Look) -> None:
    main, duplicate = cast.case(subject="Главное"), cast.case(subject="Повтор")
    merging.merge(duplicate, main, by=cast.duty, at=NOON)
    page = look(cast.orlova, address(duplicate))
    assert page.address == address(main)
    assert f"{duplicate.number} — дубликат, работа продолжается здесь." in page.text
    assert f"{duplicate.number} дубликат, присоединён к этому" in page.part("Связанные обращения")


def test_why_this_deadline_prints_on_a_page_of_its_own(cast: Cast, look: Look) -> None:
    case = cast.case_in_work()
    first = look(cast.orlova, address(case))
    links = re.findall(r"/cases/[^/]+/terms/[\w-]+/", first.tree.xpath("string(//body)") + _hrefs(first))
    assert len(links) == len(set(links)) >= 4
    for link in links:
        page = look(cast.orlova, link)
        assert page.status == 200
        assert "На 17.11.2026 12:00 МСК" in page.text
    assert look(cast.orlova, f"{address(case)}terms/nothing/").status == 404


def test_a_second_cycle_of_a_promise_has_an_explanation_of_its_own(cast: Cast, look: Look, clock) -> None:
    case = cast.solved_case()
    clock.move(hours=3)
    reopening.reopen(case, "Снова падает.", by=cast.orlova, at=clock.at)
    ids = look(cast.orlova, address(case)).tree.xpath("//details/@id")
    assert {"term-react-1-2", "term-react-2-2"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert look(cast.orlova, f"{address(case)}terms/term-react-2-2/").status == 200


def test_eight_statements_whatever_was_said(cast: Cast, statements: Count) -> None:
    case = cast.case_in_work()
    few = statements(cast.orlova, address(case))
    for number in range(50):
        files = ((storing.store(b"log", at=NOON), "log.txt"),)
        correspondence.reply(case, Message(text=f"Шаг {number}", files=files), by=cast.engineer, at=NOON)
    assert statements(cast.orlova, address(case)) <= few + 1 <= 8


def test_another_companys_case_is_no_case(cast: Cast, browse) -> None:
    case = cast.case_in_work()
    for path in ("", "entries/", "reopening/", "cancellation/", "colleagues/", "terms/term-sol/", "files/1/"):
        foreign, never = (
            browse(cast.petrov).get(f"/cases/{number}/{path}") for number in (case.number, "SD-2026-999999")
        )
        assert foreign.status_code == never.status_code
        assert foreign.status_code in (404, 405)


def _hrefs(page) -> str:
    return " ".join(page.tree.xpath("//a/@href"))
