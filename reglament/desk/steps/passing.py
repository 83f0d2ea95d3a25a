"""R-64  Large files by arrangement: opened for the customer, closed again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reglament.cases.course import transferring
from reglament.cases.models import Case, Transfer
from reglament.cases.showing.page import Page
from reglament.clauses import Refused
from reglament.desk import fields
from reglament.desk.steps.step import WORK, Step, StepForm, Told
from reglament.files import terms
from reglament.people.models import Account
from reglament.terms.resolve import resolve

MEGABYTE = 1024 * 1024


class Opening(StepForm):
    """For how much, for how long and for whom; every value has a usual one."""

    megabytes = forms.IntegerField(label=_("Size of all files, in MB"), min_value=1, max_value=10**9)
    days = forms.IntegerField(label=_("Open for, in days"), min_value=1, max_value=3650)
    uploader = forms.ChoiceField(label=_("Who may pass the files"), required=False)

    def prepare(self) -> None:
        case = self.page.case
        self.initial["megabytes"] = resolve(terms.BIG_UPLOAD_BYTES, case.category, case.contract) // MEGABYTE
        self.initial["days"] = resolve(terms.BIG_UPLOAD_DAYS, case.category, case.contract)
        people = {row.account for row in self.page.participants if row.account} | {case.opener}
        ours = [person for person in people if person and person.company_id == case.company_id]
        named = [(str(person.pk), str(person)) for person in sorted(ours, key=str)]
        fields.offer(self, "uploader", [("", _("whoever may answer in the case")), *named])


def is_offered(page: Page) -> bool:
    case = page.case
    allowed = page.may("transfer") and case.assignee_id and resolve(terms.BIG_UPLOAD, case.category, case.contract)
    return bool(allowed) and page.transfer is None


def _open(case: Case, told: Told) -> Case:
    pk = told["uploader"]
    return transferring.open_transfer(
        case,
        most_bytes=told["megabytes"] * MEGABYTE,
        days=told["days"],
        uploader=Account.objects.get(pk=pk) if pk else None,
        **told.seal,
    )


def _close(case: Case, told: Told) -> Case:
    found = Transfer.objects.select_related("case").filter(case=case, closed_at=None).first()
    if found is None:
        raise Refused("R-64", transferring.CLOSED_ALREADY)
    return transferring.close(found, **told.seal)


STEPS = (
    Step(
        code="transfer",
        label=_("Transfer of large files"),
        group=WORK,
        icon="clip",
        form=Opening,
        text=_(
            "The customer gets a link and passes the files on a page of the portal; what has come stands in the case."
        ),
        offered=is_offered,
        run=_open,
        done=_("The transfer is open, the customer has the link."),
    ),
    Step(
        code="transfer_closing",
        label=_("Close the transfer"),
        group=WORK,
        icon="x",
        offered=lambda page: page.may("transfer") and page.transfer is not None,
        run=_close,
        done=_("The transfer is closed."),
    ),
)
