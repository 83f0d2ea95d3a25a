"""R-64  The page on which a customer passes large files: by script in pieces, without one by a plain form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.course import transferring
from reglament.cases.models import Transfer, TransferredFile
from reglament.clauses import Refused
from reglament.files import arriving, quarantining
from reglament.files.spooling import Spooled
from reglament.portal import courses, visitors
from reglament.portal.frames import show
from reglament.portal.visitors import Visit


def find(request: Visit, number: str, token: str) -> Transfer:
    """404 alike for what never was, what is somebody else's, and what was opened for another person."""
    case = courses.find(request, number)
    transfer = transferring.named_by(token, case)
    if transfer is None or not transferring.may_pass(request.user, transfer, visitors.contacts(request)):
        raise Http404
    transfer.case = case
    return transfer


def link(transfer: Transfer) -> str:
    return address("transfer", transfer)


def address(name: str, transfer: Transfer, *more: object) -> str:
    return reverse(f"portal:{name}", args=[transfer.case.number, transferring.token_of(transfer), *more])


def room(request: HttpRequest) -> int:
    """Bytes that the plain form of this request may bring; 0 when it is no such form, or not this person's."""
    if request.method != "POST" or not request.user.is_authenticated or request.user.is_staff_member:
        return 0
    try:
        match = resolve(request.path_info)
        visit: Any = request
        visit.at = timezone.now()
        transfer = find(visit, **match.kwargs) if match.view_name == "portal:transfer" else None
    except (Resolver404, Http404):
        return 0
    return transferring.room(transfer) if transfer and transfer.is_open(visit.at) else 0


@require_http_methods(["GET", "POST"])
@visitors.customers()
def transfer(request: Visit, number: str, token: str) -> HttpResponse:
    found = find(request, number, token)
    if request.method == "GET":
        return _page(request, found)
    if request.POST.get("remove", "").isdecimal():
        if unwanted := found.files.filter(pk=request.POST["remove"], finished_at=None).first():
            transferring.drop(unwanted)
        return redirect(link(found))
    return _posted(request, found)


@require_http_methods(["POST"])
@visitors.customers()
def complete(request: Visit, number: str, token: str) -> HttpResponse:
    """The customer has passed everything: the link is spent."""
    found = find(request, number, token)
    try:
        transferring.close(found, by=request.user, at=request.at)
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    else:
        messages.success(request, _("The transfer is closed. The engineer has all that came."))
    return redirect("portal:case", number)


def _posted(request: Visit, found: Transfer) -> HttpResponse:
    uploads = request.FILES.getlist("files")
    if not uploads:
        return _page(request, found, [_("Choose a file.")], status=422)
    passed, errors = 0, []
    for upload in uploads:
        try:
            _pass(request, found, upload)
            passed += 1
        except Refused as refused:
            errors.append(f"{upload.name}: {refused.sentence}")
    if errors:
        return _page(request, transferring.read_again(found), errors, status=409)
    messages.success(request, _("The files have come and stand in the case."))
    return redirect(link(found))


def _pass(request: Visit, found: Transfer, upload: Any) -> None:
    file = transferring.announce(found, name=upload.name or "", size=upload.size or 0, by=request.user, at=request.at)
    try:
        if not isinstance(upload, Spooled):
            raise Refused("R-64", _("The file did not come whole. Send it again."))
        arriving.take_over(file.key, upload.whole())
        transferring.finish(file, at=request.at)
    except Refused:
        transferring.drop(file)
        raise


def _page(request: Visit, found: Transfer, errors: list[str] | None = None, *, status: int = 200) -> HttpResponse:
    files = list(found.files.select_related("file", "by", "transfer"))
    left = transferring.room(found)
    context = {
        "case": found.case,
        "transfer": found,
        "is_open": found.is_open(request.at),
        "left": left,
        "errors": errors or [],
        "passed": [(file, quarantining.reason(file.file)) for file in files if file.file],
        "unfinished": [_unfinished(found, file) for file in files if not file.file],
        "uploads_url": address("transfer_uploads", found),
        "completion_url": address("transfer_completion", found),
        "case_url": courses.address(found.case),
    }
    return show(request, "transfer", context, status=status)


def _unfinished(found: Transfer, file: TransferredFile) -> dict[str, Any]:
    come = arriving.length(file.key)
    url = address("transfer_upload", found, file.key)
    return {"pk": file.pk, "name": file.name, "size": file.size, "come": come, "url": url, "by": str(file.by)}
