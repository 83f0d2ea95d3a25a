"""R-09  A letter as it came, the lines that were read as key fields underlined: in order, or doubtful."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.desk.judging import Verdict
from reglament.intake.mail import grammar
from reglament.intake.mail.profile import profile

SURE = Markup("<mark>{}</mark>")
UNSURE = Markup('<mark class="unsure">{}<span class="sr"> ({})</span></mark>')


def doubtful(verdicts: Iterable[Verdict]) -> set[str]:
    """The key fields that a verdict finds doubtful."""
    return {field for verdict in verdicts for field in verdict.fields}


def marked(text: str, doubts: Collection[str]) -> Markup:
    """The whole letter in paragraphs; everything escaped."""
    lines = text.replace("\r\n", "\n").split("\n")
    fields = grammar.places("\n".join(lines), profile())
    drawn = [_line(line, fields.get(number), doubts) for number, line in enumerate(lines, 1)]
    return Markup("").join(Markup("<p>{}</p>").format(Markup("<br>").join(each)) for each in _paragraphs(drawn))


def _line(line: str, field: str | None, doubts: Collection[str]) -> Markup:
    if field is None or not line.strip():
        return Markup("{}").format(line)
    return UNSURE.format(line, _("check this")) if field in doubts else SURE.format(line)


def _paragraphs(lines: Iterable[Markup]) -> Iterator[list[Markup]]:
    kept: list[Markup] = []
    for line in lines:
        if line.strip():
            kept.append(line)
        elif kept:
            yield kept
            kept = []
    if kept:
        yield kept
