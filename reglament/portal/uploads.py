"""R-61 … R-63  Files that came with a form: which were kept, and in words why the others were not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from reglament.files.fitting import Fitted, Upload


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits with a form, to be shown; `size` in bytes."""

    pk: int
    size: int
    name: str


def sent(request: HttpRequest) -> Sequence[Upload]:
    files: Sequence[Upload] = cast(Any, request.FILES.getlist("files"))
    return files


def refusal(fitted: Fitted, kept: int) -> str:
    """Why files were left out and which; '' when all fit. `kept` counts those that stay with the form."""
    if fitted.why is None:
        return ""
    names = ", ".join(name or _("unnamed file") for name in fitted.left_out)
    said = [str(fitted.why.sentence), _("Not attached: %(names)s.") % {"names": names}]
    if kept:
        said.append(_("The other files are kept."))
    return " ".join(said)
