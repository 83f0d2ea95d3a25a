"""The figures as a table, printed and kept between two marks of docs/performance.md; its words are written by hand."""

import re
from pathlib import Path
from typing import Any

BEGINS, ENDS = "<!-- measured: {} -->", "<!-- end -->"
HEAD = (
    "| workload | conn. | per second | p50 ms | p95 ms | p99 ms | app ms | db ms | SQL | kB |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def table(found: dict[str, Any]) -> str:
    """A Markdown section: what was measured, where and when, and a row for each workload."""
    memory = ", ".join(f"{word} {megabytes} MB" for word, megabytes in found["memory"].items())
    tuned = "".join(f", {name} {value}" for name, value in found["settings"].items())
    where = (found["measured_on"], found["machine"], found["engine"] + tuned, found["generator"])
    return "\n".join(
        (
            f"### {found['engine']}, {_size(found['cases'])} cases",
            "",
            f"{'; '.join(where)}; {found['open']} cases open.",
            "",
            *HEAD,
            *map(_line, found["rows"]),
            "",
            f"Memory of the web server, PSS of all its processes: {memory}.",
        )
    )


def write(page: Path, found: dict[str, Any]) -> None:
    """Puts the section in the place of the one of the same database and size, else after the last one."""
    name = f"{found['engine'].split()[0]} {_size(found['cases'])}"
    section = f"{BEGINS.format(name)}\n{table(found)}\n{ENDS}"
    text = page.read_text("utf-8") if page.exists() else "# Performance\n"
    known = re.compile(rf"{re.escape(BEGINS.format(name))}.*?{re.escape(ENDS)}", re.DOTALL)
    if known.search(text):
        text = known.sub(lambda _found: section, text)
    elif ENDS in text:
        before, _, after = text.rpartition(ENDS)
        text = f"{before}{ENDS}\n\n{section}{after}"
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    page.write_text(text, "utf-8")


def _line(row: dict[str, Any]) -> str:
    cells = (
        row["workload"],
        str(row["connections"]),
        f"{row['per_second']:.1f}" if row["per_second"] < 100 else f"{row['per_second']:.0f}",
        *(_figure(row[name], 2) for name in ("p50", "p95", "p99", "app_ms", "database_ms")),
        _figure(row["statements"], 0),
        _figure(row["bytes"] and row["bytes"] / 1000, 1),
    )
    return f"| {' | '.join(cells)} |" + (f" {row['failed']} failed" if row["failed"] else "")


def _figure(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _size(cases: int) -> str:
    """Creating adds a few hundred: the size is what was seeded."""
    seeded = max((size for size in (20_000, 200_000, 1_000_000) if size <= cases), default=cases)
    return f"{seeded:_}".replace("_", " ")
