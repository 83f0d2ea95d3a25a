"""An open value that no rule reads is a promise that nobody keeps: every declared term is read."""

import ast
from collections.abc import Iterator

from reglament.clauses import clause
from reglament.terms.declare import TERMS
from tests.house.plan import modules


def declared() -> Iterator[tuple[str, str, str]]:
    """(module, name, key) of each `NAME = term("key", …)`."""
    for path, tree in modules():
        for node in ast.walk(tree):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=name)],
                    value=ast.Call(func=ast.Name(id="term"), args=[ast.Constant(value=str(key)), *_]),
                ):
                    yield ".".join(path.with_suffix("").parts), name, key


def read() -> set[tuple[str, str]]:
    """(module, name) of everything that another module takes from a module of ours."""
    found = set()
    for _path, tree in modules():
        nicknames = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    nicknames[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                    found.add((node.module or "", alias.name))
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=nickname), attr=name) if nickname in nicknames:
                    found.add((nicknames[nickname], name))
    return found


def test_every_term_is_read_by_a_rule() -> None:
    taken = read()
    idle = [f"{module}.{name} ({key})" for module, name, key in declared() if (module, name) not in taken]
    assert not idle, "declared, and read by nobody: " + ", ".join(idle)


def test_every_term_belongs_to_a_clause() -> None:
    for term in TERMS.values():
        assert clause(term.clause), term.key


def test_terms_are_declared_where_rooms_declare_them() -> None:
    assert {key for _module, _name, key in declared()} == TERMS.keys()
