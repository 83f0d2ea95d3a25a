"""Jinja2 as every page gets it: strict, escaped, translated, with the words and parts of the look at hand."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from reglament.ui import assets, icons, promise, typography, words

FILTERS = {
    "moment": words.moment,
    "near_moment": words.near_moment,
    "day": words.day,
    "short_day": words.short_day,
    "long_day": words.long_day,
    "near_day": words.near_day,
    "clock_time": words.clock_time,
    "duration": words.duration,
    "days": words.days,
    "working_days": words.working_days,
    "size": words.size,
    "number": words.number,
    "percent": words.percent,
    "phone_href": words.phone_href,
    "pick": words.pick,
    "zone_label": words.zone_label,
    "now_time": words.now_time,
    "tie": typography.tie,
    "paragraphs": typography.paragraphs,
}
GLOBALS = {
    "static": static,
    "icon": icons.icon,
    "chip": promise.chip,
    "mini": promise.mini,
    "stylesheets": assets.stylesheets,
    "language": words.language,
    "units": words.units,
}


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja2 engine (settings.TEMPLATES, OPTIONS, environment)."""
    options |= {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701  autoescape is set above
    _translate(env)
    env.policies["ext.i18n.trimmed"] = True
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS, url=url)
    return env


def _translate(env: Any) -> None:
    """Django's translations, in whatever language is active when a page is rendered."""
    env.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )


@lru_cache(maxsize=4096)
def url(name: str, *args: object, **kwargs: object) -> str:
    """Address of a named page: `url("portal:case", case.number)`."""
    return reverse(name, args=args, kwargs=kwargs)
