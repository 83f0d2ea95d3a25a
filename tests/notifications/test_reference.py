"""Who answers our letter proves which case and who they are; nobody can make such a proof without the key."""

import pytest

from reglament.cases import reference
from reglament.cases.models import SigningKey
from reglament.cases.reference import Reference
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db


def test_a_message_id_says_case_and_participant(cast: Cast) -> None:
    case = cast.case()
    made = reference.message_id_for(case, cast.orlova, 345, "vector.example")
    assert made.startswith("<sd-2026-")
    assert made.endswith(".345@vector.example>")
    assert reference.verify_message_id(made) == Reference(case.number, cast.orlova.pk)
    assert reference.verify_message_id(made.strip("<>").upper()) == Reference(case.number, cast.orlova.pk)


def test_an_address_tag_says_the_same_and_fits_an_address(cast: Cast) -> None:
    case = cast.case()
    tag = reference.address_tag(case, cast.orlova)
    assert len(f"support+{tag}") <= 64
    for written in (tag, f"support+{tag}@vector.example", f"Support+{tag.upper()}@VECTOR.example"):
        assert reference.verify_address_tag(written) == Reference(case.number, cast.orlova.pk)


def test_an_address_that_is_no_participants_gets_a_token_without_one(cast: Cast) -> None:
    case = cast.case()
    made = reference.message_id_for(case, None, 7, "vector.example")
    assert reference.verify_message_id(made) == Reference(case.number, None)


def test_a_token_of_one_case_or_person_is_worth_nothing_for_another(cast: Cast) -> None:
    case, other = cast.case(), cast.case()
    tag = reference.address_tag(case, cast.orlova)
    number, participant, key, mac = tag.split(".")
    forged = [
        f"{other.number}.{participant}.{key}.{mac}",
        f"{number}.{cast.ivanov.pk}.{key}.{mac}",
        f"{number}.0.{key}.{mac}",
        f"{number}.{participant}.{int(key) + 1}.{mac}",
        f"{number}.{participant}.{key}.{mac[:-1]}{'a' if mac[-1] != 'a' else 'b'}",
        f"{number}.{participant}.{key}.{'a' * 26}",
    ]
    for text in forged:
        assert reference.looks_like_token(text), text
        assert reference.verify_address_tag(text) is None, text
        assert reference.verify_message_id(f"<{text}.1@vector.example>") is None, text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<>",
        "<CAF=42@mail.example>",
        "<sd-2026-000001@vector.example>",
        "sd-2026-000001.13.1.short",
        "sd-2026-000001.13.1.ſſſſſſſſſſſſſſſſſſſſſſſſſſ",
        "sd-2026-000001.١٣.1.aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "<sd-2026-000001.13.1.aaaaaaaaaaaaaaaaaaaaaaaaaa.1@a b>",
        "x" * 10_000,
    ],
)
def test_what_does_not_look_like_ours_is_read_without_an_error(text: str) -> None:
    assert reference.verify_message_id(text) is None
    assert reference.verify_address_tag(text) is None


def test_a_new_key_signs_and_the_old_one_goes_on_verifying(cast: Cast) -> None:
    case = cast.case()
    before = reference.address_tag(case, cast.orlova)
    reference.rotate(at=NOON)
    after = reference.address_tag(case, cast.orlova)
    assert before != after
    assert reference.verify_address_tag(before) == reference.verify_address_tag(after)
    SigningKey.objects.order_by("id").first().delete()
    assert reference.verify_address_tag(before) is None
    assert reference.verify_address_tag(after) is not None


def test_one_key_serves_until_it_is_changed(cast: Cast) -> None:
    case = cast.case()
    assert reference.address_tag(case, cast.orlova) == reference.address_tag(case, cast.orlova)
    assert SigningKey.objects.count() == 1


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("Re: [SD-2026-000123] Телефония", ["SD-2026-000123"]),
        ("Ответ: [ sd-2026-000123 ] Телефония", ["SD-2026-000123"]),
        ("обращение №SD-2026-000123, всё то же", ["SD-2026-000123"]),
        ("SD – 2026 – 000123", ["SD-2026-000123"]),
        ("SD-2026-000001: Re: [SD-2026-000123]", ["SD-2026-000123", "SD-2026-000001"]),
        ("HELP-2025-1234567", ["HELP-2025-1234567"]),
        ("XSD-2026-00012", []),
        ("Счёт 2026-000123", []),
        ("WS-C2960-SD-2026-000123", []),
    ],
)
def test_numbers_in_a_subject(subject: str, numbers: list[str]) -> None:
    assert reference.find_numbers(subject) == numbers


def test_a_tag_is_found_again() -> None:
    assert reference.find_numbers(f"Fwd: {reference.subject_tag('SD-2026-000123')}") == ["SD-2026-000123"]
