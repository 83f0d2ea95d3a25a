"""Who calls and who answers: 200 companies with a contract each, 30 engineers in five groups, and the officers."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from reglament.cases import loading as case_tables
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
from reglament.equipment.models import Item, Product, Site
from reglament.people.folding import fold
from reglament.people.models import Account, Company, DutyShift, Team
from reglament.people.roles import Role

COMPANIES, ENGINEERS, CONTACTS, ITEMS = 200, 30, 3, 12
PASSWORD = "измерение"
TEAMS = ("network", "voice", "security", "servers", "workplaces")
ZONES = ("Europe/Moscow", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Novosibirsk")
POLICIES = ("standard-9x5", "standard-9x5", "basic-8x5", "premium-24x7")
PRODUCTS = ("C9300-48P-A", "ISR4331/K9", "FPR2110-NGFW-K9", "ESR-200", "R740-BASE", "CP-8845-K9")
FIRST = ("Антон", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Жанна", "Захар", "Инна", "Кирилл")
LAST = ("Вершинин", "Громов", "Дёмин", "Ершов", "Зимин", "Ильин", "Котов", "Лосев", "Миронов", "Носов")
OFFICERS = {
    "operator": {Role.OPERATOR}, "duty": {Role.DUTY, Role.ENGINEER}, "lead": {Role.LEAD, Role.ENGINEER},
    "head": {Role.HEAD}, "manager": {Role.MANAGER}, "account": {Role.ACCOUNT_MANAGER}, "director": {Role.DIRECTOR},
    "admin": {Role.ADMINISTRATOR},
}  # fmt: skip


@dataclass
class Customer:
    """One company as a case needs it; `openers` may write under the contract."""

    company: Company
    contract: Contract
    version: ContractVersion
    openers: list[Account]
    items: list[Item]


@dataclass
class World:
    officers: dict[str, Account]
    engineers: list[Account]
    teams: dict[int, Team] = field(default_factory=dict)
    customers: list[Customer] = field(default_factory=list)
    categories: dict[str, Category] = field(default_factory=dict)


def build(today: date) -> World:
    """Writes everything that is there before the first case; the database has only its tables."""
    contract_tables.load_tables()
    case_tables.load_tables()
    dice, password = random.Random(200), make_password(PASSWORD)
    contractor = _company("АО «Подрядчик»", Company.Kind.CONTRACTOR)
    officers = {login: _account(login, contractor, dice, password, roles) for login, roles in OFFICERS.items()}
    engineers = [
        _account(f"engineer{turn:02d}", contractor, dice, password, {Role.ENGINEER}) for turn in range(ENGINEERS)
    ]
    world = World(officers, engineers, categories={row.code: row for row in Category.objects.all()})
    for turn, code in enumerate(TEAMS):
        team = Team.objects.create(code=code, name_ru=f"Группа {code}", name_en=f"Team {code}", lead=officers["lead"])
        team.members.set(engineers[turn :: len(TEAMS)])
        world.teams |= {engineer.pk: team for engineer in engineers[turn :: len(TEAMS)]}
    products = [
        registering.product(vendor="Vendor", pn=pn, name_ru=f"Изделие {pn}", name_en=f"Product {pn}", kind="hardware")
        for pn in PRODUCTS
    ]
    for turn in range(COMPANIES):
        world.customers.append(_customer(turn, world, products, dice, password, today))
    begins_at = datetime.combine(today, time(), tzinfo=UTC)
    DutyShift.objects.create(account=officers["duty"], begins_at=begins_at, ends_at=begins_at + timedelta(days=400))
    return world


def _customer(
    turn: int, world: World, products: list[Product], dice: random.Random, password: str, today: date
) -> Customer:
    company = _company(f"ООО «Заказчик {turn:03d}»", Company.Kind.CUSTOMER, zone=dice.choice(ZONES))
    sites = [registering.site(company, name=f"Площадка {letter}", address=f"Город, улица, {turn}") for letter in "АБВ"]
    starts, number = today - timedelta(days=1000), f"ИЗМ-{turn:03d}"
    contract = Contract.objects.create(
        number=number, number_folded=normalise(number), digit_code=f"{50000 + turn}", company=company,
        subject_ru="Техническая поддержка", subject_en="Technical support", signed_on=starts, starts_on=starts,
        ends_on=today + timedelta(days=700), state=Contract.State.ACTIVE,
        service_manager=world.officers["manager"], account_manager=world.officers["account"],
    )  # fmt: skip
    policy = Policy.objects.get(code=POLICIES[turn % len(POLICIES)]).versions.get()
    version = ContractVersion.objects.create(
        contract=contract, number=1, title_ru="Исходная редакция", title_en="First edition", valid_from=starts,
        policy=policy, pauses_for_vendor=turn % 4 == 0,
    )  # fmt: skip
    version.services.set(Service.objects.filter(code__in=("network", "warranty")))
    _matrix(version, world.officers)
    openers = [_account(f"customer{turn:03d}.{one}", company, dice, password) for one in range(CONTACTS)]
    for one, account in enumerate(openers):
        role = ContractContact.Role.AUTHORISED if one else ContractContact.Role.RESPONSIBLE
        ContractContact.objects.create(contract=contract, account=account, role=role, valid_from=starts)
    return Customer(company, contract, version, openers, _items(turn, company, contract, sites, products, dice))


def _items(
    turn: int, company: Company, contract: Contract, sites: list[Site], products: list[Product], dice: random.Random
) -> list[Item]:
    made = [
        registering.item(
            company, dice.choice(products), sn=f"FOC{turn:03d}{one:02d}X{dice.randrange(10**4):04d}",
            site=dice.choice(sites), label=f"Узел {one}",
        )
        for one in range(ITEMS)
    ]  # fmt: skip
    CoveredItem.objects.bulk_create(
        CoveredItem(contract=contract, item=item, cover_from=contract.starts_on, cover_until=contract.ends_on)
        for item in made
    )
    return made


def _matrix(version: ContractVersion, officers: dict[str, Account]) -> None:
    posts, presets = contract_tables.matrix_presets()
    made = {
        row["code"]: Post.objects.create(
            version=version, code=row["code"], name_ru=row["name_ru"], name_en=row["name_en"], position=row["order"],
            holder=officers["head"],
        )
        for row in posts
    }  # fmt: skip
    for row in presets["default"]:
        kept = MatrixRow.objects.create(
            version=version, clock=row["clock"], factor=row["factor"], position=row["order"]
        )
        MatrixMark.objects.bulk_create(
            MatrixMark(row=kept, post=made[code], called_as=called_as) for code, called_as in row["marks"].items()
        )


def _company(name: str, kind: str, zone: str = "Europe/Moscow") -> Company:
    return Company.objects.create(name=name, short_name=name[4:], name_folded=fold(name), kind=kind, zone=zone)


def _account(
    login: str, company: Company, dice: random.Random, password: str, roles: set[Role] | frozenset[Role] = frozenset()
) -> Account:
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    return Account.objects.create(
        login=login, full_name=name, name_folded=fold(name), company=company, roles=frozenset(roles), password=password,
        email=f"{login}@{'desk' if roles else 'customer'}.example", language="ru",
        position="Инженер" if roles else "Администратор сети",
    )  # fmt: skip
