"""The rail beside the queue, and its filter line: ready-made views, those of the groups, and the reader's own."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.desk import choices, counters
from reglament.desk.filters import LATE, ME, NOBODY, WAITS, Filter, states
from reglament.desk.frames import address
from reglament.memory.statements import Question
from reglament.memory.values import Kept
from reglament.people.models import Account, SavedFilter
from reglament.ui.links import Link
from reglament.ui.words import language, pick

PAGE = "queue"
_lines: Kept[str, Markup] = Kept()
_SAVED = Question(lambda account: SavedFilter.objects.filter(account=account, page=PAGE), int)
Groups = list[tuple[str, list[Link]]]


def around(reader: Account, wanted: Filter) -> dict[str, Any]:
    """What stands around the rows: title, rail, choices of the filter line, saved filters. One statement."""
    saved = _SAVED.ask(reader.pk)
    groups = _groups(reader, wanted, saved)
    current = next((link.label for _title, links in groups for link in links if link.current), "")
    return {
        "title": current or _("Filtered cases"),
        "rail": groups,
        "filter_line": _filter_line(wanted),
        "saved": next((row for row in saved if row.query == wanted.query), None),
    }


def _groups(reader: Account, wanted: Filter, saved: Iterable[SavedFilter]) -> Groups:
    counts = counters.of(reader, at=timezone.now())
    own = [
        _view(wanted, _("My cases"), Filter(engineer=ME), counts.mine),
        _view(wanted, _("I await an answer"), Filter(engineer=ME, state="wait_customer")),
        _view(wanted, _("Watching"), Filter(watching="1")),
    ]
    common = [
        _view(wanted, _("All open"), Filter()),
        _view(wanted, _("Overdue"), Filter(due=LATE), counts.late, hot=counts.late > 0),
        _view(wanted, _("Not assigned"), Filter(engineer=NOBODY), counts.unassigned),
        _view(wanted, _("Priorities 1 and 2 without a call"), Filter(call="owed")),
        _view(wanted, _("Contract check"), Filter(state="check")),
        _view(wanted, _("Awaiting vendor"), Filter(state="wait_vendor")),
        _view(wanted, _("All suspended"), Filter(state=WAITS)),
    ]
    groups: Groups = [(_("Mine"), own), (_("Common"), common)]
    crews = [_view(wanted, crew.name, Filter(team=crew.team.code)) for crew in choices.crews()]
    kept = [Link(f"{address('desk:queue')}?{row.query}", row.name, row.query == wanted.query) for row in saved]
    groups += [(_("Groups"), crews)] if crews else []
    return groups + ([(_("My filters"), kept)] if kept else [])


def _view(wanted: Filter, label: str, view: Filter, count: int | None = None, *, hot: bool = False) -> Link:
    query = f"?{view.query}" if view.query else ""
    return Link(address("desk:queue") + query, label, view == wanted, counters.shown(count or 0), hot)


def _filter_line(wanted: Filter) -> Markup:
    """The form with all its choices: as slow to change as the tables they come from."""
    lines = _lines.fresh()
    key = f"{language()}?{wanted.query}"
    if key not in lines:
        context = {"choices": _choices(), "wanted": wanted}
        lines[key] = Markup(get_template("desk/queue/filters.html").render(context))  # noqa: S704  our own template
    return lines[key]


def _choices() -> list[tuple[str, str, list[tuple[Any, str]]]]:
    """(name, label, options) of each select in the filter line."""
    priorities = [(number, f"{number} {name}") for number, name in choices.priorities()]
    categories = [(category.code, pick(category, "name")) for category in choices.categories()]
    crews = [(crew.team.code, crew.name) for crew in choices.crews()]
    engineers = [(ME, _("me")), (NOBODY, _("nobody")), *choices.engineers()]
    return [
        ("priority", _("Priority"), priorities),
        ("state", _("State"), [*states(), (WAITS, _("any suspended"))]),
        ("company", _("Customer"), list(choices.companies())),
        ("team", _("Group"), crews),
        ("engineer", _("Engineer"), engineers),
        ("category", _("Category"), categories),
    ]
