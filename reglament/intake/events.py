from django.utils.translation import gettext_lazy as _

from reglament.history.kinds import SeenBy, kind

JUDGED = kind("letter.judged", _("Letter judged: %(verdict)s, %(reason)s"), seen_by=SeenBy.STAFF, icon="mail")
MAILBOX_SET = kind("mailbox.set", _("Mailbox set up: %(address)s"), seen_by=SeenBy.STAFF, icon="mail")
RELEASED = kind("letter.released", _("Letter accepted into %(case)s"), seen_by=SeenBy.STAFF, icon="reply")
ANSWERED = kind("letter.answered", _("Answered by mail"), seen_by=SeenBy.STAFF, icon="reply")
ASKED_FOR_ACCOUNT = kind(
    "letter.asked_for_account", _("Taken as a request about accounts"), seen_by=SeenBy.STAFF, icon="user"
)
SETTLED = kind("letter.settled", _("Letter settled by hand"), seen_by=SeenBy.STAFF, icon="check")
