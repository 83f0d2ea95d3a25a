"""R-61, R-62  Which files of a letter are kept: the same limits as in the web, files taken in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from reglament.intake.mail.letter import Attachment


@dataclass(frozen=True, slots=True)
class Limits:
    """Files and decoded bytes of one letter; pictures inside the text below `inline_below` bytes do not count."""

    max_count: int = 5
    max_bytes: int = 10_485_760
    inline_below: int = 20_000


@dataclass(frozen=True, slots=True)
class Partition:
    accepted: tuple[Attachment, ...] = ()
    declined: tuple[Attachment, ...] = ()


def partition(
    attachments: Iterable[Attachment], max_count: int, max_bytes: int, ignore_inline_below: int, *, partial: bool = True
) -> Partition:
    """R-62  Files in order while both limits hold; the first that breaks one and all after it are declined.

    With `partial` off a letter over a limit keeps none of its files.
    """
    accepted: list[Attachment] = []
    declined: list[Attachment] = []
    count = size = 0
    for one in attachments:
        if is_free(one, ignore_inline_below):
            accepted.append(one)
        elif declined or count + 1 > max_count or size + one.size > max_bytes:
            declined.append(one)
        else:
            accepted.append(one)
            count, size = count + 1, size + one.size
    if declined and not partial:
        free = [one for one in accepted if is_free(one, ignore_inline_below)]
        counted = [one for one in accepted if not is_free(one, ignore_inline_below)]
        return Partition(tuple(free), (*counted, *declined))
    return Partition(tuple(accepted), tuple(declined))


def is_free(one: Attachment, below: int) -> bool:
    """A picture inside the text, such as a logo, smaller than `below` bytes."""
    return one.inline and bool(one.content_id) and one.content_type.startswith("image/") and one.size < below
