"""What happens around every request: a request id in the logs, a bound of its size, a refusal turned into a page."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reglament.clauses import Refused
from reglament.config import uploads
from reglament.portal import failures

logger = structlog.get_logger("reglament.web")
Handler = Callable[[HttpRequest], HttpResponse]


def log(get_response: Handler) -> Handler:
    """Binds a request id to every log line of the request and writes one line when it is answered."""

    def handle(request: HttpRequest) -> HttpResponse:
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        begun = time.perf_counter()
        try:
            response = get_response(request)
            if response.status_code >= 500 or not request.path.startswith("/static/"):
                logger.debug(
                    "answered",
                    method=request.method,
                    path=request.path,
                    status=response.status_code,
                    ms=round((time.perf_counter() - begun) * 1000, 1),
                )
            return response
        finally:
            structlog.contextvars.clear_contextvars()

    return handle


def bound(get_response: Handler) -> Handler:
    """R-61  Refuses what is too large even to be read, before anybody reads it."""

    def handle(request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or ""
        length = int(said) if said.isdecimal() else 0
        if uploads.is_read_by_its_page(request) or (length <= uploads.FORM_ROOM and not uploads.may_be_long(request)):
            return get_response(request)
        most, sentence = uploads.make_room(request)
        if length > most:
            return failures.too_large(request, sentence, uploads.typed(request))
        return get_response(request)

    return handle


class RefusalsMiddleware:
    """A rule said no: the sentence goes back to the page the person came from, nothing is lost."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        back = getattr(request, "refusal_url", None)
        if back:
            messages.error(request, str(exception.sentence))
            return redirect(back)
        return render(request, "ui/refused.html", {"refused": exception}, status=409)


refusals = RefusalsMiddleware
