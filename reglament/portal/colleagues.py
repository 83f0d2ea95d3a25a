"""R-02  A colleague of the same contract joins a case."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases import access
from reglament.cases.course import participants
from reglament.clauses import Refused
from reglament.portal import courses, visitors
from reglament.portal.forms.cases import Colleague
from reglament.portal.frames import show
from reglament.portal.visitors import Visit


@require_http_methods(["GET", "POST"])
@visitors.customers()
def colleagues(request: Visit, number: str) -> HttpResponse:
    case = courses.find(request, number)
    if not access.allowed(request.user, "add_colleague", case, visitors.contacts(request)):
        raise Http404
    form, status = Colleague(case, request.user, request.POST or None), 200
    if request.method == "POST":
        if form.is_valid():
            try:
                colleague = form.cleaned_data["colleague"]
                participants.add_colleague(case, colleague, by=request.user, at=request.at)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
            else:
                messages.success(request, _("%(name)s now takes part and gets the letters.") % {"name": colleague})
                return redirect("portal:case", case.number)
        status = 422
    return show(request, "colleagues", {"case": case, "form": form}, status=status)
