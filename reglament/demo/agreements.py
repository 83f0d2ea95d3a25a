"""Products, items and contracts of the demo, with their versions, posts and contacts."""

from datetime import date

from reglament.contracts import loading
from reglament.contracts.models import (
    Contract,
    ContractContact,
    ContractVersion,
    CoveredItem,
    MatrixMark,
    MatrixRow,
    Policy,
    PolicyVersion,
    Post,
    PriorityCalendar,
    Service,
    Threshold,
    UpdateCadence,
    WorkCalendar,
)
from reglament.contracts.numbers import normalise
from reglament.demo.reading import Row, day, table, texts
from reglament.equipment import registering
from reglament.equipment.models import Item, Product, Site
from reglament.people.models import Account, Company


def load_contracts(companies: dict[str, Company], accounts: dict[str, Account], today: date) -> dict[str, Contract]:
    """By number; days are counted from today."""
    return {
        row["number"]: _contract(row, companies[row["company"]], accounts, today)
        for row in table("contracts")["contracts"]
    }


def load_items(
    companies: dict[str, Company], sites: dict[tuple[str, str], Site], contracts: dict[str, Contract], today: date
) -> None:
    """Items with their covers; a replaced one keeps its old number and names its successor."""
    products = {row["pn"]: _product(row) for row in table("products")["products"]}
    rows = table("items")["items"]
    for row in rows:
        item = registering.item(
            companies[row["company"]],
            products[row["pn"]],
            sn=row["sn"],
            site=sites[row["company"], row["site"]],
            label=row.get("label", ""),
            warranty_until=day(today, row["warranty_ends"]) if "warranty_ends" in row else None,
        )
        CoveredItem.objects.create(
            contract=contracts[row["contract"]],
            item=item,
            cover_from=day(today, row["cover_starts"]),
            cover_until=day(today, row["cover_ends"]),
        )
    for row in rows:
        if row.get("replaced_by"):
            successor = Item.objects.get(sn=row["replaced_by"])
            Item.objects.filter(sn=row["sn"]).update(replaced_by=successor)


def _product(row: Row) -> Product:
    return registering.product(
        vendor=row["vendor"],
        pn=row["pn"],
        kind=row["kind"],
        sn_required=row["sn_required"],
        line=row["line"],
        **texts(row, "name"),
    )


def _contract(row: Row, company: Company, accounts: dict[str, Account], today: date) -> Contract:
    contract = Contract.objects.create(
        number=row["number"],
        number_folded=normalise(row["number"]),
        digit_code=row["digit_code"],
        company=company,
        signed_on=day(today, row["signed"]),
        starts_on=day(today, row["starts"]),
        ends_on=day(today, row["ends"]),
        state=Contract.State.ACTIVE,
        service_manager=accounts[row["service_manager"]],
        account_manager=accounts[row["account_manager"]],
        **texts(row, "subject"),
    )
    starts = [day(today, version["valid_from"]) for version in row["versions"]]
    for version, start, end in zip(row["versions"], starts, [*starts[1:], None], strict=True):
        _version(contract, version, row["posts"], accounts, start, end)
    ContractContact.objects.bulk_create(
        ContractContact(
            contract=contract,
            account=accounts[contact["login"]],
            role=contact["role"],
            scope=contact["scope"],
            valid_from=contract.starts_on,
        )
        for contact in row["contacts"]
    )
    return contract


def _version(
    contract: Contract, row: Row, posts: list[Row], accounts: dict[str, Account], start: date, end: date | None
) -> None:
    version = ContractVersion.objects.create(
        contract=contract,
        number=row["number"],
        valid_from=start,
        valid_until=end,
        policy=_policy(row["policy"], row.get("calendar_overrides", {})),
        phone_confirmation=row["phone_confirmation"],
        pauses_for_parts=row["pauses_for_parts"],
        pauses_for_vendor=row["pauses_for_vendor"],
        **texts(row, "title"),
    )
    version.services.set(Service.objects.filter(code__in=row["services"]))
    _matrix(version, row["matrix"], posts, accounts)


def _policy(code: str, overrides: dict[str, str]) -> PolicyVersion:
    """The shipped edition, or a table of the same thresholds in the customer's own hours."""
    shipped = Policy.objects.get(code=code)
    if not overrides:
        return shipped.versions.get(number=1)
    calendars = {calendar.code: calendar for calendar in WorkCalendar.objects.all()}
    own_code = f"{code}/{'+'.join(sorted(overrides.values()))}"
    own, made = Policy.objects.get_or_create(
        code=own_code,
        defaults={
            "name_ru": f"{shipped.name_ru} ({', '.join(calendars[one].name_ru for one in overrides.values())})",
            "name_en": f"{shipped.name_en} ({', '.join(calendars[one].name_en for one in overrides.values())})",
            "description_ru": shipped.description_ru,
            "description_en": shipped.description_en,
        },
    )
    return _copy(shipped.versions.get(number=1), own, overrides, calendars) if made else own.versions.get()


def _copy(
    source: PolicyVersion, policy: Policy, overrides: dict[str, str], calendars: dict[str, WorkCalendar]
) -> PolicyVersion:
    def own(calendar: WorkCalendar) -> WorkCalendar:
        return calendars[overrides.get(calendar.code, calendar.code)]

    version = PolicyVersion.objects.create(
        policy=policy,
        number=1,
        valid_from=source.valid_from,
        registration_calendar=own(source.registration_calendar),
        replacement_calendar=own(source.replacement_calendar) if source.replacement_calendar else None,
        replacement_amount=source.replacement_amount,
        replacement_unit=source.replacement_unit,
        replacement_cutoff=source.replacement_cutoff,
    )
    PriorityCalendar.objects.bulk_create(
        PriorityCalendar(version=version, priority=row.priority, calendar=own(row.calendar))
        for row in source.calendars.select_related("calendar")
    )
    Threshold.objects.bulk_create(
        Threshold(
            version=version,
            priority=row.priority,
            clock=row.clock,
            amount=row.amount,
            unit=row.unit,
            cutoff=row.cutoff,
        )
        for row in source.thresholds.all()
    )
    UpdateCadence.objects.bulk_create(
        UpdateCadence(version=version, priority=row.priority, seconds=row.seconds) for row in source.cadences.all()
    )
    return version


def _matrix(version: ContractVersion, preset: str, holders: list[Row], accounts: dict[str, Account]) -> None:
    posts, presets = loading.matrix_presets()
    persons = {row["post"]: row for row in holders}
    made = {
        row["code"]: Post.objects.create(
            version=version,
            code=row["code"],
            position=row["order"],
            holder=accounts[persons[row["code"]]["login"]],
            deputy=accounts.get(persons[row["code"]].get("deputy", "")),
            **texts(row, "name"),
        )
        for row in posts
    }
    for row in presets[preset]:
        kept = MatrixRow.objects.create(
            version=version, clock=row["clock"], factor=row["factor"], position=row["order"]
        )
        MatrixMark.objects.bulk_create(
            MatrixMark(row=kept, post=made[code], called_as=called_as) for code, called_as in row["marks"].items()
        )
