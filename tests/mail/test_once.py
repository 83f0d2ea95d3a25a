"""One letter, one case: keys of deliveries, candidates for matching, files within the limits."""

import pytest

from reglament.intake.mail import dedupe, match
from reglament.intake.mail.files import partition
from reglament.intake.mail.letter import Attachment
from tests.mail.writing import letter, raw

TRACE = b"Received: from a by b; Mon, 12 Oct 2026 10:00:00 +0300\nReturn-Path: <x@y.example>\nX-Spam-Status: No\n"


def key(data: bytes, mailbox: str = "support@vector.example", message_id: str = "1@x") -> str:
    return dedupe.key(data, mailbox=mailbox, message_id=message_id)


@pytest.mark.parametrize("message_id", ["1@x", ""])
def test_second_delivery_has_the_same_key(message_id: str) -> None:
    first = raw()
    for again in (TRACE + first, first.replace(b"\n", b"\r\n"), first + b"\r\n"):
        assert key(again, message_id=message_id) == key(first, message_id=message_id)


def test_header_a_relay_adds_makes_no_second_case() -> None:
    assert key(b"X-Whatever: 1\n" + raw()) == key(raw())


def test_same_message_id_in_two_mailboxes_is_two_letters() -> None:
    assert key(raw()) != key(raw(), mailbox="contracts@vector.example")


@pytest.mark.parametrize("other", [{"text": "Другой текст"}, {"Subject": "Другая тема"}, {"From": "other@x.example"}])
def test_stolen_message_id_swallows_no_other_letter(other: dict[str, str]) -> None:
    assert key(raw(**other)) != key(raw())  # type: ignore[arg-type]


def test_key_fits_its_column() -> None:
    assert len(key(b"")) == 64


@pytest.mark.parametrize(
    "subject",
    [
        "[SD-2026-000123] Стык", "Re: [SD-2026-000123] Стык", "RE: FW: Fwd: [SD-2026-000123]", "Ответ: SD-2026-000123",
        "HA: обращение №SD-2026-000123", "НА: № SD-2026-000123: стык",
        "[EXT] re[2]: [sd-2026-000123] x", "SD – 2026 – 000123",
    ],
)  # fmt: skip
def test_number_is_found_in_the_subject(subject: str) -> None:
    assert match.numbers(subject) == ("SD-2026-000123",)


@pytest.mark.parametrize(
    "subject", ["SD-2026-123", "XSD-2026-000123", "SD-2026-000123a", "ASD-2026-000123", "2026-000123", ""]
)
def test_no_number(subject: str) -> None:
    assert match.numbers(subject) == ()


def test_prefix_is_the_houses() -> None:
    assert match.numbers("[ЗВ-2026-000001]", "ЗВ") == ("ЗВ-2026-000001",)


def test_tags() -> None:
    found = match.tags(["support+Abc.9@vector.example", "support@vector.example", "+x@y.example", "a+@y.example"])
    assert list(found) == [("support@vector.example", "Abc.9")]


def test_message_ids_the_nearest_first() -> None:
    one = letter(References="<1@x> <2@x> <3@x>", In_Reply_To="<3@x>")
    assert match.message_ids(one) == ("3@x", "2@x", "1@x")


def file(size: int, name: str = "a.log", content_type: str = "text/plain", content_id: str = "") -> Attachment:
    return Attachment(name, b"x" * size, content_type, content_id, inline=bool(content_id))


def sizes(*files: Attachment, partial: bool = True) -> tuple[list[int], list[int]]:
    found = partition(files, 5, 1000, 50, partial=partial)
    return [one.size for one in found.accepted], [one.size for one in found.declined]


def test_exactly_the_limit_passes() -> None:
    assert sizes(*[file(200)] * 5) == ([200] * 5, [])


def test_sixth_file_is_declined() -> None:
    assert sizes(*[file(1)] * 6) == ([1] * 5, [1])


def test_files_are_taken_in_order_while_both_limits_hold() -> None:
    assert sizes(file(600), file(401), file(10)) == ([600], [401, 10])


def test_empty_file_counts_as_one() -> None:
    assert sizes(*[file(0)] * 6) == ([0] * 5, [0])


def test_small_pictures_inside_the_text_do_not_count() -> None:
    logo = file(49, "logo.png", "image/png", "logo")
    assert sizes(logo, *[file(200)] * 5, logo) == ([49, 200, 200, 200, 200, 200, 49], [])
    assert sizes(file(50, "big.png", "image/png", "big"), *[file(1)] * 5)[1] == [1]


def test_strict_profile_keeps_no_file_of_a_letter_over_the_limit() -> None:
    logo = file(49, "logo.png", "image/png", "logo")
    assert sizes(logo, *[file(1)] * 6, partial=False) == ([49], [1] * 6)
