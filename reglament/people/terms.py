from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

INVITATION_HOURS = term(
    "auth.invite_ttl", "R-22", default=72, label=_("How long the link of an invitation works"), unit="hours"
)
LONGEST_LOCK = term(
    "auth.longest_lock", "R-21", default=900, label=_("Longest wait after failed sign-ins"), unit="seconds"
)
