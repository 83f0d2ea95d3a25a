"""R-26  Whether the customer's call is still owed is one rule, asked of one case and of many alike."""

from itertools import product

import pytest

from reglament.cases.models import Case
from reglament.cases.status import ENDED, OPEN, Status
from tests.cast import NOON, Cast

PRIORITIES = (1, 2, 3, 4)
ASKED = (None, True, False)
"""No version of a contract yet; one that asks for the call; one that does not."""


@pytest.mark.parametrize("status", Status)
def test_one_case_and_a_queryset_say_the_same(cast: Cast, status: Status) -> None:
    case = cast.case()
    version = case.contract_version
    assert version
    for priority, asked, confirmed in product(PRIORITIES, ASKED, (None, NOON)):
        version.phone_confirmation = asked is not False
        version.save()
        Case.objects.filter(pk=case.pk).update(
            status=status, is_open=status in OPEN, priority=priority, phone_confirmed_at=confirmed,
            contract_version=None if asked is None else version,
        )  # fmt: skip
        owed = status not in {*ENDED, Status.RESOLVED} and priority <= 2 and asked is not False and confirmed is None
        one = Case.objects.get(pk=case.pk).owes_call
        many = Case.objects.owing_a_call().filter(pk=case.pk).exists()
        assert (one, many) == (owed, owed), (status, priority, asked, confirmed)
