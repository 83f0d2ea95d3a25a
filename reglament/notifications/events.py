from django.utils.translation import gettext_lazy as _

from reglament.history.kinds import SeenBy, kind

# Facts: letter, language, number
WORDING_CHANGED = kind("letter.reworded", _("Text of a letter edited: %(letter)s"), seen_by=SeenBy.STAFF, icon="mail")
WORDING_RESTORED = kind(
    "letter.restored", _("Shipped text of a letter taken back: %(letter)s"), seen_by=SeenBy.STAFF, icon="return"
)
# Facts: hour, and each letter whose way has changed
LETTERS_CHOSEN = kind("account.letters_chosen", _("Own letters chosen"))
# Facts: the letter
GIVEN_AGAIN = kind("letter.given_again", _("Letter sent again by hand"), seen_by=SeenBy.STAFF, icon="out")
