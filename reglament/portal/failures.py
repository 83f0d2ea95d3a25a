"""Pages for what went wrong. They tell the person what to do and nothing about the house."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
    return _answer(request, "stale_form", 403, typed=typed, back=request.path)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "failure_400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "failure_403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for what never was and for what belongs to somebody else."""
    return _answer(request, "failure_404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, "failure_500", 500)


def _answer(request: HttpRequest, page: str, status: int, **context: Any) -> HttpResponse:
    """Asks neither the session nor the database: they may be what is broken."""
    return render(request, f"portal/{page}.html", context, status=status)
