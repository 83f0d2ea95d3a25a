"""The block of key fields at the beginning of a letter: where it begins, where it ends, what it leaves over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reglament.intake.mail import layout, separators, signatures
from reglament.intake.mail.layout import Pair
from reglament.intake.mail.profile import IntakeProfile

MAX_LINES = 20_000
"""Lines of a letter that may become its description."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line above the history; `number` counts from 1 in the letter's text. Quoted ones are kept, not searched."""

    number: int
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    field: str
    value: str
    number: int


@dataclass(slots=True)
class Block:
    """What stands in the block; `above`, `inside` and `below` are the writer's other lines."""

    found: list[Found] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    begun: bool = False


def searched(lines: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The lines the grammar may read, and those from the first forwarded or quoted letter on."""
    separator = separators.first(lines)
    end = separator.start if separator else len(lines)
    own = lines[:end][:MAX_LINES]
    signature = signatures.delimiter(own)
    kept = own if signature is None else own[:signature]
    rows = [Row(number, layout.tidy(line), separators.is_quoted(line)) for number, line in enumerate(kept, 1)]
    return rows, list(lines[end:])


def read(rows: Sequence[Row], profile: IntakeProfile) -> Block:
    """R-09  Read the block at the beginning of `rows` by the rules of the profile."""
    reader = _Reader(rows, profile)
    reader.run()
    return reader.block


def anywhere(lines: Sequence[str], profile: IntakeProfile, most: int = 500) -> Iterator[Found]:
    """Key fields wherever they stand, quoted lines included: only for hints, nothing of it is obeyed."""
    for number, line in enumerate(lines[:most], 1):
        for pair in layout.pairs(layout.tidy(line[:400]).lstrip("> "), profile.keys):
            if pair.separated:
                yield Found(pair.field, pair.value, number)


class _Reader:
    def __init__(self, rows: Sequence[Row], profile: IntakeProfile) -> None:
        self.rows = rows
        self.profile = profile
        self.block = Block()
        self.place = 0
        self.seen = self.free = 0
        self.describing: Found | None = None

    def run(self) -> None:
        while self.place < len(self.rows):
            row = self.rows[self.place]
            if row.quoted:
                self._quoted(row.text)
            elif row.text.strip():
                self.seen += 1
                if self.seen > self.profile.window_lines or not self._take(row):
                    break
            else:
                self._blank()
            self.place += 1
        self.block.below = list(self.rows[self.place :])

    def _take(self, row: Row) -> bool:
        """Read one line; False if the block ends before it."""
        head = layout.header_row(row.text, self.profile.keys)
        if head and self._table(head):
            return True
        pairs = self._obeyed(layout.pairs(row.text, self.profile.keys))
        if pairs:
            self.describing = None
            self.block.begun = True
            for pair in pairs:
                self._keep(pair, row, last=pair is pairs[-1])
            return True
        return self._other(row.text)

    def _blank(self) -> None:
        """Blank lines part paragraphs, never fields."""
        if self.describing is not None:
            self._describe("")
        elif not self.block.begun or self.block.inside:
            (self.block.inside if self.block.begun else self.block.above).append("")

    def _quoted(self, text: str) -> None:
        if self.describing is not None:
            self._describe(text)
        elif self.block.begun:
            self.block.inside.append(text)

    def _other(self, text: str) -> bool:
        """A line that is no known field."""
        if self.describing is not None:
            self._describe(text)
            return True
        if not self.block.begun:
            if self.free >= self.profile.greeting_lines:
                return False
            self.free += 1
            self.block.above.append(text)
            return True
        if not text or layout.is_unknown_field(text):
            self.block.inside.append(text)
            return True
        return False

    def _obeyed(self, pairs: list[Pair]) -> list[Pair]:
        """Inside a description a line like "user: root" is text, unless the field is still missing."""
        if self.describing is None:
            return pairs
        given = {found.field for found in self.block.found}
        return pairs if any(pair.separated and pair.field not in given for pair in pairs) else []

    def _keep(self, pair: Pair, row: Row, *, last: bool) -> None:
        value, number = pair.value, row.number
        if not value and last and pair.field != "description" and (below := self._value_below()):
            value, number = below.text.strip(), below.number
        found = Found(pair.field, value, number)
        self.block.found.append(found)
        self.describing = found if pair.field == "description" else None

    def _value_below(self) -> Row | None:
        """The value of a key alone on its line: the next line, or the one after a single blank."""
        for step in (1, 2):
            if self.place + step >= len(self.rows):
                return None
            row = self.rows[self.place + step]
            if row.text.strip():
                if row.quoted or layout.pairs(row.text, self.profile.keys):
                    return None
                self.place += step
                self.seen += 1
                return row
        return None

    def _table(self, head: list[str]) -> bool:
        """A table with the keys in its first row and the values in the second."""
        if self.place + 1 >= len(self.rows):
            return False
        row = self.rows[self.place + 1]
        values = [cell.strip() for cell in row.text.replace("|", "\t").strip("\t").split("\t")]
        if layout.pairs(row.text, self.profile.keys) or len(values) != len(head):
            return False
        self.block.begun = True
        self.block.found += [Found(field, value, row.number) for field, value in zip(head, values, strict=True)]
        self.place += 1
        self.seen += 1
        return True

    def _describe(self, text: str) -> None:
        """A further line of the description that is being read."""
        last = self.block.found[-1]
        self.block.found[-1] = self.describing = Found(last.field, f"{last.value}\n{text}", last.number)
