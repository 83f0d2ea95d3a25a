"""Styles and scripts: their order, and how they are stored so that a page asks for one sheet."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = tuple(
    f"ui/css/{name}.css"
    for name in (
        "tokens", "reset", "layout", "header", "button", "field", "choice", "table", "badge", "promise", "why",
        "stream", "reply", "files", "notice", "lists", "rules", "desk", "queue", "triage", "form", "signin", "letter",
        "portal", "narrow", "print",
    )
)  # fmt: skip
BUNDLE = "ui/site.css"


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names, also inside JavaScript imports, and all sheets joined into one when static files are collected."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run and all(sheet in paths for sheet in SHEETS):
            self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(b"\n".join(self._read(paths, sheet) for sheet in SHEETS)))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)

    def _read(self, paths: dict[str, Any], sheet: str) -> bytes:
        storage, path = paths[sheet]
        with storage.open(path) as file:
            return bytes(file.read())


def stylesheets() -> list[str]:
    """Addresses of the sheets in their order: one when they were joined, else each by itself."""
    joined = isinstance(staticfiles_storage, Storage) and BUNDLE in staticfiles_storage.hashed_files
    return [static(BUNDLE)] if joined else [static(sheet) for sheet in SHEETS]
