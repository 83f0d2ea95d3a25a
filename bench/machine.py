"""What the processes cost, read from /proc; and what kind of machine this is. No names, no folders."""

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU milliseconds so far, of the application's processes and of the database's."""

    app: float
    database: float

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(self.app - before.app, self.database - before.database)


def spent(app: int, database: list[int]) -> Spent:
    """`app` is the server's first process, `database` the processes that serve it."""
    return Spent(sum(map(_cpu, family(app))), sum(map(_cpu, database)))


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    children = [int(path.name) for path in PROC.glob("[0-9]*") if _parent(int(path.name)) == pid]
    return [pid, *(member for child in children for member in family(child))]


def memory(pid: int) -> float:
    """Proportional set size of a process and everything it started, in megabytes."""
    return sum(_pss(member) for member in family(pid)) / 1024


def described() -> str:
    """'2 × AMD EPYC, Linux 6.1, Python 3.11.7'."""
    model = re.search(r"model name\s*:\s*(.+)", (PROC / "cpuinfo").read_text("utf-8"))
    name = model[1].strip() if model else platform.machine()
    total = re.search(r"MemTotal:\s*(\d+)", (PROC / "meminfo").read_text("utf-8"))
    gibibytes = round(int(total[1]) / 1024**2) if total else 0
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{os.cpu_count()} × {name}, {gibibytes} GiB, Linux {kernel}, Python {platform.python_version()}"


def wrk_version() -> str:
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True).stdout
    found = re.search(r"\d+(?:\.\d+)+", said)
    return f"wrk {found[0]}" if found else "wrk"


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name; empty when the process is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _cpu(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS * 1000 if fields else 0.0


def _pss(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+)", (PROC / str(pid) / "smaps_rollup").read_text("utf-8"), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0
