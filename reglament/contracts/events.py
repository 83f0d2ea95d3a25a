"""What can happen to a contract and to a request about accounts. Facts are ids, codes and numbers."""

from django.utils.translation import gettext_lazy as _

from reglament.history.kinds import kind

# Facts: account, role
CONTACT_NAMED = kind("contract.contact_named", _("Contact named in the contract"), icon="user")
CONTACT_CHANGED = kind("contract.contact_changed", _("Role of a contact changed"), icon="user")
CONTACT_ENDED = kind("contract.contact_ended", _("Contact no longer named in the contract"), icon="slash")

# Facts: kind, contract, account, channel
ACCOUNT_ASKED = kind("account_request.asked", _("Request sent to the service manager"), icon="new")
ACCOUNT_CONFIRMED = kind("account_request.confirmed", _("Confirmed by the responsible contact"), icon="check")
# Facts: account, contract, confirmed
ACCOUNT_APPROVED = kind("account_request.approved", _("Done by the service manager"), icon="check")
ACCOUNT_DECLINED = kind("account_request.declined", _("Declined by the service manager"), icon="slash")
