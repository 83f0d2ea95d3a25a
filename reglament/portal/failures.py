"""Pages for what went wrong. They tell the person what to do and nothing about the house."""

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reglament.files import limits, terms
from reglament.portal import visitors
from reglament.portal.frames import show
from reglament.portal.visitors import Keeper
from reglament.terms.resolve import resolve

# Never shown back, whatever form they came from.
SECRET = frozenset({"csrfmiddlewaretoken", "password", "repeated", "current", "draft", "author", "key", "version"})
# Nobody typed these: what the buttons and hidden fields of our forms are called.
SILENT = frozenset(
    {
        *("do", "contract", "contract_to", "category", "item", "status", "next", "remove", "wants_version"),
        *("submission_key", "seen", "kept", "then"),
    }
)
LONGEST_SHOWN = 50_000


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or not ours. What its signed author typed is kept, files too; else it can be copied."""
    kept = _keep(request)
    if kept:
        said = _("The page was open since before you signed in anew. All is kept here: look it through and send it.")
        messages.warning(request, said)
        return redirect(kept)
    return show(request, "stale_form", {"typed": _shown(request.POST), "back": visitors.page_of(request)}, status=403)


def too_large(request: HttpRequest, sentence: str, typed: QueryDict | None = None) -> HttpResponse:
    """R-61  More came than is read: what to do, and what was typed before the files, to be copied."""
    context = {"sentence": sentence, "typed": _shown(typed or QueryDict()), "back": visitors.page_of(request)}
    return show(request, "too_large", context, status=413)


def _shown(typed: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, value[:LONGEST_SHOWN])
        for name, values in typed.lists()
        if name not in SECRET | SILENT
        for value in values
        if len(value.strip()) > 1
    ]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TooManyFilesSent):
        return too_large(request, limits.too_many(resolve(terms.MAX_COUNT)))
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, _("The text is too long. Attach it as a file."))
    return _bare(request, "failure_400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return show(request, "failure_403", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for what never was and for what belongs to somebody else."""
    return show(request, "failure_404", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _bare(request, "failure_500", 500)


def _bare(request: HttpRequest, page: str, status: int) -> HttpResponse:
    """Asks neither the session nor the database: they may be what is broken."""
    return render(request, f"portal/{page}.html", status=status)


def _keep(request: HttpRequest) -> str:
    """Where the form's words are found again; '' if the page of this address keeps none, or not for this form."""
    match = request.resolver_match
    keep: Keeper | None = getattr(match.func, "keep", None) if match else None
    return keep(request, *match.args, **match.kwargs) if match and keep else ""
