"""What was measured: the rows of one table and what stands above it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: milliseconds, statements of one view, bytes uncompressed."""

    workload: str
    connections: int
    per_second: float
    p50: float | None
    p95: float | None
    p99: float | None
    app_ms: float
    database_ms: float | None
    statements: int | None
    bytes: int | None
    failed: int


@dataclass
class Figures:
    """All of one database; `memory` is the PSS of the web server's processes after each part, in megabytes."""

    cases: int
    open: int
    engine: str
    machine: str
    measured_on: str
    generator: str
    settings: dict[str, str]
    memory: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
