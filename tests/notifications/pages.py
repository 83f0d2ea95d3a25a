"""The pages that letters lead to, without the doors behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def page(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse()


portal = [
    path("cases/<number>/", page, name="case"),
    path("cases/<number>/reopening/", page, name="reopening"),
    path("profile/letters/", page, name="letter_choices"),
    path("reset/<uid>/<token>/", page, name="reset_choose"),
]
desk = [path("cases/<number>/", page, name="case")]
urlpatterns = [path("", include((portal, "portal"))), path("desk/", include((desk, "desk")))]
