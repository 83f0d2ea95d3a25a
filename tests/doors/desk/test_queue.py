"""The queue: order, groups, filters, pages, and how often it asks the database."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from reglament.cases.course import correspondence, participants, waiting
from reglament.cases.course.entries import Message
from reglament.desk import counters
from reglament.people.models import SavedFilter
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read

Browse = Callable[[object], Client]
ADDRESS = reverse("desk:queue")


def numbers(page: str) -> list[str]:
    return re.findall(r'title="(SD-\d{4}-\d{6})"', page)


def test_cases_stand_by_their_nearest_deadline_under_its_time(cast: Cast, browse: Browse) -> None:
    late = cast.case(at=NOON - timedelta(days=1), priority=2)
    soon = cast.case(at=NOON, priority=1)
    later = cast.case(at=NOON, priority=4)
    page = read(browse(cast.engineer).get(ADDRESS))
    assert numbers(page) == [late.number, soon.number, later.number]
    headings = re.findall(r'scope="rowgroup">([^<]+?) ?<', page)
    assert headings == ["Просрочено", "До 13:10", "Завтра и позже"]


def test_a_paused_case_stands_last_with_what_is_left(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=NOON + timedelta(minutes=5))
    page = read(browse(cast.engineer).get(ADDRESS))
    assert "Приостановлены или без срока" in page
    assert 'class="paused"' in page


def test_each_filter_narrows(cast: Cast, browse: Browse) -> None:
    mine = cast.case_in_work(priority=1)
    free = cast.case(priority=3, subject="Обрыв канала")
    unclear = cast.case(priority=4, sn="НЕТ-ТАКОГО")
    client = browse(cast.engineer)
    for query, expected in {
        "engineer=me": {mine},
        "engineer=none": {free, unclear},
        f"engineer={cast.engineer.pk}": {mine},
        "priority=3": {free},
        "state=check": {unclear},
        "team=network": {mine},
        f"company={cast.rivals.pk}": set(),
        "category=incident": {mine, free, unclear},
        "call=owed": {mine},
        "q=обрыв": {free},
        f"q={mine.number}": {mine},
        f"q={int(free.number[-6:])}": {free},
        "q=нет такого": {unclear},
        "priority=9": {mine, free, unclear},
    }.items():
        page = read(client.get(f"{ADDRESS}?{query}"))
        assert set(numbers(page)) == {case.number for case in expected}, query


def test_watched_cases_are_a_view(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    cast.case()
    participants.watch(case, by=cast.director, at=NOON)
    assert numbers(read(browse(cast.director).get(f"{ADDRESS}?watching=1"))) == [case.number]


def test_an_empty_filter_teaches_the_next_step(cast: Cast, browse: Browse) -> None:
    page = read(browse(cast.engineer).get(f"{ADDRESS}?priority=1"))
    assert "По этому фильтру ничего нет" in page
    assert "Все открытые" in page


def test_pages_follow_each_other_without_gaps_or_repeats(cast: Cast, browse: Browse) -> None:
    made = {cast.case(at=NOON - timedelta(minutes=each // 2), priority=4).number for each in range(60)}
    client = browse(cast.engineer)
    first = read(client.get(ADDRESS))
    following = re.search(r'href="([^"]+after=[^"]+)"', first)
    assert following
    second = read(client.get(following[1].replace("&amp;", "&")))
    assert len(numbers(first)) == 50
    assert set(numbers(first)) | set(numbers(second)) == made
    assert not set(numbers(first)) & set(numbers(second))
    assert "В начало" in second
    assert numbers(read(client.get(f"{ADDRESS}?after=broken"))) == numbers(first)


def test_what_people_typed_is_escaped(cast: Cast, browse: Browse) -> None:
    cast.case(subject="<script>alert(1)</script>")
    page = read(browse(cast.engineer).get(ADDRESS))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_part_that_polls_says_when_nothing_is_new(cast: Cast, browse: Browse, watch: Watch) -> None:
    case = cast.case()
    client = browse(cast.engineer)
    first = client.get(f"{ADDRESS}?part=rows")
    assert read(first).lstrip().startswith('<div id="queue"')
    assert client.get(f"{ADDRESS}?part=rows", headers={"If-None-Match": first["ETag"]}).status_code == 304
    watch.move(minutes=5)
    again = client.get(f"{ADDRESS}?part=rows", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert case.number in read(again)


def test_the_strip_puts_every_case_into_its_hour(cast: Cast, browse: Browse) -> None:
    case = cast.case(priority=1)
    page = read(browse(cast.engineer).get(ADDRESS))
    strip = page[page.index('<svg class="horizon"') : page.index("</svg>", page.index('<svg class="horizon"'))]
    assert f"/desk/cases/{case.number}/" in strip
    assert "13:00" in strip


def test_no_hour_of_the_strip_is_written_over_the_next_cell(cast: Cast, browse: Browse, watch: Watch) -> None:
    cast.case(priority=1)
    client = browse(cast.engineer)
    for minutes in (0, 10, 25, 35, 50):
        watch.at = NOON + timedelta(minutes=minutes)
        places = sorted(
            float(x) for x in re.findall(r'class="horizon-(?:name|time)" x="([\d.]+)%"', read(client.get(ADDRESS)))
        )
        assert all(right - left >= 4 for left, right in pairwise(places)), places


def test_ten_hours_and_more_are_told_without_minutes(cast: Cast, browse: Browse) -> None:
    """The column is narrow, and nobody works by the minute that far ahead."""
    near, far = cast.case(priority=3), cast.case_in_work(priority=3)
    correspondence.reply(far, Message(text="Смотрю."), by=cast.engineer, at=NOON + timedelta(minutes=6))
    page = read(browse(cast.engineer).get(ADDRESS))
    left = dict(re.findall(r'title="(SD-[\d-]+)".*?class="c-left num right">([^<]*)<', page))
    assert left == {near.number: "3 ч 50 мин", far.number: "17 ч"}


def test_a_filter_is_kept_under_a_name_and_forgotten(cast: Cast, browse: Browse) -> None:
    client = browse(cast.engineer)
    client.post(reverse("desk:filters"), {"name": "Срочные мои", "priority": "1", "engineer": "me"})
    page = read(client.get(f"{ADDRESS}?priority=1&engineer=me"))
    assert "Срочные мои" in page
    assert "Убрать этот фильтр" in page
    row = SavedFilter.objects.get()
    assert browse(cast.lead).post(reverse("desk:filter_removal", args=(row.pk,))).status_code == 404
    client.post(reverse("desk:filter_removal", args=(row.pk,)))
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_is_not_kept(cast: Cast, browse: Browse) -> None:
    client = browse(cast.engineer)
    response = client.post(reverse("desk:filters"), {"name": " ", "priority": "1"}, follow=True)
    assert "Назовите фильтр." in read(response)
    assert not SavedFilter.objects.exists()


def test_a_service_manager_sees_the_cases_of_own_contracts_only(cast: Cast, browse: Browse) -> None:
    case = cast.case()
    assert numbers(read(browse(cast.manager).get(ADDRESS))) == [case.number]
    assert numbers(read(browse(cast.manager2).get(ADDRESS))) == []


def test_one_row_and_fifty_cost_the_same(cast: Cast, browse: Browse, statements: Callable[[Client, str], int]) -> None:
    client = browse(cast.engineer)
    cast.case()
    with_one = statements(client, ADDRESS)
    for _each in range(49):
        cast.case_in_work()
    assert statements(client, ADDRESS) == with_one
    assert with_one <= 5


def test_counting_stops_and_says_so(cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "MOST", 2)
    for _each in range(3):
        cast.case()
    rail = read(browse(cast.engineer).get(ADDRESS)).split('<nav class="rail"', 1)[1]
    assert '<span>Не назначены</span><span class="count">1+</span>' in rail


def test_a_role_that_reads_no_cases_is_told_so(cast: Cast, browse: Browse) -> None:
    cast.case()
    page = read(browse(cast.admin).get(ADDRESS))
    assert "Обращений по Вашей роли нет" in page
    assert numbers(page) == []
