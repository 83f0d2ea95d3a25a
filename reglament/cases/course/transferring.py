"""R-64  Large files by arrangement: the engineer opens a transfer, the customer passes files, somebody closes it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

import structlog
from django.db import transaction
from django.db.models import Q, Sum
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import correspondence, step
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Entry, Transfer, TransferredFile
from reglament.clauses import Refused
from reglament.contracts.access import contacts_of
from reglament.contracts.models import ContractContact
from reglament.files import arriving, storing, terms
from reglament.people.models import Account
from reglament.terms.resolve import resolve
from reglament.ui import words

logger = structlog.get_logger("reglament.cases")
SALT = "cases.transfer"
TOKEN_LENGTH = 32
"""Hexadecimal digits: 128 bits."""
LONGEST_NAME = 255
CLOSED = _("The transfer is closed. Ask the engineer to open another one.")

CLOSED_ALREADY = _("The transfer is closed already.")


@transaction.atomic
def open_transfer(
    case: Case, *, most_bytes: int, days: int, uploader: Account | None,
    by: Account, at: datetime, version: int | None = None,
) -> Case:  # fmt: skip
    """R-64  Opened on an assigned case, for so many bytes and days; `uploader` None: for whoever of them may answer."""
    case = access.require(by, "transfer", case, at=at, version=version)
    _require_offered(case)
    _require_bounds(case, most_bytes, days)
    if uploader and not access.allowed(uploader, "reply", case, contacts_of(uploader, at.date())):
        raise Refused("R-64", _("%(name)s may not answer in this case. Choose another person.") % {"name": uploader})
    transfer = Transfer(
        case=case, uploader=uploader, most_bytes=most_bytes, opened_by=by, opened_at=at,
        expires_at=at + timedelta(days=days),
    )  # fmt: skip
    transfer.token_hash = _hashed(token_of(transfer))
    transfer.save()
    case.has_more = True
    return step.take(case, events.TRANSFER_OPENED, by=by, at=at, transfer=transfer.pk)


@transaction.atomic
def close(transfer: Transfer, *, by: Account | None, at: datetime, version: int | None = None) -> Case:
    """R-64  The engineer or the customer has done with it; `by` None: its time is over, or the case has ended."""
    case = access.require(
        by, "transfer" if by and by.is_staff_member else "reply", transfer.case, at=at, version=version
    )
    open_ones = Transfer.objects.filter(pk=transfer.pk, closed_at=None)
    if not open_ones.update(closed_at=at):
        raise Refused("R-64", CLOSED_ALREADY)
    _forget_unfinished(transfer)
    passed = transfer.files.exclude(finished_at=None).count()
    step.note(case, events.TRANSFER_CLOSED, by=by, at=at, transfer=transfer.pk, passed=passed)
    return case


def token_of(transfer: Transfer) -> str:
    """The secret part of the link: only this house can make it, and its tables hold no more than its hash."""
    return salted_hmac(SALT, transfer.key.hex, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


def named_by(token: str, case: Case) -> Transfer | None:
    """The transfer of the case that this token opens, whatever has become of it."""
    found = Transfer.objects.filter(case=case, token_hash=_hashed(token)).first()
    return found if found and has_link(found) else None


def has_link(transfer: Transfer) -> bool:
    """Not after the key of the installation was changed: the engineer then closes it and opens another."""
    return constant_time_compare(_hashed(token_of(transfer)), transfer.token_hash)


def may_pass(account: Account, transfer: Transfer, contacts: list[ContractContact]) -> bool:
    """R-64  Is this one of the people for whom the engineer has opened it?"""
    is_meant = transfer.uploader_id in (None, account.pk) and not account.is_staff_member
    return is_meant and access.allowed(account, "reply", transfer.case, contacts)


def room(transfer: Transfer) -> int:
    """Bytes that may still be announced."""
    announced = transfer.files.aggregate(bytes=Sum("size"))["bytes"] or 0
    return max(0, transfer.most_bytes - announced)


@transaction.atomic
def announce(transfer: Transfer, *, name: str, size: int, by: Account, at: datetime) -> TransferredFile:
    """R-64  A file of `size` bytes is to come; refused when larger than what is left. No event: nothing is said yet."""
    case = access.require(by, "reply", transfer.case, at=at)
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    require_open(transfer, at=at)
    if not may_pass(by, transfer, contacts_of(by, at.date())):
        raise Refused("R-64", _("This transfer was opened for another person."))
    left = room(transfer)
    if size > left:
        raise Refused("R-64", too_large(left))
    if not arriving.fits(size):
        raise Refused("R-64", _("There is no room for so large a file on our side now. Tell the engineer."))
    return TransferredFile.objects.create(
        transfer=transfer, name=_plain(name) or f"{case.number}.bin", size=size, by=by, begun_at=at
    )


def read_again(transfer: Transfer) -> Transfer:
    return Transfer.objects.select_related("case__category", "case__contract").get(pk=transfer.pk)


def require_open(transfer: Transfer, *, at: datetime) -> None:
    """Raises Refused with what to do."""
    if not transfer.is_open(at):
        raise Refused("R-64", CLOSED)


def finish(file: TransferredFile, *, at: datetime) -> Entry:
    """R-64  All bytes are there: kept by their hash and put into the case as a message of whoever passed them.

    Done again after a crash it says nothing twice. The caller holds the file (`arriving.held`).
    """
    if file.entry:
        return file.entry
    kept = storing.adopt(arriving.place(file.key), at=at)
    with transaction.atomic():
        case = access.require(None, "reply", file.transfer.case, at=at)
        rows = TransferredFile.objects.filter(pk=file.pk, transfer__closed_at=None)
        if not rows.exists():
            raise Refused("R-64", CLOSED)
        message = Message(text="", files=[(kept, file.name)], submission_key=file.key, keeps_draft=True)
        entry = correspondence.reply(case, message, by=file.by, at=at)
        rows.update(file=kept, entry=entry, finished_at=at)
    file.entry = entry
    arriving.forget(file.key)
    return entry


def drop(file: TransferredFile) -> None:
    """What has come of an unfinished file is not wanted any more."""
    TransferredFile.objects.filter(pk=file.pk, finished_at=None).delete()
    arriving.forget(file.key)


def settle(*, at: datetime, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """R-64  What time demands: whole files that a killed process left are put in, what is over is closed."""
    done = 0
    for file in TransferredFile.objects.filter(finished_at=None).select_related("transfer__case", "by__company"):
        if is_stopping():
            return done
        done += arriving.length(file.key) == file.size and _finish_left(file, at)
    over = Transfer.objects.filter(Q(expires_at__lte=at) | Q(case__is_open=False), closed_at=None)
    for transfer in over.select_related("case"):
        close(transfer, by=None, at=at)
        done += 1
    return done


def forget_strays(*, at: datetime) -> int:
    """R-64  Pieces that no row names any more; younger than an hour, they may belong to a form that is still coming."""
    unfinished = TransferredFile.objects.filter(finished_at=None)
    known = {key.hex for key in unfinished.values_list("key", flat=True)}
    return arriving.forget_strays(known, (at - timedelta(hours=1)).timestamp())


def _finish_left(file: TransferredFile, at: datetime) -> bool:
    try:
        with arriving.held(file.key):
            finish(file, at=at)
    except arriving.Busy:
        return False
    except Refused as refused:
        logger.info("a file cannot be put into its case", case=file.transfer.case.number, because=str(refused))
        return False
    return True


def _forget_unfinished(transfer: Transfer) -> None:
    for file in transfer.files.filter(finished_at=None):
        drop(file)


def _require_offered(case: Case) -> None:
    if not resolve(terms.BIG_UPLOAD, case.category, case.contract):
        raise Refused("R-64", _("Transfers of large files are turned off here. Agree on another way."))
    if case.assignee_id is None:
        raise Refused("R-64", _("Assign an engineer first: the way of passing large files is agreed with them."))
    if case.transfers.filter(closed_at=None).exists():
        raise Refused("R-64", _("A transfer is open already. Close it before you open another one."))


def _require_bounds(case: Case, most_bytes: int, days: int) -> None:
    largest = resolve(terms.BIG_UPLOAD_BYTES, case.category, case.contract)
    if not 0 < most_bytes <= largest:
        raise Refused("R-64", _("Choose a size of at most %(size)s.") % {"size": words.size(largest)})
    longest = resolve(terms.BIG_UPLOAD_MOST_DAYS, case.category, case.contract)
    if not 0 < days <= longest:
        raise Refused("R-64", _("Choose at most %(days)s.") % {"days": words.days(longest)})


def too_large(left: int) -> str:
    """What to do with a file larger than the `left` bytes."""
    sentence = _("The file is larger than what the transfer has left: %(size)s. Ask the engineer to open a larger one.")
    return str(sentence) % {"size": words.size(left)}


def _plain(name: str) -> str:
    """Without folders and what no name of a file can show."""
    shown = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in shown if letter.isprintable()).strip()[:LONGEST_NAME]


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
