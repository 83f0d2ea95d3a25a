"""R-37 … R-44  The numbers of the equipment against the lines of the contract."""

from django.utils.translation import gettext as _

from reglament.cases.models.case import Entitlement
from reglament.cases.showing import sentences
from reglament.contracts.coverage import Finding
from reglament.desk import choices
from reglament.desk.evidence import COMMERCIAL, Evidence
from reglament.desk.judging import OK, WARN, Fix, Verdict
from reglament.ui.words import pick

CONFIRMED = (Entitlement.VERIFIED,)
ONE_WRONG = {Finding.PN_OK_SN_UNKNOWN: ("sn",), Finding.SN_OK_PN_DIFFERS: ("pn",)}


def item(evidence: Evidence) -> Verdict | None:
    """One verdict for P/N and S/N together; look-alike numbers of the contract are offered, never applied."""
    case, found = evidence.case, evidence.coverage
    code = " ".join(filter(None, (case.pn, case.sn)))
    if found is None:
        return Verdict(WARN, "P/N, S/N", _("Nothing to compare with until the contract is chosen."), code=code)
    if found.finding == Finding.NOT_NEEDED:
        return Verdict(OK, "P/N, S/N", _("The category needs no equipment."))
    if found.verified and found.covered:
        line = found.covered
        place = f", {line.item.site}" if line.item.site else ""
        return Verdict(OK, "P/N, S/N", f"{pick(line.item.product, 'name')}{place}", code=code)
    if case.entitlement in CONFIRMED:
        return Verdict(OK, "P/N, S/N", _("The entitlement was confirmed by hand."), code=code)
    wrong = ONE_WRONG.get(found.finding, ("pn", "sn"))
    return Verdict(WARN, "P/N, S/N", _doubt(evidence), _fixes(evidence), code=code, fields=wrong)


def _doubt(evidence: Evidence) -> str:
    found = evidence.coverage
    assert found
    text = sentences.finding(found.finding)
    parts = [text[:1].upper() + text[1:] + "."]
    if found.foreign:
        parts.append(_("The S/N belongs to another company: never tell whose."))
    if not evidence.case.registration_regulated:
        parts.append(_("The time of registration is not regulated."))
    return " ".join(parts)


def _fixes(evidence: Evidence) -> list[Fix]:
    alike = [
        Fix(_("Take %(sn)s") % {"sn": line.item.sn}, "item", {"item": str(line.item_id)}, is_direct=True)
        for line in evidence.look_alikes
    ]
    return [
        *alike,
        Fix(_("Choose from the contract"), "item"),
        Fix(_("Confirm the entitlement"), "confirmation", is_direct=True),
        *_commercial(evidence),
    ]


def _commercial(evidence: Evidence) -> list[Fix]:
    """R-39, R-49  What the contract does not owe can be asked for as commercial works."""
    names = {row.code: pick(row, "name") for row in choices.categories()}
    if not evidence.may_be_commercial or evidence.case.category.code == COMMERCIAL:
        return []
    return [Fix(names[COMMERCIAL], "category", {"category": COMMERCIAL}, is_direct=True)]
