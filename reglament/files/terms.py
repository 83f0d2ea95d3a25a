from django.utils.translation import gettext_lazy as _

from reglament.terms.declare import term

MAX_COUNT = term("files.max_count", "R-61", default=5, label=_("Files in one submission, at most"), unit="files")
MAX_BYTES = term(
    "files.max_bytes", "R-61", default=10_485_760, label=_("Size of all files of one submission, at most"), unit="bytes"
)
BLOCKED_EXTENSIONS = term(
    "files.block_ext", "R-60", default=list[str](), label=_("File name endings that are not accepted")
)
INLINE_BELOW = term(
    "files.inline_below",
    "R-62",
    default=20_000,
    label=_("Smallest picture in a letter that counts as a file"),
    unit="bytes",
)
