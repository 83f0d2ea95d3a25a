"""A judgement as one line of JSON: what `reglament letter --explain` prints."""

import json
from typing import Any

from reglament.intake.mail.judgement import Judgement


def explanation(judgement: Judgement) -> dict[str, Any]:
    """The keys in the order in which they are printed; sizes in bytes after decoding."""
    letter = judgement.letter
    return {
        "verdict": judgement.verdict.value,
        "reason": judgement.reason.value,
        "case": judgement.case,
        "fields": judgement.fields.as_dict(),
        "subject": letter.subject,
        "from": letter.sender.address,
        "text": letter.text,
        "reply": judgement.reply,
        "attachments": [{"name": one.name, "size": one.size} for one in letter.attachments],
        "auto": judgement.auto,
    }


def line(judgement: Judgement, **more: Any) -> str:
    """The explanation and `more` as one line without a line end, Russian readable, always encodable as UTF-8."""
    text = json.dumps(explanation(judgement) | more, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")
