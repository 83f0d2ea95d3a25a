from django.utils.translation import gettext_lazy as _

from reglament.history.kinds import SeenBy, kind

PROFILE_CHANGED = kind("account.profile_changed", _("Profile changed"))
PASSWORD_CHANGED = kind("account.password_changed", _("Password changed"))
RESET_ASKED = kind("account.reset_asked", _("A password reset was asked for"))
MADE = kind("account.made", _("Account made"), icon="user")
INVITED = kind("account.invited", _("Invitation sent"), icon="mail")
DETAILS_CHANGED = kind("account.details_changed", _("Details of the account changed"), icon="user")
BLOCKED = kind("account.blocked", _("Account blocked"), icon="lock")
UNBLOCKED = kind("account.unblocked", _("Account opened again"), icon="check")
FOUNDED = kind("account.founded", _("The installation was founded"), seen_by=SeenBy.STAFF)
TERM_CHANGED = kind("house.term_changed", _("House value changed"), seen_by=SeenBy.STAFF)
