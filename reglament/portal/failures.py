"""Pages for what went wrong. They tell the person what to do and nothing about the house."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from reglament.files import limits, terms
from reglament.portal.frames import show
from reglament.terms.resolve import resolve

# Never shown back, whatever form they came from: secrets, and what no person typed.
SECRET = frozenset(
    {
        *("csrfmiddlewaretoken", "password", "repeated", "current", "draft", "author", "key", "version"),
        *("status", "submission_key", "seen", "next", "kept", "then"),
    }
)
LONGEST_SHOWN = 50_000


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or not ours: what was typed stands on the page, to be copied."""
    return show(request, "stale_form", {"typed": _shown(request.POST), "back": _page_of(request)}, status=403)


def too_large(request: HttpRequest, sentence: str, typed: QueryDict | None = None) -> HttpResponse:
    """R-61  More came than is read: what to do, and what was typed before the files, to be copied."""
    back = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    context = {"sentence": sentence, "typed": _shown(typed or QueryDict()), "back": back if ours else "/"}
    return show(request, "too_large", context, status=413)


def _shown(typed: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, value[:LONGEST_SHOWN])
        for name, values in typed.lists()
        if name not in SECRET
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


def _page_of(request: HttpRequest) -> str:
    """The page that holds the form which was sent to this address."""
    if request.path.startswith(reverse("portal:new_case")):
        return reverse("portal:new_case")
    named = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    return reverse("portal:case", args=[named]) if named else request.path
