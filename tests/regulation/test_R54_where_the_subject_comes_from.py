"""R-54  The subject is the letter's own, the field of the form, or what the operator types for a call or a fax."""

from email.header import Header

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post, written


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("Нет связи", "Нет связи"),
        (Header("Упал стык", "koi8-r").encode(), "Упал стык"),
        (Header("Упал стык №2", "windows-1251").encode(), "Упал стык №2"),
        ("=?utf-8?B?0KPQv9Cw0Lsg?= =?utf-8?B?0YHRgtC10Lo=?=", "Упал стек"),
    ],
)
def test_that_of_a_letter_is_decoded(cast: Cast, post: Post, header: str, subject: str) -> None:
    raw = written(GOOD, subject="").replace(b"To: ", f"Subject: {header}\r\nTo: ".encode(), 1)
    case = post.bring(raw).case
    assert case and case.subject == subject


def test_that_of_the_form_is_taken_as_it_is(cast: Cast, look: Look) -> None:
    look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="  Упал «стек» <№2> ", description="Да.")
    case = Case.objects.get()
    assert case.subject == "Упал «стек» <№2>"
    assert "Упал «стек» <№2>" in look(cast.ivanov, f"/cases/{case.number}/").text


@pytest.mark.parametrize("channel", ["phone", "fax"])
def test_for_a_call_or_a_fax_the_operator_types_it(cast: Cast, look: Look, channel: str) -> None:
    form = look(cast.operator, f"/desk/cases/new/?contract={cast.contract.pk}")
    form.press(
        "Зарегистрировать",
        opener=str(cast.ivanov.pk), channel=channel, subject="Со слов: упал стек", description="С утра.",
        priority="3", category="incident", sn=cast.item.sn,
    )  # fmt: skip
    assert "Со слов: упал стек" in look(cast.ivanov, "/cases/").text
