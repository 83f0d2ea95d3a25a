"""Letters about a case that exists: matched by our signatures first, by the number in the subject last."""

from collections.abc import Iterator

from reglament.intake.mail import addresses, grammar, match
from reglament.intake.mail.directory import CaseView, Reference, ReferenceState
from reglament.intake.mail.hearing import Hearing
from reglament.intake.mail.judgement import Judgement, Note, Reason, Verdict


def judge(hearing: Hearing) -> Judgement | None:
    """R-53  Reply, linked case or quarantine; None if the letter speaks of no case of ours."""
    references = list(_references(hearing))
    for note, reference in references:
        if reference.state is ReferenceState.VALID and reference.case is not None:
            return _about(hearing, reference.case, note, reference)
    if any(reference.state is ReferenceState.FORGED for _, reference in references):
        return hearing.decide(Verdict.QUARANTINE, Reason.BAD_TOKEN)
    case = _by_subject(hearing)
    return _about(hearing, case, Note.MATCHED_BY_SUBJECT, Reference()) if case else None


def case_of_machine(hearing: Hearing) -> str | None:
    """The case an automatic letter belongs to: kept there out of sight, without any effect on its clocks."""
    for _, reference in _references(hearing):
        if reference.state is ReferenceState.VALID and reference.case is not None:
            return reference.case.number
    case = _by_subject(hearing)
    return case.number if case and hearing.directory.is_participant(case.number, hearing.author) else None


def _references(hearing: Hearing) -> Iterator[tuple[Note, Reference]]:
    directory = hearing.directory
    for base, tag in match.tags((hearing.envelope_to, *hearing.letter.recipients.everyone[:100])):
        if directory.mailbox(base) is not None:
            yield Note.MATCHED_BY_TOKEN, directory.verify_token(tag)
    for message_id in match.message_ids(hearing.letter):
        yield Note.MATCHED_BY_MESSAGE_ID, directory.verify_message_id(message_id)


def _by_subject(hearing: Hearing) -> CaseView | None:
    numbers = match.numbers(hearing.letter.subject, hearing.number_prefix)
    return next((case for number in numbers[:5] if (case := hearing.directory.case_by_number(number))), None)


def _about(hearing: Hearing, case: CaseView, note: Note, reference: Reference) -> Judgement:
    """The sender must be a participant, and must be who they say, before anything of the case is touched."""
    author = hearing.author
    if not author or not hearing.directory.is_participant(case.number, author):
        return hearing.decide(Verdict.QUARANTINE, Reason.STRANGER, notes=(note,), case=case.number)
    issued = addresses.same(reference.issued_to, author)
    if hearing.directory.is_staff(author) and (case.closed or not (issued and hearing.vouched)):
        return _held(hearing, case, note, reference)
    if not issued and not hearing.vouched:
        return hearing.decide(Verdict.QUARANTINE, Reason.UNVERIFIED, notes=(note,), case=case.number)
    return _accepted(hearing, case, note, reference, verified=issued or hearing.dmarc == "pass")


def _held(hearing: Hearing, case: CaseView, note: Note, reference: Reference) -> Judgement:
    """§5.5  Staff speak in our name: without a signature of ours and the relay's word they confirm it by one click."""
    audience, reply = _audience(hearing, note, reference)
    return hearing.decide(
        Verdict.QUARANTINE, Reason.STAFF_DOUBTFUL, notes=(note,), case=case.number, audience=audience, reply=reply
    )


def _accepted(hearing: Hearing, case: CaseView, note: Note, reference: Reference, *, verified: bool) -> Judgement:
    fields = grammar.read_fields(hearing.words, hearing.profile)
    audience, reply = _audience(hearing, note, reference)
    return hearing.decide(
        Verdict.CASE if case.closed else Verdict.REPLY,
        Reason.LINKED if case.closed else Reason.ANSWER,
        notes=(note, *((Note.PRIORITY_ASKED,) if fields.priority else ())),
        case=case.number,
        fields=fields,
        verified=verified,
        audience=audience,
        reply=reply,
        person=hearing.directory.account_by_address(hearing.author),
    )


def _audience(hearing: Hearing, note: Note, reference: Reference) -> tuple[str, str]:
    """For staff: "internal", "public", or "doubtful" (they say it when they confirm it); empty for customers."""
    if not hearing.directory.is_staff(hearing.author):
        return "", hearing.reply
    said, reply = match.audience(hearing.reply)
    if said:
        return said, reply
    if note is Note.MATCHED_BY_SUBJECT:
        return "doubtful", reply
    return "internal" if reference.internal else "public", reply
