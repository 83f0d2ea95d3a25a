"""Pages for what went wrong. They tell the person what to do and nothing about the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reglament.portal.frames import show

# Never shown back, whatever form they came from.
SECRET = frozenset({"csrfmiddlewaretoken", "password", "repeated", "current", "draft", "author", "key", "version"})
LONGEST_SHOWN = 50_000


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or not ours: what was typed stands on the page, to be copied."""
    typed = [
        (name, value[:LONGEST_SHOWN])
        for name, values in request.POST.lists()
        if name not in SECRET
        for value in values
        if len(value.strip()) > 1
    ]
    return show(request, "stale_form", {"typed": typed, "back": _page_of(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
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
