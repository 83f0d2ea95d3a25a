"""A second contract of the same company: other services, other terms, and nobody's numbers in it."""

from datetime import date

from reglament.contracts.models import Contract, ContractContact, ContractVersion, Policy, Service
from tests.cast import Cast


def second_contract(cast: Cast) -> Contract:
    contract = Contract.objects.create(
        number="ВС-2026/300", number_folded="ВС-2026/300", digit_code="20300", company=cast.company,
        subject_ru="Поддержка телефонии", subject_en="Voice", signed_on=date(2026, 1, 1), starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1), state="active", service_manager=cast.manager,
    )  # fmt: skip
    version = ContractVersion.objects.create(
        contract=contract, number=1, title_ru="Исходная редакция", title_en="First edition",
        valid_from=date(2026, 1, 1), policy=Policy.objects.get(code="premium-24x7").versions.get(),
    )  # fmt: skip
    version.services.set(Service.objects.filter(code="voice"))
    ContractContact.objects.create(
        contract=contract, account=cast.ivanov, role="authorised", valid_from=date(2026, 1, 1)
    )
    return contract
