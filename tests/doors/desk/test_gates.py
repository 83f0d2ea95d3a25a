"""Who comes through the desk's door, and what each role finds behind it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reglament.people.models import DutyShift
from tests.cast import Cast
from tests.doors.desk.conftest import Watch, read

EVERYONE = {
    "operator",
    "duty",
    "engineer",
    "lead",
    "head",
    "manager",
    "account_manager",
    "logistics",
    "director",
    "admin",
}
PAGES = {
    "desk:queue": EVERYONE,
    "desk:search": EVERYONE,
    "desk:companies": EVERYONE,
    "desk:contracts": EVERYONE,
    "desk:items": {"duty", "engineer", "lead", "head", "manager", "logistics"},
    "desk:triage": {"operator", "duty", "engineer", "lead", "head", "manager"},
    "desk:arrivals": {"operator", "duty", "engineer", "lead", "head", "manager"},
    "desk:new_case": {"operator", "duty", "engineer", "lead", "head", "manager"},
    "desk:promises": {"lead", "head", "manager", "director"},
    "desk:letters": {"duty", "lead", "head", "manager", "admin"},
    "desk:receipts": {"duty", "lead", "head", "manager", "admin"},
    "desk:without_contract": {"duty", "head", "manager"},
    "desk:account_requests": {"manager", "admin"},
}
Browse = Callable[[object], Client]


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_each_role_finds_its_own_pages(cast: Cast, browse: Browse, who: str) -> None:
    client = browse(getattr(cast, who))
    found = {name for name in PAGES if client.get(reverse(name)).status_code in (200, 302)}
    assert found == {name for name, roles in PAGES.items() if who in roles}


@pytest.mark.parametrize(
    ("who", "page"),
    [("duty", "desk:triage"), ("operator", "desk:triage"), ("engineer", "desk:queue"), ("admin", "desk:queue")],
)
def test_the_day_begins_where_the_work_is(cast: Cast, browse: Browse, who: str, page: str) -> None:
    assert browse(getattr(cast, who)).get(reverse("desk:home")).headers["Location"] == reverse(page)


def test_a_stranger_signs_in_and_comes_back(cast: Cast) -> None:
    response = Client().get(reverse("desk:queue") + "?priority=2")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('portal:sign_in')}?next=/desk/queue/%3Fpriority%3D2"


def test_what_was_typed_survives_a_lost_session(cast: Cast) -> None:
    case = cast.case()
    response = Client().post(reverse("desk:replies", args=(case.number,)), {"text": "Долгий ответ заказчику."})
    assert response.status_code == 403
    assert "Долгий ответ заказчику." in read(response)
    assert case.entries.count() == 1


def test_the_header_names_only_what_the_reader_may_open(cast: Cast, browse: Browse) -> None:
    engineer = read(browse(cast.engineer).get(reverse("desk:queue")))
    assert reverse("desk:triage") in engineer
    assert reverse("desk:letters") not in engineer
    assert reverse("desk:promises") not in engineer


def test_the_header_says_until_when_the_shift_lasts(cast: Cast, browse: Browse, watch: Watch) -> None:
    at = watch.at
    DutyShift.objects.create(account=cast.duty, begins_at=at - timedelta(hours=4), ends_at=at + timedelta(hours=8))
    page = read(browse(cast.duty).get(reverse("desk:queue")))
    assert "смена до 20:10" in page
