"""The standing cast: one contractor, one customer with a contract, a rival company, and everybody's roles.

Loaded once per session; each test changes it inside a transaction that is rolled back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from reglament.cases import loading as case_tables
from reglament.cases.course import assignment, correspondence, opening, solving
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.contracts import loading as contract_tables
from reglament.contracts.models import (
    Category,
    Contract,
    ContractContact,
    ContractVersion,
    CoveredItem,
    MatrixMark,
    MatrixRow,
    Policy,
    Post,
    Service,
)
from reglament.contracts.numbers import normalise
from reglament.equipment import registering
from reglament.equipment.models import Item, Site
from reglament.memory.values import forget_everything
from reglament.people.folding import fold
from reglament.people.models import Account, Company, Team
from reglament.people.roles import Role

# A Tuesday in the middle of the service hours of every calendar of the cast: 12:00 in Moscow.
NOON = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
PASSWORD = "очень длинный пароль"


@dataclass
class Cast:
    """Everybody by the name a story would use."""

    contractor: Company
    company: Company
    rivals: Company
    contract: Contract
    rival_contract: Contract
    expired: Contract
    site: Site
    item: Item
    other_item: Item
    rival_item: Item
    team: Team
    people: dict[str, Account] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Account:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def request(self, **changed: Any) -> opening.Request:
        """A clean request of the responsible contact through the portal: it is registered at once."""
        values: dict[str, Any] = {
            "company": self.company,
            "contract": self.contract,
            "opener": self.orlova,
            "channel": "web",
            "received_at": NOON,
            "category": Category.objects.get(code="incident"),
            "subject": "Стек C9300 перезагружается",
            "description": "Стек из трёх коммутаторов перезагрузился четыре раза с утра.",
            "priority": 2,
            "priority_is_agreed": True,
            "pn": self.item.product.pn,
            "sn": self.item.sn,
        }
        return opening.Request(**(values | changed))

    def case(self, *, at: datetime = NOON, **changed: Any) -> Case:
        """A case as its customer opens it."""
        return opening.open_case(self.request(received_at=at, **changed), by=changed.get("opener", self.orlova), at=at)

    def case_in_work(self, *, at: datetime = NOON, **changed: Any) -> Case:
        """Registered, handed over a minute later and taken two minutes after that by the engineer."""
        case = self.case(at=at, **changed)
        assignment.assign(case, by=self.duty, at=at + timedelta(minutes=1), team=self.team, assignee=self.engineer)
        return assignment.take(case, by=self.engineer, at=at + timedelta(minutes=3))

    def solved_case(self, *, at: datetime = NOON, **changed: Any) -> Case:
        case = self.case_in_work(at=at, **changed)
        correspondence.reply(case, Message(text="Смотрю журналы."), by=self.engineer, at=at + timedelta(minutes=20))
        return solving.resolve(
            case, Message(text="Заменили кабель стека."), cause="cabling", closure="solved",
            by=self.engineer, at=at + timedelta(hours=2),
        )  # fmt: skip


STAFF = {
    "operator": (Role.OPERATOR,),
    "duty": (Role.DUTY, Role.ENGINEER),
    "engineer": (Role.ENGINEER,),
    "engineer2": (Role.ENGINEER,),
    "lead": (Role.LEAD, Role.ENGINEER),
    "head": (Role.HEAD,),
    "manager": (Role.MANAGER,),
    "manager2": (Role.MANAGER,),
    "account_manager": (Role.ACCOUNT_MANAGER,),
    "logistics": (Role.LOGISTICS,),
    "director": (Role.DIRECTOR,),
    "admin": (Role.ADMINISTRATOR,),
}


def assemble() -> Cast:
    """Writes the cast into an empty database."""
    contract_tables.load_tables()
    case_tables.load_tables()
    contractor = _company("АО «Подрядчик»", "Подрядчик", Company.Kind.CONTRACTOR)
    company = _company("АО «Уральский склад»", "Уральский склад", zone="Asia/Yekaterinburg")
    rivals = _company("ООО «Соперник»", "Соперник")
    people = {login: _account(login, contractor, roles) for login, roles in STAFF.items()}
    people |= {login: _account(login, company) for login in ("orlova", "ivanov", "observer", "stranger")}
    people["petrov"] = _account("petrov", rivals)
    team = Team.objects.create(code="network", name_ru="Сети", name_en="Networks", lead=people["lead"])
    team.members.set([people["engineer"], people["engineer2"], people["lead"]])
    switch = registering.product(
        vendor="Cisco", pn="C9300-48P-A", name_ru="Коммутатор Catalyst 9300", name_en="Catalyst 9300 switch",
        kind="hardware", line="network",
    )  # fmt: skip
    site = registering.site(company, name="Склад «Подольск»", address="Подольск, Складская, 1")
    item = registering.item(company, switch, sn="FOC2147X0AB", site=site, label="Стек склада")
    other = registering.item(company, switch, sn="FOC2147X0AC", site=site)
    rival_item = registering.item(rivals, switch, sn="FOC9999X0ZZ")
    contract = _contract("ВС-2025/114", "10114", company, people)
    rival = _contract("ВС-2025/200", "10200", rivals, people)
    expired = _contract("ВС-2024/001", "10001", company, people, starts=date(2024, 1, 1), ends=date(2026, 1, 1))
    for covered, covering in ((item, contract), (other, contract), (rival_item, rival)):
        CoveredItem.objects.create(
            contract=covering, item=covered, cover_from=covering.starts_on, cover_until=covering.ends_on
        )
    _contact(contract, people["orlova"], ContractContact.Role.RESPONSIBLE)
    _contact(contract, people["ivanov"], ContractContact.Role.AUTHORISED)
    _contact(contract, people["observer"], ContractContact.Role.OBSERVER)
    _contact(rival, people["petrov"], ContractContact.Role.RESPONSIBLE)
    return Cast(
        contractor=contractor, company=company, rivals=rivals, contract=contract, rival_contract=rival,
        expired=expired, site=site, item=item, other_item=other, rival_item=rival_item, team=team, people=people,
    )  # fmt: skip


def _company(name: str, short: str, kind: str = Company.Kind.CUSTOMER, zone: str = "Europe/Moscow") -> Company:
    return Company.objects.create(name=name, short_name=short, name_folded=fold(name), kind=kind, zone=zone)


def _account(login: str, company: Company, roles: tuple[Role, ...] = ()) -> Account:
    account = Account(
        login=login,
        full_name=f"{login.capitalize()} Человекова",
        name_folded=fold(f"{login} Человекова"),
        company=company,
        roles=frozenset(roles),
        email=f"{login}@{'vector' if roles else 'customer'}.example",
        language="ru",
        zone="Europe/Moscow",
    )
    account.set_password(PASSWORD)
    account.save()
    return account


def _contract(
    number: str, digits: str, company: Company, people: dict[str, Account],
    *, starts: date = date(2025, 9, 1), ends: date = date(2027, 9, 1),
) -> Contract:  # fmt: skip
    contract = Contract.objects.create(
        number=number, number_folded=normalise(number), digit_code=digits, company=company,
        subject_ru="Техническая поддержка сети", subject_en="Network support", signed_on=starts, starts_on=starts,
        ends_on=ends, state=Contract.State.ACTIVE, service_manager=people["manager"],
        account_manager=people["account_manager"],
    )  # fmt: skip
    policy = Policy.objects.get(code="standard-9x5").versions.get()
    version = ContractVersion.objects.create(
        contract=contract, number=1, title_ru="Исходная редакция", title_en="First edition", valid_from=starts,
        policy=policy,
    )  # fmt: skip
    version.services.set(Service.objects.filter(code__in=("network", "warranty")))
    _matrix(version, people)
    return contract


def _matrix(version: ContractVersion, people: dict[str, Account]) -> None:
    posts, presets = contract_tables.matrix_presets()
    holders = {"head_of_support": "head", "account_manager": "account_manager", "general_director": "director"}
    made = {
        row["code"]: Post.objects.create(
            version=version, code=row["code"], name_ru=row["name_ru"], name_en=row["name_en"],
            position=row["order"], holder=people[holders[row["code"]]],
        )
        for row in posts
    }  # fmt: skip
    for row in presets["default"]:
        kept = MatrixRow.objects.create(
            version=version, clock=row["clock"], factor=row["factor"], position=row["order"]
        )
        for code, called_as in row["marks"].items():
            MatrixMark.objects.create(row=kept, post=made[code], called_as=called_as)


def _contact(contract: Contract, account: Account, role: str) -> None:
    ContractContact.objects.create(contract=contract, account=account, role=role, valid_from=contract.starts_on)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The cast stands in the test database before the first test."""
    with django_db_blocker.unblock(), translation.override("ru"):
        if not Company.objects.exists():
            assemble()


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast read back for one test."""
    accounts = Account.objects.select_related("company")
    contracts = {row.number: row for row in Contract.objects.select_related("company")}
    items = {row.sn: row for row in Item.objects.select_related("product", "site")}
    return Cast(
        contractor=Company.objects.get(kind="contractor"),
        company=Company.objects.get(short_name="Уральский склад"),
        rivals=Company.objects.get(short_name="Соперник"),
        contract=contracts["ВС-2025/114"],
        rival_contract=contracts["ВС-2025/200"],
        expired=contracts["ВС-2024/001"],
        site=Site.objects.get(),
        item=items["FOC2147X0AB"],
        other_item=items["FOC2147X0AC"],
        rival_item=items["FOC9999X0ZZ"],
        team=Team.objects.get(),
        people={account.login: account for account in accounts},
    )


@pytest.fixture(autouse=True)
def fresh_tables() -> Iterator[None]:
    """What a process keeps of slow tables must not outlive a rolled-back test."""
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def browse(cast: Cast) -> Any:
    """`browse(cast.duty)` → a signed-in test client that follows no redirect."""

    def sign_in(account: Account) -> Client:
        client = Client(headers={"accept-language": "ru"})
        client.force_login(account)
        return client

    return sign_in
