"""R-41  The same when the right serial number is missing."""

from datetime import timedelta

import pytest

from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


@pytest.mark.parametrize("sn", ["", "FOC0000X0XX", "FOC2147X0AВ"])
def test_the_time_of_registration_binds_nobody(cast: Cast, look: Look, watch: Watch, sn: str) -> None:
    case = cast.case(priority=3, sn=sn)
    watch.at = NOON + timedelta(days=3)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "не регламентируется" in page.text
    assert "просрочено" not in page.text
    assert case.deadlines.get(clock="REG").outcome == "unregulated"


def test_the_letter_says_so(cast: Cast, post: Post) -> None:
    cast.case(priority=3, sn="FOC0000X0XX")
    assert "Пока они не подтверждены, время регистрации договором не регламентируется." in post.last(cast.orlova).text


def test_the_duty_engineer_sees_it_too(cast: Cast, look: Look) -> None:
    case = cast.case(priority=3, sn="FOC0000X0XX")
    page = look(cast.duty, f"/desk/triage/{case.number}/").text
    assert "P/N совпадает, такого S/N в договоре нет. Время регистрации не регламентируется." in page


def test_a_high_priority_is_not_regulated_either_though_registered_at_once(cast: Cast) -> None:
    case = cast.case(priority=1, sn="FOC0000X0XX")
    assert case.status == "registered"
    assert case.deadlines.get(clock="REG").outcome == "unregulated"
