from reglament.cases.models.case import Case, CaseEvent, NumberCounter
from reglament.cases.models.deadline import Deadline
from reglament.cases.models.dictionary import CannedReply, DictionaryWord
from reglament.cases.models.entry import Attachment, Entry, ReplyDraft, ReplyDraftFile
from reglament.cases.models.participant import CaseLink, CaseParticipant
from reglament.cases.models.refusal import RefusalProposal
from reglament.cases.models.signing_key import SigningKey
from reglament.cases.models.transfer import Transfer, TransferredFile

__all__ = [
    "Attachment",
    "CannedReply",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseParticipant",
    "Deadline",
    "DictionaryWord",
    "Entry",
    "NumberCounter",
    "RefusalProposal",
    "ReplyDraft",
    "ReplyDraftFile",
    "SigningKey",
    "Transfer",
    "TransferredFile",
]
