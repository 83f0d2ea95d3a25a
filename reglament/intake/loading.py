"""Loads the shipped intake profiles once; what the house changed stays as it is."""

from django.db import transaction

from reglament.intake.mail import profile
from reglament.intake.models import Profile


@transaction.atomic
def load_tables() -> int:
    """R-09  Creates the missing profiles; returns the number of new rows."""
    made = 0
    for shipped in profile.profiles():
        values = {
            "name_ru": shipped.name_ru,
            "name_en": shipped.name_en,
            "identity": shipped.identity,
            "keys": profile.shipped_keys(),
            "template": list(shipped.template),
            "required": list(shipped.required),
            "greeting_lines": shipped.greeting_lines,
            "window_lines": shipped.window_lines,
            "default_priority": shipped.default_priority,
            "sender_match": shipped.sender_match.value,
            "over_limit": shipped.over_limit.value,
        }
        made += Profile.objects.get_or_create(code=shipped.code, defaults=values)[1]
    return made
