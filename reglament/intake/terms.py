from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

# A letter with files at their limit is a third larger on the way, so this must stay well above files.max_bytes.
LETTER_BYTES = term(
    "mail.max_bytes", "R-62", default=36_700_160, label=_("Size of an incoming letter, at most"), unit="bytes"
)
LETTER_RECIPIENTS = term(
    "mail.max_recipients", "R-09", default=100, label=_("Our addresses in one incoming letter, at most")
)
CONNECTIONS = term("mail.connections", "R-09", default=200, label=_("Connections that bring letters, at most at once"))
CONNECTIONS_PER_ADDRESS = term(
    "mail.connections_per_address", "R-09", default=50, label=_("Of them from one address, at most")
)
SILENCE = term(
    "mail.silence", "R-09", default=60, label=_("Silence after which such a connection is ended"), unit="seconds"
)
SESSION = term("mail.session", "R-09", default=600, label=_("Longest such connection"), unit="seconds")
