"""Contractor, customers, their people, groups, duty rota and absences."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from reglament.demo.reading import Row, day, table, texts
from reglament.equipment import registering
from reglament.equipment.models import Site
from reglament.people.folding import fold
from reglament.people.models import Absence, Account, Company, DutyShift, Specialisation, Team
from reglament.people.roles import Role
from reglament.people.signing_in import DEMO_PASSWORD

ROTA_DAYS = 14


def load_companies() -> dict[str, Company]:
    """The contractor under the code 'contractor', every customer under its own."""
    contractor = table("contractor")["contractor"]
    companies = {"contractor": _company(contractor, Company.Kind.CONTRACTOR)}
    for row in table("companies")["companies"]:
        companies[row["code"]] = _company(row, Company.Kind.CUSTOMER)
    return companies


def load_sites(companies: dict[str, Company]) -> dict[tuple[str, str], Site]:
    """By company code and site code."""
    return {
        (row["code"], site["code"]): registering.site(
            companies[row["code"]], name=site["name"], address=site.get("address", ""), zone=site.get("zone", "")
        )
        for row in table("companies")["companies"]
        for site in row.get("sites", [])
    }


def load_accounts(companies: dict[str, Company]) -> dict[str, Account]:
    """Everybody by login; all open with the demo password, hashed once."""
    password = make_password(DEMO_PASSWORD)
    rows = table("people")["people"]
    Account.objects.bulk_create(_account(row, companies[row["company"]], password) for row in rows)
    accounts = {account.login: account for account in Account.objects.select_related("company")}
    load_teams(rows, accounts)
    return accounts


def load_teams(people: list[Row], accounts: dict[str, Account]) -> None:
    """Specialisations and groups with their members."""
    content = table("teams")
    for row in content["specialisations"]:
        made = Specialisation.objects.create(code=row["code"], **texts(row, "name"))
        made.accounts.set(accounts[one["login"]] for one in people if row["code"] in one.get("specialisations", []))
    known = {row.code: row for row in Specialisation.objects.all()}
    for row in content["teams"]:
        team = Team.objects.create(
            code=row["code"],
            line=row["line"],
            lead=accounts.get(row.get("lead", "")),
            specialisation=known.get(row.get("specialisation", "")),
            **texts(row, "name"),
        )
        team.members.set(accounts[login] for login in row["members"])


def load_rota(accounts: dict[str, Account], today: date) -> None:
    """Two shifts a day from two weeks ago to two weeks ahead, and the senior in office hours; absences."""
    content = table("teams")
    rota = content["rota"]
    zone, order = ZoneInfo(rota["zone"]), rota["order"]
    shifts = []
    for number in range(-ROTA_DAYS, ROTA_DAYS):
        when = day(today, number)
        for turn, name in enumerate(("day", "night")):
            login = order[(when.toordinal() * 2 + turn) % len(order)]
            shifts.append(_shift(accounts[login], when, rota[name], zone))
        for office in rota.get("office", []):
            if when.strftime("%a").lower()[:3] in office["days"]:
                shifts.append(_shift(accounts[office["login"]], when, office, zone))
    DutyShift.objects.bulk_create(shifts)
    for row in content.get("absences", []):
        Absence.objects.create(
            account=accounts[row["login"]],
            deputy=accounts.get(row.get("deputy", "")),
            begins_at=_midnight(day(today, row["starts"])),
            ends_at=_midnight(day(today, row["ends"])),
        )


def _company(row: Row, kind: str) -> Company:
    return Company.objects.create(
        kind=kind,
        name=row["name"],
        short_name=row["short_name"],
        name_folded=fold(row["name"]),
        tax_number=row["tax_number"],
        zone=row["zone"],
        mail_domains=row["mail_domains"],
        demo=True,
    )


def _account(row: Row, company: Company, password: str) -> Account:
    return Account(
        login=row["login"],
        full_name=row["full_name"],
        name_en=row.get("name_en", ""),
        name_folded=fold(row["full_name"]),
        company=company,
        password=password,
        position=row["position_en"] if row["language"] == "en" else row["position_ru"],
        email=row["email"],
        more_emails=row.get("more_emails", []),
        phone_work=row.get("phone_work", ""),
        phone_mobile=row.get("phone_mobile", ""),
        fax=row.get("fax", ""),
        # Staff follow the browser, so that a visitor of the demo may look at it in either language.
        language="en" if row["language"] == "en" else "",
        zone=row.get("zone", ""),
        roles=frozenset(Role(role) for role in row["roles"]),
    )


def _shift(account: Account, when: date, hours: Row, zone: ZoneInfo) -> DutyShift:
    begins = datetime.combine(when, time.fromisoformat(hours["from"]), tzinfo=zone).astimezone(UTC)
    return DutyShift(account=account, begins_at=begins, ends_at=begins + timedelta(hours=hours["hours"]))


def _midnight(when: date) -> datetime:
    return datetime.combine(when, time.min, tzinfo=UTC)
