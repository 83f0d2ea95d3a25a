from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

REQUIRED_FIELDS = term(
    "contact.required_fields",
    "R-24",
    default=["full_name", "position", "phone", "email"],
    label=_("What must be said about an employee: full_name, position, phone, email, fax"),
)
