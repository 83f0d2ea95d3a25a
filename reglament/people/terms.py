from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

LONGEST_LOCK = term(
    "auth.longest_lock", "R-21", default=900, label=_("Longest wait after failed sign-ins"), unit="seconds"
)
