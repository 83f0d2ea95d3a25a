"""History has one pen: only history/record.py writes an event, and nobody changes one."""

import ast
from collections.abc import Iterator

from django.apps import apps

from reglament.history.models import Event
from tests.house.plan import modules

PEN = "reglament/history/record.py"
WRITES = {
    *("create", "acreate", "bulk_create", "get_or_create", "update_or_create"),
    *("update", "bulk_update", "delete", "add", "set"),
}


def tables() -> set[str]:
    return {model.__name__ for model in apps.get_models() if issubclass(model, Event)}


def accessors() -> set[str]:
    """The names under which a subject reaches its events, e.g. `case.events`."""
    keys = [model._meta.get_field("subject") for model in apps.get_models() if issubclass(model, Event)]
    return {key.remote_field.get_accessor_name() for key in keys} - {"+"}


def writings(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that make, change or delete an event."""
    names, roads = tables(), accessors()
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        spoken = [node.id if isinstance(node, ast.Name) else node.attr for node in _chain(call.func)]
        makes = spoken[:1] != [] and spoken[0] in names
        changes = spoken[:1] != [] and spoken[0] in WRITES and bool((names | roads) & set(spoken[1:]))
        if makes or changes:
            yield call


def _chain(node: ast.expr) -> Iterator[ast.Name | ast.Attribute]:
    """create, objects, CaseEvent of `CaseEvent.objects.create(…)`: what is called first, what it stands on last."""
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            yield node
            node = node.value
        else:
            node = node.func
    if isinstance(node, ast.Name):
        yield node


def test_only_the_pen_writes_events() -> None:
    wrong = [f"{path}:{call.lineno}" for path, tree in modules() if str(path) != PEN for call in writings(tree)]
    assert not wrong, "\n".join(wrong)


def test_every_subject_has_its_own_table() -> None:
    for model in apps.get_models():
        if issubclass(model, Event):
            assert model._meta.get_field("subject").remote_field, f"{model.__name__} has no real key to its subject"


def test_the_test_sees_a_second_pen() -> None:
    table, road = sorted(tables())[0], sorted(accessors())[0]
    for line in (
        f"{table}(kind='x').save()",
        f"{table}.objects.create(kind='x')",
        f"models.{table}.objects.filter(id=1).update(kind='x')",
        f"subject.{road}.create(kind='x')",
        f"{table}.objects.filter(id=1).delete()",
    ):
        assert list(writings(ast.parse(line))), line
    assert not list(writings(ast.parse(f"{table}.objects.filter(at=at).first()")))
