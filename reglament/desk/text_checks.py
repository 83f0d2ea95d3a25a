"""R-52, R-57, R-58, R-61  What the words and files of a request say to the duty engineer."""

import re
import tomllib
from pathlib import Path

from django.utils.translation import gettext as _

from reglament.cases.models.case import Channel
from reglament.desk.evidence import Evidence
from reglament.desk.judging import OK, WARN, Fix, Verdict
from reglament.files import terms
from reglament.terms.resolve import resolve
from reglament.ui import words as said

WORDS = tomllib.loads(Path(__file__).with_name("tables").joinpath("version_words.toml").read_text("utf-8"))
SPEAKS_OF_VERSION = re.compile(
    "|".join(rf"\b{re.escape(beginning)}" for beginning in WORDS["beginnings"]), re.IGNORECASE
)


def words(evidence: Evidence) -> Verdict | None:
    """R-52, R-57  Subject and description are there."""
    if not evidence.case.incomplete:
        return Verdict(OK, _("Subject, text"), _("The subject and the description are given."))
    fixes = [Fix(_("Ask the customer"), "question"), Fix(_("Change the subject"), "subject")]
    return Verdict(WARN, _("Subject, text"), _("The subject or the description is empty."), fixes)


def version(evidence: Evidence) -> Verdict | None:
    """R-58  Whoever wants a new version says which one runs now; a letter has no tick for it."""
    case, name = evidence.case, _("Software version")
    if case.wants_version:
        given = _("now %(current)s, wanted %(wanted)s") % {
            "current": case.current_version or "—",
            "wanted": case.wanted_version or "—",
        }
        if case.current_version:
            return Verdict(OK, name, given)
        return Verdict(WARN, name, given, [Fix(_("Ask for the current version"), "question", _ask_version())])
    text = f"{case.subject} {evidence.opening.text if evidence.opening else ''}"
    if case.channel == Channel.WEB or case.current_version or not SPEAKS_OF_VERSION.search(text):
        return None
    said_so = _("The text seems to ask for a new version; the current one is not named.")
    return Verdict(WARN, name, said_so, [Fix(_("Ask for the current version"), "question", _ask_version())])


def _ask_version() -> dict[str, str]:
    return {"text": _("Please tell us which software version runs now, and which one you need.")}


def files(evidence: Evidence) -> Verdict | None:
    """R-61  How much came, of how much may come."""
    attachments = list(evidence.opening.attachments.all()) if evidence.opening else []
    if not attachments:
        return None
    case = evidence.case
    text = _("%(count)s of %(most)s, %(size)s of %(bytes)s") % {
        "count": len(attachments),
        "most": resolve(terms.MAX_COUNT, case.category, case.contract),
        "size": said.size(sum(row.file.size for row in attachments)),
        "bytes": said.size(resolve(terms.MAX_BYTES, case.category, case.contract)),
    }
    return Verdict(OK, _("Files"), text)
