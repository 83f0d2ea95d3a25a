from datetime import timedelta
import pytest
from django.urls import reverse
from django.utils import timezone
from django.test.utils import CaptureQueriesContext
from django.db import connection

@pytest.mark.parametrize("who", ["duty","engineer","manager","head","admin","logistics","operator","director","account_manager"])
def test_all(cast, browse, who):
    at = timezone.now()-timedelta(minutes=30)
    a = cast.case(at=at); b = cast.case_in_work(at=at); c = cast.case(at=at, sn="FOC2147XOAB", priority=3); d=cast.case(at=at, contract=None)
    c_ = browse(cast.people[who])
    for name,args in [("queue",()),("triage",()),("promises",()),("search",()),("companies",()),("contracts",()),("items",()),("letters",()),("receipts",()),("new_case",()),
        ("case",(a.number,)),("case",(b.number,)),("case",(c.number,)),("case",(d.number,)),("triage_case",(a.number,)),("triage_case",(c.number,)),("triage_case",(d.number,)),("neighbours",(a.number,)),("protocol",(b.number,)),("company",(cast.company.pk,)),("contract",(cast.contract.pk,)),("item",(cast.item.pk,))]:
        url = reverse(f"desk:{name}", args=args)
        with CaptureQueriesContext(connection) as q:
            r = c_.get(url)
        print(who, r.status_code, len(q), url, len(r.content))
    for q_ in ("FOC2147X0AB","стек","урал","2025/114", "C9300-48P-A"):
        r = c_.get(reverse("desk:search"), {"q": q_}); print(who, q_, r.status_code, len(r.content))
    from reglament.desk.steps.offering import STEPS
    for code in STEPS:
        for case in (a,b,c,d):
            r = c_.get(reverse("desk:step", args=(case.number, code)))
            assert r.status_code in (200,302,404), r.status_code
            print(who, code, r.status_code, end=" ")
    r = c_.get(reverse("desk:new_case")+f"?contract={cast.contract.pk}&item=foc"); print(r.status_code)
