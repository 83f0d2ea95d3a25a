"""R-25  Whatever the channel, the same facts are asked for; of each it is said how much it is needed."""

import pytest
from django.test import Client

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post, written
from tests.regulation.seeing import see

FACTS = ("contract", "priority", "pn", "sn", "category", "subject", "description", "files")


def _facts(case: Case) -> dict[str, object]:
    entry = case.entries.get(is_opening=True)
    return {
        "contract": case.contract.number if case.contract else None, "priority": case.priority, "pn": case.pn,
        "sn": case.sn, "category": case.category.code, "subject": case.subject, "description": entry.text,
        "files": [row.name for row in entry.attachments.all()],
    }  # fmt: skip


EXPECTED = {
    "contract": "ВС-2025/114", "priority": 2, "pn": "C9300-48P-A", "sn": "FOC2147X0AB", "category": "incident",
    "subject": "Стек упал", "description": "Четыре раза с утра.", "files": ["журнал.log"],
}  # fmt: skip


def test_portal_letter_and_telephone_say_the_same(cast: Cast, look: Look, post: Post) -> None:
    files = [("журнал.log", b"member 2 lost")]
    said = {"subject": "Стек упал", "description": "Четыре раза с утра.", "priority": "2", "category": "incident"}
    look(cast.ivanov, "/cases/new/").press("Зарегистрировать", files, item=str(cast.item.pk), **said)
    post.send(
        "Логин: ivanov\nДоговор: ВС-2025/114\nПриоритет: 2\nP/N: C9300-48P-A\nS/N: FOC2147X0AB\n"
        "Категория: Инцидент\n\nЧетыре раза с утра.",
        subject="Стек упал", files=files,
    )  # fmt: skip
    form = look(cast.operator, "/desk/cases/new/?q=ВС-2025/114").follow("ВС-2025/114")
    form.press(
        "Зарегистрировать", files, opener=str(cast.ivanov.pk), pn="C9300-48P-A", sn="FOC2147X0AB", channel="fax", **said
    )
    cases = list(Case.objects.order_by("id"))
    assert [case.channel for case in cases] == ["web", "email", "fax"]
    assert [_facts(case) for case in cases] == [EXPECTED] * 3
    assert {case.status for case in cases} == {"registered"}


@pytest.mark.parametrize(
    ("name", "necessity"),
    [
        ("Логин", "обязательно"),
        ("Приоритет", "желательно"),
        ("P/N", "желательно"),
        ("S/N", "желательно"),
        ("Категория", "желательно"),
        ("Описание", "обязательно"),
    ],
)
def test_the_public_page_says_how_much_each_field_of_a_letter_is_needed(cast: Cast, name: str, necessity: str) -> None:
    rows = see(Client(headers={"accept-language": "ru"}), "/support/").rows("Поля письма")
    assert {row[0]: row[1] for row in rows[1:]}[name] == necessity


def test_the_public_page_gives_a_letter_to_copy_that_is_registered(cast: Cast, post: Post) -> None:
    page = see(Client(headers={"accept-language": "ru"}), "/support/")
    sample = page.tree.get_element_by_id("sample").text.replace("your.login", "ivanov")
    case = post.send(sample).case
    assert case and (case.opener, case.status) == (cast.ivanov, "registered")


def test_what_is_desirable_stops_nobody(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Вопрос", description="Как обновить?")
    assert page.state == "Зарегистрировано"


def test_the_letter_as_it_came_is_kept_as_evidence(cast: Cast, look: Look, post: Post) -> None:
    raw = written(GOOD)
    case = post.bring(raw).case
    assert case
    receipt = case.receipts.get()
    page = look(cast.duty, f"/desk/receipts/{receipt.pk}/")
    assert page.download("Исходное письмо (.eml)") == raw
    assert "Логин: ivanov" in page.text


def test_the_words_of_the_request_stand_unchanged_whatever_is_reclassified(cast: Cast, look: Look) -> None:
    case = cast.case(description="Так и написал: «упал».")
    form = look(cast.duty, f"/desk/cases/{case.number}/steps/subject/")
    form.press("Изменить тему", subject="Иная тема")
    assert "Так и написал: «упал»." in look(cast.orlova, f"/cases/{case.number}/").history
