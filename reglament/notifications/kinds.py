"""What each letter of ours is about, in two or three words: by them one tells letters of one case apart."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglament.people.models import Account

DIGEST = "digest"

NAMES: dict[str, Promise] = {
    "account_approved": _("request about an account: done"),
    "account_asked": _("request about an account"),
    "account_declined": _("request about an account: declined"),
    "account_to_confirm": _("request about an account to be confirmed"),
    "answer": _("the customer's answer"),
    "assigned": _("case handed over"),
    "assigned_team": _("case handed to the group"),
    "cancelled": _("case cancelled"),
    "check_ambiguous": _("which contract?"),
    "check_inactive": _("contract not in force"),
    "check_item": _("contract check begun"),
    "check_manager": _("contract check asked for"),
    "check_passed": _("contract check passed"),
    "closed": _("case closed"),
    "colleague_added": _("colleague added"),
    "diagnosis": _("diagnosis"),
    DIGEST: _("digest of changes"),
    "held": _("letter to be confirmed"),
    "high_priority": _("high priority told"),
    "invitation": _("invitation to the portal"),
    "linked": _("linked case opened"),
    "merged": _("cases merged"),
    "new_case": _("new case"),
    "no_contract": _("request without a contract"),
    "no_contract_reply": _("answer without a contract"),
    "note": _("internal note"),
    "postponed": _("case postponed"),
    "priority_changed": _("priority changed"),
    "question": _("question to the customer"),
    "reclassified": _("category changed"),
    "refusal_proposed": _("decision on a refusal"),
    "refused": _("service refused"),
    "registered": _("case registered"),
    "registered_sender": _("registered, to the sender"),
    "rejected": _("letter rejected"),
    "reopen_undone": _("reopening taken back"),
    "reopened": _("case reopened"),
    "reply": _("reply to the customer"),
    "reset": _("password reset"),
    "resolved": _("solution"),
    "resumed": _("work goes on"),
    "step": _("step of a watched case"),
    "taken": _("case taken to work"),
    "unknown_login": _("unknown login"),
    "unmerged": _("merging taken back"),
    "unreadable": _("letter not readable"),
    "vendor": _("passed to the vendor"),
    "workaround": _("workaround"),
    "workaround_failed": _("workaround did not help"),
}

FRAMES: dict[str, Promise] = {
    "frame_customer": _("around every letter to a customer about a case"),
    "frame_staff": _("around every letter to staff about a case"),
    "frame_robot": _("around the receipt to an unconfirmed sender"),
    "frame_answer": _("around answers of the robot, password letters and digests"),
}

TO_THE_CUSTOMER: dict[str, Promise] = {
    "high_priority": _("priority 1 or 2 set by a colleague"),
    "colleague_added": _("you are added to a case"),
    "question": _("question to you"),
    "reply": _("new answer in the case"),
}
"""What a customer's person is asked about in words of their own."""


def name(kind: str) -> str:
    return str((NAMES | FRAMES).get(kind, kind))


def title(kind: str) -> str:
    """The same at the beginning of a line."""
    said = name(kind)
    return said[:1].upper() + said[1:]


def title_for(kind: str, reader: Account) -> str:
    """How the reader of the letter calls it."""
    if reader.is_staff_member or kind not in TO_THE_CUSTOMER:
        return title(kind)
    said = str(TO_THE_CUSTOMER[kind])
    return said[:1].upper() + said[1:]
