"""Everything that can happen to a case. Facts are ids, codes, numbers and instants; names are put in on reading."""

from django.utils.translation import gettext_lazy as _

from reglament.history.kinds import SeenBy, kind

STAFF = SeenBy.STAFF

# Facts: channel, priority, source, contract, item, category
RECEIVED = kind("case.received", _("Received, channel: %(channel)s"), icon="new")
# Facts: to, seconds (elapsed REG), conditional, finding, policy, regulated
REGISTERED = kind("case.registered", _("Registered"), icon="check")
REGISTERED_CONDITIONALLY = kind(
    "case.registered_conditionally", _("Registered, the contract check goes on beside the work"), icon="check"
)
CHECK_STARTED = kind("case.check_started", _("Contract check begun: %(finding)s"), icon="doc")
ENTITLEMENT_SET = kind("case.entitlement_set", _("Contract check: %(finding)s"), icon="doc")
REFUSAL_PROPOSED = kind("case.refusal_proposed", _("Refusal proposed: %(reason)s"), seen_by=STAFF, icon="slash")
REFUSAL_DECLINED = kind("case.refusal_declined", _("Refusal not approved"), seen_by=STAFF, icon="return")
REFUSED = kind("case.refused", _("Service refused: %(reason)s"), icon="slash")

ASSIGNED = kind("case.assigned", _("Engineer: %(assignee)s"), icon="user")
ASSIGNED_TO_TEAM = _("Handed over to the group: %(team)s")
TAKEN = kind("case.taken", _("Taken up by %(assignee)s"), icon="work")
RETURNED = kind("case.returned", _("Returned to triage: %(reason)s"), seen_by=STAFF, icon="return")

# Every event that brought the customer a human answer has facts entry and by_staff=True: the first one is the reaction
REPLIED = kind("case.replied", _("Reply"), icon="say")
NOTED = kind("case.noted", _("Internal note"), seen_by=STAFF, icon="lock")
AUTO_REPLIED = kind("case.auto_replied", _("Auto-reply, does not count as an answer"), seen_by=STAFF, icon="mail")
# The facts name the entry it came with
FILE_DROPPED = kind("case.file_dropped", _("A virus was found in an attached file: nobody can open it"), icon="warn")
NOTED_FILE_DROPPED = kind(
    "case.noted_file_dropped",
    _("A virus was found in a file of a note: nobody can open it"),
    seen_by=STAFF,
    icon="warn",
)

# The facts name the transfer; passed: how many files came through it
TRANSFER_OPENED = kind("case.transfer_opened", _("Transfer of large files opened"), icon="out")
TRANSFER_CLOSED = kind(
    "case.transfer_closed", _("Transfer of large files closed, files passed: %(passed)s"), icon="check"
)

# Facts: from, to, entry / reason / vendor / until
WAITS_CUSTOMER = kind("case.waits_customer", _("Deadlines paused: the customer's answer is awaited"), icon="pause")
WAITS_VENDOR = kind("case.waits_vendor", _("Passed to the vendor: %(vendor)s"), icon="out")
PASSED_WITH_NUMBER = _("Passed to the vendor: %(vendor)s, number %(vendor_number)s")
POSTPONED = kind("case.postponed", _("Postponed until %(until)s"), icon="plan")
RESUMED = kind("case.resumed", _("Work goes on"), icon="work")

DIAGNOSED = kind("case.diagnosed", _("Diagnosis recorded"), icon="search")
WORKAROUND_GIVEN = kind("case.workaround_given", _("Workaround provided"), icon="patch")
WORKAROUND_FAILED = kind("case.workaround_failed", _("The workaround did not help"), icon="return")
RESOLVED = kind("case.resolved", _("Resolved, closure code: %(closure)s"), icon="check")
ACCEPTED = kind("case.accepted", _("Solution confirmed, case closed"), icon="check")
CLOSED = kind("case.closed", _("Closed, closure code: %(closure)s"), icon="check")
REOPENED = kind("case.reopened", _("Reopened"), icon="return")
REOPEN_UNDONE = kind("case.reopen_undone", _("Reopening taken back: the letter only said thanks"), icon="check")
CANCELLED = kind("case.cancelled", _("Cancelled by the customer"), icon="x")

# Facts: from, to, ground
PRIORITY_CHANGED = kind("case.priority_changed", _("Priority %(old)s → %(new)s: %(ground)s"), icon="stairs")
RECLASSIFIED = kind("case.reclassified", _("Category: %(old)s → %(new)s"), icon="doc")
ITEM_SET = kind("case.item_set", _("Equipment: %(item)s"), icon="doc")
CONTRACT_SET = kind("case.contract_set", _("Contract: %(contract)s"), icon="doc")
RENAMED = kind("case.renamed", _("Subject changed"), icon="doc")
MERGED = kind("case.merged", _("Merged into %(main)s as a duplicate"), icon="swap")
ABSORBED = kind("case.absorbed", _("Duplicate merged: %(duplicate)s"), icon="swap")
UNMERGED = kind("case.unmerged", _("Merging taken back: %(other)s"), icon="swap")
LINKED = kind("case.linked", _("Follows the closed case %(earlier)s"), icon="doc")
PHONE_CONFIRMED = kind("case.phone_confirmed", _("Confirmed by a call"), icon="phone")
COLLEAGUE_ADDED = kind("case.colleague_added", _("Participant added: %(colleague)s"), icon="user")
WATCHED = kind("case.watched", _("Watches: %(watcher)s"), seen_by=STAFF, icon="eye")
UNWATCHED = kind("case.unwatched", _("No longer watches: %(watcher)s"), seen_by=STAFF, icon="eye")
PRIORITY_ASKED = kind("case.priority_asked", _("Asked for: %(wanted)s"), icon="stairs")
