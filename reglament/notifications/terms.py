from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

ANSWERS_TO_ADDRESS = term(
    "intake.reject_rate", "R-10", default=5, label=_("Automatic answers to one strange address in an hour, at most")
)
ANSWERS_TO_DOMAIN = term(
    "intake.reject_rate_domain", "R-10", default=20, label=_("Automatic answers to one mail domain in an hour, at most")
)
RETRY_MINUTES = term(
    "mail.retry_minutes",
    "R-69",
    default=["1", "5", "15", "60"],
    label=_("Minutes from one attempt to send a letter to the next; the last of them again and again"),
    unit="minutes",
)
GIVE_UP_DAYS = term(
    "mail.give_up_days", "R-69", default=5, label=_("Days after which a letter counts as not delivered"), unit="days"
)
SERVER_AWAY_MINUTES = term(
    "mail.server_away_minutes",
    "R-69",
    default=1,
    label=_("Minutes to wait when the mail server cannot be reached"),
    unit="minutes",
)
LEASE_MINUTES = term(
    "mail.lease_minutes",
    "R-69",
    default=15,
    label=_("Minutes after which a letter whose sending broke off is taken up again; longer than any sending"),
    unit="minutes",
)
OBLIGATORY = term(
    "notify.obligatory",
    "R-69",
    default=[
        *("registered", "check_ambiguous", "check_inactive", "check_item", "refused", "question", "resolved"),
        *("priority_changed", "high_priority", "reset"),
        *("assigned", "assigned_team", "check_manager", "refusal_proposed"),
    ],
    label=_("Letters that nobody can switch off or put into the digest"),
)
DIGEST_HOUR = term(
    "notify.digest_hour", "R-69", default=9, label=_("Hour of the digest for those who chose none"), most=23
)
NO_CONTRACT_RECEIPT = term(
    "nocontract.autoreply", "R-12", default=True, label=_("The sender of a letter without a contract gets a receipt")
)
