"""R-60  Which kept files may be given out: with a scanner, only those it has found clean."""

from django.conf import settings
from django.utils.translation import gettext as _

from reglament.clauses import Refused
from reglament.files.models import StoredFile


def reason(file: StoredFile) -> str:
    """Why nobody gets this file now, in a sentence; '' when it may be given."""
    if file.verdict == StoredFile.Verdict.INFECTED:
        return _("A virus was found in the file: %(threat)s. Nobody can open it.") % {"threat": file.threat}
    if not settings.CLAMAV or file.verdict == StoredFile.Verdict.CLEAN:
        return ""
    if file.scan_failures:
        return _("The file could not be checked for viruses yet. We try again by ourselves; open it later.")
    return _("The file is being checked for viruses. Reload the page in a minute.")


def require_reachable(file: StoredFile) -> None:
    """Raises Refused with the reason."""
    if sentence := reason(file):
        raise Refused("R-60", sentence)
