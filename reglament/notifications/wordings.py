"""The words letters are written with: the house's own where it has edited them, else the shipped ones."""

from reglament.memory.values import Kept
from reglament.notifications import texts
from reglament.notifications.models import Wording
from reglament.notifications.texts import Words

_kept: Kept[str, dict[tuple[str, str], Words]] = Kept()


def read(kind: str, language: str) -> Words:
    """Asked several times a letter, so all are remembered for seconds; FileNotFoundError for an unknown letter."""
    rows = _kept.fresh()
    if "all" not in rows:
        found = Wording.objects.filter(is_current=True).values_list("kind", "language", "subject", "body")
        rows["all"] = {(kind, language): Words(subject, body) for kind, language, subject, body in found}
    return rows["all"].get((kind, language)) or texts.shipped(kind, language)
