"""R-09, R-50, R-62  What the robot noted about the letter a case came by, where a person should look."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reglament.desk.evidence import Evidence
from reglament.desk.judging import WARN, Fix, Verdict
from reglament.intake.mail.judgement import Note

DOUBTS: dict[str, Promise] = {
    Note.ORG_MISMATCH: gettext_lazy("The organisation named is not the one of the contract."),
    Note.ON_BEHALF: gettext_lazy("Our own people passed the letter on for this login."),
    Note.CATEGORY_UNKNOWN: gettext_lazy("The category named is not known; the usual one was set."),
    Note.CATEGORY_RECLASSIFIED: gettext_lazy("The category named is not in the contract; another one was set."),
    Note.CONTRACT_UNMATCHED: gettext_lazy("The contract named is not one of the login's."),
    Note.DMARC_FAILED: gettext_lazy("The sender's server does not vouch for the letter."),
    Note.SEVERAL_AUTHORS: gettext_lazy("The letter names several senders or none."),
}


def letter(evidence: Evidence) -> Verdict | None:
    """The doubts in words, and the files that were not taken."""
    row = evidence.letter
    if row is None:
        return None
    told = [str(DOUBTS[note]) for note in row.notes if note in DOUBTS]
    if row.declined_files:
        names = ", ".join(row.declined_files)
        told.append(_("Files over the limit were not taken: %(names)s.") % {"names": names})
    if not told:
        return None
    return Verdict(WARN, _("Letter"), " ".join(told), [Fix(_("Ask the customer"), "question")])
