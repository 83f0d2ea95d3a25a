"""Domain §2 and §6: what each role is offered and may do with a case; others see no button and are refused."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reglament.cases.models import Case, CaseEvent
from reglament.cases.showing import page as showing
from reglament.desk.steps.offering import STEPS
from tests.cast import Cast
from tests.doors.desk.test_steps import DONE, address

Browse = Callable[[object], Client]
READERS = {"operator", "duty", "engineer", "lead", "head", "manager", "director"}
ALL = READERS | {"account_manager", "logistics", "admin"}
WORK = {"duty", "engineer", "lead", "head"}
SORT = {"duty", "lead", "head"}
TALK = WORK | {"operator", "manager", "account_manager"}
# step: who may take it; the engineer of the table is the case's own.
MAY: dict[str, set[str]] = {
    "registration": SORT | {"operator", "manager"},
    "assignment": SORT,
    "priority": WORK | {"manager"},
    "category": SORT,
    "item": SORT,
    "subject": WORK | {"operator", "manager"},
    "call": WORK | {"operator", "manager"},
    "inquiry": TALK,
    "contract": SORT | {"manager"},
    "check": SORT,
    "confirmation": SORT | {"manager"},
    "refusal": {"duty"},
    "approval": {"head", "manager"},
    "declining": {"head", "manager"},
    "taking": WORK,
    "diagnosis": WORK,
    "workaround": WORK,
    "continuation": WORK,
    "question": WORK,
    "vendor": WORK,
    "postponement": WORK,
    "resumption": WORK,
    "return": {"engineer", "lead"},
    "transfer": WORK,
    "transfer_closing": WORK,
    "solution": WORK,
    "closing": {"manager"},
    "reopening": {"manager"},
    "undoing": WORK,
    "cancellation": {"manager"},
    "merging": SORT,
    "unmerging": SORT,
    "watching": TALK | {"director"},
    "leaving": {"director"},
}


def test_every_step_stands_in_the_table() -> None:
    assert MAY.keys() == STEPS.keys()


@pytest.mark.parametrize("code", STEPS)
def test_a_step_is_offered_to_the_roles_of_the_table_alone(cast: Cast, browse: Browse, code: str) -> None:
    begin, _who, fields, event = DONE[code]
    case = Case.objects.get(pk=begin(cast).pk)
    offered = set()
    for who in ALL:
        try:
            page = showing.load(case.number, getattr(cast, who), at=timezone.now())
        except Case.DoesNotExist:
            continue
        if STEPS[code].offered(page):
            offered.add(who)
    assert offered == MAY[code]
    if code == "watching":
        return
    named = {
        "TEAM": cast.team.pk,
        "ENGINEER": cast.engineer.pk,
        "ITEM": cast.item.pk,
        "CONTRACT": cast.contract.pk,
        "MAIN": cast.case().number if code == "merging" else "",
    }
    values = {name: named.get(str(value), value) for name, value in fields.items()} | {"version": case.version}
    for who in sorted(ALL - MAY[code]):
        response = browse(getattr(cast, who)).post(address(case, code), values)
        if code == "leaving" and who in MAY["watching"]:
            continue  # whoever watches nothing leaves nothing
        assert response.status_code == (409 if who in READERS | {"account_manager"} else 404), who
    assert CaseEvent.objects.filter(subject=case, kind=event).count() in (0, 1 if event == "case.replied" else 0)


@pytest.mark.parametrize(
    ("page", "readers"),
    [
        ("desk:case", READERS | {"account_manager"}),
        ("desk:protocol", READERS | {"account_manager"}),
        ("desk:neighbours", READERS | {"account_manager"}),
    ],
)
def test_a_case_is_read_by_the_roles_of_the_table_alone(
    cast: Cast, browse: Browse, page: str, readers: set[str]
) -> None:
    where = reverse(page, args=(cast.case().number,))
    found = {who for who in ALL if browse(getattr(cast, who)).get(where).status_code == 200}
    assert found == readers


def test_equipment_is_read_by_the_roles_of_the_table_alone(cast: Cast, browse: Browse) -> None:
    """Assets: neither the register, nor a line of the search, nor a link from the contract or the case."""
    case = cast.case()
    item = reverse("desk:item", args=(cast.item.pk,))
    pages = (
        f"{reverse('desk:search')}?q={cast.item.sn}",
        reverse("desk:contract", args=(cast.contract.pk,)),
        reverse("desk:case", args=(case.number,)),
    )
    for who in sorted(ALL):
        client = browse(getattr(cast, who))
        reads = who in SORT | {"engineer", "manager", "logistics"}
        assert client.get(item).status_code == (200 if reads else 404), who
        for where in pages:
            response = client.get(where)
            if response.status_code == 200:
                assert (item in response.content.decode()) is reads, (who, where)


@pytest.mark.parametrize("who", ["manager2", "admin", "logistics"])
def test_no_page_tells_of_a_case_that_is_not_the_readers(cast: Cast, browse: Browse, who: str) -> None:
    """Not by its subject, not by its number: in the queue, the search, the registers, first processing."""
    case = cast.case(subject="Совершенно секретный стек", priority=3, sn="НЕТ-ТАКОГО")
    client = browse(getattr(cast, who))
    for where in (
        reverse("desk:queue"),
        f"{reverse('desk:search')}?q={case.number}",
        f"{reverse('desk:search')}?q=совершенно",
        reverse("desk:company", args=(cast.company.pk,)),
        reverse("desk:contract", args=(cast.contract.pk,)),
        reverse("desk:item", args=(cast.item.pk,)),
        reverse("desk:triage"),
        reverse("desk:promises"),
    ):
        page = client.get(where, follow=True).content.decode()
        assert case.subject not in page, where
        assert f"/desk/cases/{case.number}/" not in page, where
