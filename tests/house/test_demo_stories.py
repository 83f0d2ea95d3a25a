"""The demo's cases can be played: every script has what its verbs need, and people who may do it."""

import re
from collections.abc import Iterator

from tests.house.tables import Row, codes, rows, texts

DURATION = re.compile(r"PT(?=\d)(?:\d+H)?(?:\d+M)?")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NEEDS = {
    "open": {"channel", "by", "subject", "text"},
    "letter": {"from", "to", "subject", "text", "expect"},
    "ask_account": {"by", "contract", "kind", "text"},
    "approve_account": {"by", "email", "text"},
    "confirm_phone": {"by", "text"},
    "assign": {"by", "team", "to"},
    "take": {"by"},
    "return": {"by", "reason", "text"},
    "reply": {"by", "text"},
    "note": {"by", "text"},
    "ask": {"by", "text", "pause"},
    "answer": {"by", "text"},
    "diagnose": {"by", "text"},
    "workaround": {"by", "text"},
    "go_on": {"by", "text"},
    "wait_vendor": {"by", "text", "vendor", "vendor_number"},
    "postpone": {"by", "text", "until_days", "pause"},
    "resume": {"by"},
    "change_priority": {"by", "text", "priority", "ground"},
    "resolve": {"by", "text", "cause", "closure"},
    "accept": {"by"},
    "reopen": {"by", "text"},
    "cancel": {"by", "text"},
    "propose_refusal": {"by", "text", "reason"},
    "approve_refusal": {"by"},
    "merge": {"by", "case", "into"},
}
OF_NO_CASE = {"letter", "ask_account", "approve_account"}
OF_CUSTOMERS = {"ask_account", "open", "answer", "accept", "reopen", "cancel", "go_on"}
DICTIONARIES = {
    "pause": ("cases", "pause_reasons"),
    "cause": ("cases", "cause_codes"),
    "closure": ("cases", "closure_codes"),
    "ground": ("cases", "priority_grounds"),
    "category": ("contracts", "categories"),
    "team": ("demo", "teams"),
}


def steps() -> Iterator[tuple[str, str, Row]]:
    """Code and company of the story, and each of its steps."""
    for story in rows("demo", "stories"):
        yield from ((story["code"], story.get("company", ""), step) for step in story["steps"])


def test_ordinary_cases_are_many_and_whole() -> None:
    templates = rows("demo", "bulk", "templates")
    assert sum(row["language"] == "ru" for row in templates) >= 90
    assert sum(row["language"] == "en" for row in templates) >= 10
    assert len({row["code"] for row in templates}) == len(templates)
    for row in templates:
        for part in ("subject", "description", "diagnosis", "question", "answer", "solution"):
            assert row[f"{part}_{row['language']}"].strip(), row["code"]
        used = set(PLACEHOLDER.findall("".join(texts(row))))
        assert used <= {"device", "site", "port", "ext", "vlan", "pct", "time"}, row["code"]


def test_ordinary_cases_are_about_equipment_of_the_demo() -> None:
    lines, covered = codes("demo", "teams", "specialisations"), {item["pn"] for item in rows("demo", "items")}
    for row in rows("demo", "bulk", "templates"):
        assert row["category"] in codes("contracts", "categories"), row["code"]
        assert row["priority"] in {1, 2, 3, 4}, row["code"]
        assert row["cause"] in codes("cases", "cause_codes"), row["code"]
        assert row["line"] in lines, row["code"]
        assert set(row["products"]) <= covered, row["code"]


def test_steps_have_what_their_verbs_need() -> None:
    for story, _company, step in steps():
        assert NEEDS[step["verb"]] <= set(step), f"{story}: {step['verb']}"
        assert set(PLACEHOLDER.findall("".join(texts(step)))) <= {"number"}, story
        assert not {"after", "work"} <= set(step), story
        assert DURATION.fullmatch(step.get("after", step.get("work", "PT1M"))), story


def test_steps_use_words_of_the_dictionaries() -> None:
    for story, _company, step in steps():
        for key, (room, name) in DICTIONARIES.items():
            assert key not in step or step[key] in codes(room, name), f"{story}: {step[key]}"
        book = "return_reasons" if step["verb"] == "return" else "refusal_reasons"
        assert "reason" not in step or step["reason"] in codes("cases", book), story


def test_steps_are_taken_by_people_of_the_right_side() -> None:
    company_of = {row["login"]: row["company"] for row in rows("demo", "people")}
    observers = {
        contact["login"]
        for contract in rows("demo", "contracts")
        for contact in contract["contacts"]
        if contact["role"] == "observer"
    }
    for story, company, step in steps():
        if "by" in step:
            side = company if step["verb"] in OF_CUSTOMERS else "contractor"
            assert company_of[step["by"]] == side, f"{story}: {step['by']}"
            assert step["by"] not in observers, f"{story}: {step['by']}"


def test_steps_name_items_and_team_members_that_exist() -> None:
    labels = {(item["company"], item["label"]) for item in rows("demo", "items")}
    members = {team["code"]: team["members"] for team in rows("demo", "teams")}
    for story, company, step in steps():
        assert "item" not in step or (company, step["item"]) in labels, f"{story}: {step.get('item')}"
        assert "team" not in step or step["to"] in members[step["team"]], f"{story}: {step.get('to')}"


def test_stories_begin_with_something_that_arrives() -> None:
    for story in rows("demo", "stories"):
        first, start = story["steps"][0], story["start"]
        assert first["verb"] in {"open", "letter", "ask_account"}, story["code"]
        assert not {"after", "work"} & set(first), story["code"]
        assert set(start) in ({"ago"}, {"days", "at"}, {"workdays", "at"}, {"last", "at"}), story["code"]
        assert DURATION.fullmatch(start.get("ago", "PT1M")), story["code"]
        opened = {step.get("case", "a") for step in story["steps"] if step["verb"] == "open"}
        worked_on = {step.get("case", "a") for step in story["steps"] if step["verb"] not in OF_NO_CASE | {"open"}}
        assert worked_on <= opened, story["code"]
