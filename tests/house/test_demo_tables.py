"""The demo's people, contracts and equipment are fictional, and fit one another."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house.tables import FILES, codes, content, read, rows, texts

ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
NUMBER = re.compile(r"(?:\+7|8) \(\d{3}\)[\d -]+\d")
FICTIONAL = re.compile(r"\+7 \(495\) 000-\d\d-\d\d|8 \(800\) 000-\d\d-\d\d")
STAFF_LOGINS = {
    "operator": "operator",
    "duty": "duty",
    "engineer": "engineer",
    "lead": "lead",
    "head": "head",
    "manager": "manager",
    "account": "account_manager",
    "director": "director",
    "admin": "administrator",
}


def is_valid(tax_number: str) -> bool:
    """Whether the tenth digit is the checksum of the nine before it."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    total = sum(int(digit) * weight for digit, weight in zip(tax_number, weights, strict=False))
    return total % 11 % 10 == int(tax_number[9])


def test_no_tax_number_can_be_real() -> None:
    numbers = [content("demo", "contractor")["contractor"]["tax_number"]]
    numbers += [row["tax_number"] for row in rows("demo", "companies")]
    assert not [number for number in numbers if is_valid(number)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_address_and_no_number_can_be_real(path: Path) -> None:
    said = "\n".join(texts(read(path)))
    assert not [address for address in ADDRESS.findall(said) if not address.endswith(".example")]
    assert not [number for number in NUMBER.findall(said) if not FICTIONAL.fullmatch(number)]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("companies", "code"),
        ("people", "login"),
        ("people", "email"),
        ("people", "phone_work"),
        ("people", "phone_mobile"),
        ("teams", "code"),
        ("products", "pn"),
        ("contracts", "number"),
        ("contracts", "digit_code"),
        ("stories", "code"),
    ],
)
def test_names_are_given_once(name: str, key: str) -> None:
    assert not [value for value, times in Counter(row[key] for row in rows("demo", name)).items() if times > 1]


def test_demo_logins_that_the_readme_promises() -> None:
    people = {row["login"]: row for row in rows("demo", "people")}
    for login, role in STAFF_LOGINS.items():
        assert role in people[login]["roles"], login
        assert people[login]["company"] == "contractor", login
    assert people["orlova.nm"]["company"] == people["ivanov.sm"]["company"] != people["petrov.ak"]["company"]
    [contract] = [row for row in rows("demo", "contracts") if row["company"] == people["orlova.nm"]["company"]]
    roles = {row["login"]: row["role"] for row in contract["contacts"]}
    assert (roles["orlova.nm"], roles["ivanov.sm"]) == ("responsible", "authorised")


def test_people_fit_their_companies_and_teams() -> None:
    companies, specialisations = codes("demo", "companies"), codes("demo", "teams", "specialisations")
    staff = {row["login"] for row in rows("demo", "people") if row["company"] == "contractor"}
    for row in rows("demo", "people"):
        assert row["company"] in companies | {"contractor"}, row["login"]
        assert bool(row["roles"]) == (row["login"] in staff), row["login"]
        assert set(row.get("specialisations", ())) <= specialisations, row["login"]
    for team in rows("demo", "teams"):
        assert {*team["members"], team["lead"]} <= staff, team["code"]
        assert team.get("specialisation", "network") in specialisations, team["code"]
    rota = content("demo", "teams")["rota"]
    assert {*rota["order"], *(row["login"] for row in rota["office"])} <= staff
    assert {login for row in rows("demo", "teams", "absences") for login in (row["login"], row["deputy"])} <= staff


def test_contracts_name_people_of_both_sides() -> None:
    company_of = {row["login"]: row["company"] for row in rows("demo", "people")}
    posts = codes("contracts", "matrix", "posts")
    for contract in rows("demo", "contracts"):
        ours = [contract["service_manager"], contract["account_manager"], *(row["login"] for row in contract["posts"])]
        assert {company_of[login] for login in ours} == {"contractor"}, contract["number"]
        assert {company_of[row["login"]] for row in contract["contacts"]} == {contract["company"]}, contract["number"]
        assert sum(row["role"] == "responsible" for row in contract["contacts"]) >= 2, contract["number"]
        assert {row["post"] for row in contract["posts"]} == posts, contract["number"]


def test_contract_versions_use_the_shipped_regulation() -> None:
    for contract in rows("demo", "contracts"):
        assert contract["signed"] <= contract["starts"] < contract["ends"], contract["number"]
        assert contract["versions"][0]["valid_from"] == contract["starts"], contract["number"]
        for version in contract["versions"]:
            replaced = version["calendar_overrides"]
            assert version["policy"] in codes("contracts", "policies")
            assert version["matrix"] in codes("contracts", "matrix", "presets")
            assert set(version["services"]) <= codes("contracts", "services")
            assert {*replaced, *replaced.values()} <= codes("contracts", "calendars")


def test_items_fit_their_products_sites_and_contracts() -> None:
    needs_number = {row["pn"]: row["sn_required"] for row in rows("demo", "products")}
    sites = {(company["code"], site["code"]) for company in rows("demo", "companies") for site in company["sites"]}
    parties = {row["number"]: row["company"] for row in rows("demo", "contracts")}
    items = rows("demo", "items")
    assert len(items) >= 120
    for item in items:
        assert bool(item["sn"]) == needs_number[item["pn"]], item["label"]
        assert (item["company"], item["site"]) in sites, item["label"]
        assert parties[item["contract"]] == item["company"], item["label"]
        assert item["cover_starts"] < item["cover_ends"], item["label"]
    numbers = [item["sn"] for item in items if item["sn"]]
    assert len(numbers) == len(set(numbers))
    assert {item["replaced_by"] for item in items if "replaced_by" in item} <= set(numbers)
