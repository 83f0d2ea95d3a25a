"""The repository knows no machine: neither the folders of whoever wrote it nor a package registry's address."""

import re

from tests.house.plan import HOUSE, committed

# Written in parts, so that this file does not find itself.
REGISTRIES = "|".join(
    (
        r"https?://[^\s\"')]*/simple\b",
        r"https?://[^\s\"')]*/pool/main\b",
        r"(?:files\." + "pythonhosted" + r"|pypi\." + r"org|registry\." + r"npmjs)",
        r"(?:extra-)?index-" + r"url",
    )
)
FOLDERS = r"(?<![\w.~$}])/(?:" + "|".join(("root/", "home/[a-z]", "Users/[A-Za-z]", "work/", "builds/")) + r")[\w./-]*"
WRONG = re.compile(rf"{REGISTRIES}|{FOLDERS}")
BINARY = {".png", ".jpg", ".gif", ".ico", ".woff2", ".ttf", ".pdf", ".gz", ".eml", ".mo"}


def test_no_committed_file_names_a_machine() -> None:
    wrong = []
    for path in committed():
        if path.suffix not in BINARY:
            lines = enumerate(path.read_text("utf-8").splitlines(), 1)
            wrong += [f"{path.relative_to(HOUSE)}:{line} {it[0]}" for line, text in lines if (it := WRONG.search(text))]
    assert not wrong, "\n".join(wrong)


def test_the_test_knows_a_machine_when_it_sees_one() -> None:
    for text in ("/" + "root/.cache/pip", "see /" + "home/anna/reglament", "https://mirror.example/" + "simple/django"):
        assert WRONG.search(text), text
    for text in ("portal/work/", "https://desk.example/root/cases/", "static/home/", "<number>/workaround/"):
        assert not WRONG.search(text), text


def test_no_lock_file_carries_addresses() -> None:
    locks = {"uv.lock", "poetry.lock", "package-lock.json", "yarn.lock"}
    assert not [path for path in committed() if path.name in locks]
