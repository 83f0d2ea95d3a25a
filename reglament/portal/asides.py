"""What stands beside the course of a case: the reader's own draft, who takes part, related cases. One statement."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from reglament.cases.models import CaseLink, CaseParticipant, ReplyDraft
from reglament.cases.showing.page import Page

Told = QuerySet[Any, tuple[Any, ...]]


@dataclass(slots=True)
class Aside:
    """`duplicates` and `earlier` are numbers of cases."""

    draft: str = ""
    colleagues: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)


def read(page: Page) -> Aside:
    drafts = ReplyDraft.objects.filter(case=page.case, account=page.reader, kind="public")
    joined = CaseParticipant.objects.filter(case=page.case, reason=CaseParticipant.Reason.COLLEAGUE)
    parts = [_told(drafts, "draft", "text"), _told(joined, "colleague", "account__full_name")]
    if page.case.has_more:
        parts.append(_told(page.case.duplicates.all(), "duplicate", "number"))
        parts.append(_told(CaseLink.objects.filter(case=page.case), "earlier", "earlier__number"))
    found: dict[str, list[str]] = {}
    for what, words in parts[0].union(*parts[1:], all=True):
        found.setdefault(what, []).append(words)
    return Aside(
        draft="".join(found.get("draft", ())),
        colleagues=sorted(found.get("colleague", ())),
        duplicates=sorted(found.get("duplicate", ())),
        earlier=sorted(found.get("earlier", ())),
    )


def _told(rows: QuerySet[Any], what: str, column: str) -> Told:
    texts = rows.order_by().annotate(what_=Cast(Value(what), CharField()), words_=Cast(column, CharField()))
    told: Told = texts.values_list("what_", "words_")
    return told
