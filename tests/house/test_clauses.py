"""Rules and tests are named after clauses: each citation exists, and no clause loses its test."""

import re

import pytest

from reglament.clauses import Refused, UnknownClause, clause, clauses
from tests.house.plan import HOUSE, script

ROW = re.compile(r"^\| (R-\d{2}) \| \*\*(.+?)\.\*\* (.+?) \|", re.MULTILINE)


def test_the_register_has_each_clause_once_and_in_order() -> None:
    assert [each.id for each in clauses()] == [f"R-{number:02}" for number in range(1, 70)]
    assert all(each.text_ru and each.text_en and each.title_ru and each.title_en for each in clauses())


def test_every_cited_clause_exists() -> None:
    known, tool = {each.id for each in clauses()}, script("clauses")
    cited = tool.rules() | tool.tests()
    assert cited.keys() <= known, {id: list(map(str, cited[id])) for id in cited.keys() - known}


def test_no_clause_loses_its_test() -> None:
    tool = script("clauses")
    lost = set(tool.kept()) - tool.tests().keys()
    assert not lost, f"tested once, tested no longer: {sorted(lost)}"


def test_a_clause_with_a_test_is_kept_from_now_on() -> None:
    tool = script("clauses")
    new = tool.tests().keys() - set(tool.kept())
    assert not new, f"run `bin/clauses --keep`: {sorted(new)} have a test now"


def test_a_refusal_names_a_clause_that_exists() -> None:
    refused = Refused("R-61", "Five files and no more.")
    assert (refused.clause, str(refused)) == ("R-61", "Five files and no more.")
    with pytest.raises(UnknownClause):
        Refused("R-70", "There is no such clause.")
    with pytest.raises(UnknownClause):
        clause("R-0")


def test_the_regulation_page_says_what_the_register_says() -> None:
    page = ROW.findall((HOUSE / "docs/regulation.md").read_text("utf-8"))
    assert page == [(each.id, each.title_ru, each.text_ru) for each in clauses()]


def test_ranges_and_lists_of_clauses_are_read() -> None:
    cited_in = script("clauses").cited_in
    assert cited_in("R-61…63  files") == {"R-61", "R-62", "R-63"}
    assert cited_in("R-13, R-14 and R-65…R-66") == {"R-13", "R-14", "R-65", "R-66"}
    assert cited_in("the whole regulation, R-01 … R-69") == set()
