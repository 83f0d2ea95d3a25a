from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

ANSWERS_TO_ADDRESS = term(
    "intake.reject_rate", "R-10", default=5, label=_("Automatic answers to one strange address in an hour, at most")
)
ANSWERS_TO_DOMAIN = term(
    "intake.reject_rate_domain", "R-10", default=20, label=_("Automatic answers to one mail domain in an hour, at most")
)
NO_CONTRACT_RECEIPT = term(
    "nocontract.autoreply", "R-12", default=True, label=_("The sender of a letter without a contract gets a receipt")
)
