"""Ruling of languages: the account's, else the cookie's, else Accept-Language if it is ru or en, else Russian."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

KNOWN = ("ru", "en")


def choose(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Activates the reader's language and time zone for the request."""

    def handle(request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        zone = ZoneInfo(request.user.zone_name()) if request.user.is_authenticated else timezone.get_default_timezone()
        with translation.override(language), timezone.override(zone):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return handle


def language_of(request: HttpRequest) -> str:
    if request.user.is_authenticated and request.user.language:
        return request.user.language
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in KNOWN:
        return cookie
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.split("-")[0] in KNOWN:
            return code.split("-")[0]
    return "ru"
