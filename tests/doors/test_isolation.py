"""Another company's object and one that never was answer alike: 404, with the same words."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reglament.cases.models import Attachment, Case, Entry
from reglament.files import storing
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.doors.classes import (
    ACCOUNT,
    CLASSES,
    CUSTOMER,
    CUSTOMER_CASE,
    CUSTOMER_CONTRACT,
    PUBLIC,
    STAFF,
    STAFF_CASE,
    STAFF_OBJECT,
)

NEVER = {"number": "SD-2026-999999", "pk": 999_999}
FILLED = {"place": 0, "bar": "sol-1", "kind": "public", "choice": "received", "code": "take", "uid": "x", "token": "y"}
SECRETS = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]+"|[A-Z]{2}-20\d\d[-/]\d+|\b\d{6}\b|/\d+/'
    rb"|\d\d\.\d\d\.20\d\d \d\d:\d\d"  # the moment the page was printed
)


def routes(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    """(name, parameters) of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield f"{namespace}{pattern.name}", list(pattern.pattern.converters)


ROUTES = dict(routes(get_resolver().url_patterns))


def of_class(*classes: str) -> list[str]:
    return [name for name in ROUTES if CLASSES.get(name) in classes]


def address(name: str, **values: object) -> str:
    return reverse(name, kwargs={key: values.get(key, FILLED.get(key, NEVER.get(key))) for key in ROUTES[name]})


def told(response: HttpResponse) -> tuple[int, bytes]:
    """Status and page, without tokens and the numbers the visitor typed."""
    return response.status_code, SECRETS.sub(b"", response.content)


@pytest.fixture
def case(cast: Cast) -> Case:
    case = cast.case_in_work()
    entry = Entry.objects.filter(case=case).earliest("id")
    Attachment.objects.create(entry=entry, file=storing.store(b"secret", at=NOON), name="secret.txt")
    return case


def test_every_address_has_a_class() -> None:
    assert set(ROUTES) == set(CLASSES)


@pytest.mark.parametrize("name", of_class(ACCOUNT, CUSTOMER, CUSTOMER_CASE, CUSTOMER_CONTRACT, STAFF, STAFF_CASE))
def test_a_stranger_is_asked_to_sign_in(db: None, name: str) -> None:
    response = Client().get(address(name))
    assert response.status_code in (302, 405), response.status_code
    if response.status_code == 302:
        assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("name", of_class(PUBLIC))
def test_public_pages_need_no_session(cast: Cast, name: str) -> None:
    assert Client().get(address(name)).status_code in (200, 405)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", of_class(CUSTOMER_CASE))
def test_a_rival_learns_nothing_of_a_case(cast: Cast, case: Case, browse: object, name: str, method: str) -> None:
    visit = getattr(browse(cast.petrov), method)  # type: ignore[operator]
    foreign = visit(address(name, number=case.number, pk=Attachment.objects.get().pk))
    never = visit(address(name))
    assert told(foreign) == told(never)
    assert foreign.status_code in (404, 405)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", of_class(CUSTOMER_CONTRACT))
def test_a_rival_learns_nothing_of_a_contract(cast: Cast, browse: object, name: str, method: str) -> None:
    visit = getattr(browse(cast.petrov), method)  # type: ignore[operator]
    foreign, never = visit(address(name, number=cast.contract.number)), visit(address(name, number="ВС-2025/999"))
    assert told(foreign) == told(never)
    assert foreign.status_code in (404, 405)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", of_class(STAFF, STAFF_CASE, STAFF_OBJECT))
def test_a_customer_finds_no_desk(cast: Cast, case: Case, browse: object, name: str, method: str) -> None:
    visit = getattr(browse(cast.orlova), method)  # type: ignore[operator]
    assert visit(address(name, number=case.number, pk=1)).status_code in (404, 405)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["manager2", "admin", "logistics"])
@pytest.mark.parametrize("name", of_class(STAFF_CASE))
def test_staff_without_the_right_learn_nothing(
    cast: Cast, case: Case, browse: object, name: str, who: str, method: str
) -> None:
    account: Account = getattr(cast, who)
    visit = getattr(browse(account), method)  # type: ignore[operator]
    foreign = visit(address(name, number=case.number, pk=Attachment.objects.get().pk))
    assert told(foreign) == told(visit(address(name)))
    assert foreign.status_code in (404, 405)
