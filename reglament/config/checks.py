"""What a production installation may not do: start with the demo's passwords."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def no_demo_mode(**_: Any) -> list[Error]:
    """`check --deploy` is meant for production: a demo installation must not pass it."""
    if settings.PRODUCTION:
        return []
    return [Error("REGLAMENT_MODE is 'demo'.", hint="Set REGLAMENT_MODE=production.", id="reglament.E001")]
