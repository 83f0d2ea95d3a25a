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
BIG_UPLOAD = term(
    "files.big_upload", "R-64", default=True, label=_("An engineer may open a transfer of large files on a case")
)
BIG_UPLOAD_BYTES = term(
    "files.big_upload_bytes",
    "R-64",
    default=2_147_483_648,
    label=_("Size of all files of one transfer, at most"),
    unit="bytes",
)
BIG_UPLOAD_DAYS = term(
    "files.big_upload_days",
    "R-64",
    default=7,
    label=_("How long a transfer is open, unless said otherwise"),
    unit="days",
)
BIG_UPLOAD_MOST_DAYS = term(
    "files.big_upload_most_days", "R-64", default=30, label=_("How long a transfer may be open at most"), unit="days"
)
