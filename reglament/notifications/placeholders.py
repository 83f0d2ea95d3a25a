"""R-69  The fixed dictionary: which placeholders each letter may use, which it must, and what may be said to whom."""

import re
from collections.abc import Mapping

from reglament.notifications import account_letters, human_answers, kinds
from reglament.notifications.answering import Answer
from reglament.notifications.resetting import INVITATION, RESET
from reglament.notifications.texts import PLACEHOLDER, Words, placeholders
from reglament.notifications.values import HOUSE, VALUES

OF_HOUSE = frozenset(HOUSE)
OF_CASE = OF_HOUSE | VALUES.keys()
OF_ANSWER = OF_HOUSE | {"original_subject", "problems", "template", "queue_number", "confirm_link", "missing"}
# R-09  An address that nobody has confirmed learns the number, the subject and whom to call, and nothing else.
OF_SENDER = OF_HOUSE | {"number", "subject", "call_phone"}
OF_RESET = OF_HOUSE | {"reader", "login", "reset_link", "lifetime"}
OF_INVITATION = OF_HOUSE | {"reader", "login", "invitation_link", "lifetime"}
OF_HUMAN_ANSWER = OF_HOUSE | {"original_subject", "queue_number", "received_moment", "answer_text"}
OF_ACCOUNT_REQUEST = OF_HOUSE | {
    *("reader", "what", "whom", "login", "contract", "asker", "unconfirmed", "missing", "asked_moment"),
    *("answer_text", "request_link"),
}
OF_DIGEST = OF_HOUSE | {"reader", "changes", "cases"}

ALLOWED: Mapping[str, frozenset[str]] = {
    "frame_customer": OF_CASE | {"body"},
    "frame_staff": OF_CASE | {"body"},
    "frame_robot": OF_SENDER | {"body"},
    "frame_answer": OF_HOUSE | {"body"},
    "registered_sender": OF_SENDER,
    RESET: OF_RESET,
    INVITATION: OF_INVITATION,
    human_answers.KIND: OF_HUMAN_ANSWER,
    **dict.fromkeys(account_letters.READERS, OF_ACCOUNT_REQUEST),
    kinds.DIGEST: OF_DIGEST,
    **{answer.value: OF_ANSWER for answer in Answer},
}
"""The other letters are about a case."""

NEEDED: Mapping[str, frozenset[str]] = {
    **{frame: frozenset({"body"}) for frame in ("frame_customer", "frame_staff", "frame_robot", "frame_answer")},
    RESET: frozenset({"reset_link"}),
    INVITATION: frozenset({"invitation_link"}),
    human_answers.KIND: frozenset({"answer_text"}),
    Answer.HELD.value: frozenset({"confirm_link"}),
    kinds.DIGEST: frozenset({"changes"}),
}
"""Without these a letter would be worth nothing."""

WITH_SUBJECT = frozenset(
    {
        RESET,
        INVITATION,
        kinds.DIGEST,
        human_answers.KIND,
        *account_letters.READERS,
        *(answer.value for answer in Answer),
    }
)
"""R-53  The subject of every other letter is the tag and the case's own subject, and no edit changes that."""

WITH_REPLY_LINE = frozenset({"frame_customer", "frame_staff"})
_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")


def allowed(kind: str) -> frozenset[str]:
    return ALLOWED.get(kind, OF_CASE)


def unknown(kind: str, words: Words) -> list[str]:
    """What stands in braces and is no placeholder of this letter, as it is written."""
    written = _BRACES.findall(f"{words.subject}\n{words.body}")
    return sorted({one for one in written if not (PLACEHOLDER.fullmatch(one) and one[1:-1] in allowed(kind))})


def missing(kind: str, words: Words) -> list[str]:
    return sorted(NEEDED.get(kind, frozenset()) - placeholders(words.body))
