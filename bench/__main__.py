"""`python -m bench` or `make bench`: fills a database where there is none yet, measures it, writes docs/performance.md.

    make bench                                        20 000 cases, on PostgreSQL where it runs here, else on SQLite
    make bench ARGS='--cases 200000 1000000'          several sizes
    make bench ARGS='--cases 200000 --on sqlite'      the other database
    make bench ARGS='--drop'                          removes every database that was filled

PostgreSQL is the server of --server (or BENCH_SERVER), with a role that may create databases. Each size is a database
of its own, reglament_bench_20k and so on, and stays until --drop.
"""

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from bench import report

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs" / "performance.md"
DATA = CHECKOUT / "data" / "bench"
SERVER = "postgres:///postgres?host=/var/run/postgresql"
PREFIX = "reglament_bench_"


def main() -> int:
    """The first bad exit status of seeding or measuring, else 0."""
    options = _options()
    engine = options.on or ("postgresql" if _answers(options.server) else "sqlite")
    if options.drop:
        return _drop(options.server)
    for cases in options.cases:
        place = _place(engine, cases, options.server)
        failed = _seeded(place, engine, cases, options) or (not options.seed_only and _measured(place, options))
        if failed:
            return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--cases", type=int, nargs="+", default=[20_000])
    parser.add_argument("--on", choices=("postgresql", "sqlite"), help="default: PostgreSQL if it answers")
    parser.add_argument("--server", default=os.environ.get("BENCH_SERVER", SERVER), help="a PostgreSQL database's URL")
    parser.add_argument("--seconds", default="6", help="how long each page is loaded")
    parser.add_argument("--port", default="8450")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that the figures are written to")
    parser.add_argument("--seed-only", action="store_true")
    parser.add_argument("--drop", action="store_true")
    return parser.parse_args()


def _place(engine: str, cases: int, server: str) -> dict[str, str]:
    """The environment of one installation, set up as in production; `DATA` of its own for the static files."""
    name = _name(cases)
    folder = DATA / engine / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = _beside(server, PREFIX + name) if engine == "postgresql" else f"sqlite:///{folder / 'reglament.sqlite3'}"
    usual = {key: value for key, value in os.environ.items() if not key.startswith("REGLAMENT")}
    return usual | {
        "DATABASE_URL": url,
        "DATA": str(folder),
        "REGLAMENT_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BASE_URL": "http://127.0.0.1",
        "LOG_LEVEL": "WARNING",
    }


def _seeded(place: dict[str, str], engine: str, cases: int, options: argparse.Namespace) -> bool:
    """Fills the database unless it is there already; True when that failed."""
    done = Path(place["DATA"]) / "seeded"
    if engine == "postgresql":
        with psycopg.connect(options.server, autocommit=True) as server:
            name = PREFIX + _name(cases)
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                done.unlink(missing_ok=True)
                server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    if done.exists():
        return False
    if subprocess.run([sys.executable, "-m", "bench.seed", "--cases", str(cases)], env=place, cwd=CHECKOUT).returncode:
        return True
    done.touch()
    return False


def _measured(place: dict[str, str], options: argparse.Namespace) -> bool:
    figures = Path(place["DATA"]) / "figures.json"
    command = [sys.executable, "-m", "bench.measure", "--seconds", options.seconds, "--port", options.port]
    failed = subprocess.run(
        [*command, "--into", str(figures)], env=place | {"PORT": options.port}, cwd=CHECKOUT
    ).returncode
    if figures.exists():
        found = json.loads(figures.read_text("utf-8"))
        print(report.table(found))
        report.write(options.page, found)
        figures.unlink()
    return bool(failed)


def _drop(server: str) -> int:
    shutil.rmtree(DATA, ignore_errors=True)
    if _answers(server):
        with psycopg.connect(server, autocommit=True) as opened:
            found = opened.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
            ).fetchall()
            for (name,) in found:
                opened.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    return 0


def _answers(server: str) -> bool:
    try:
        psycopg.connect(server, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _beside(server: str, name: str) -> str:
    """The URL of another database of the same server."""
    address, mark, query = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{mark}{query}"


def _name(cases: int) -> str:
    """'20k', '1m'."""
    if cases % 1_000_000 == 0:
        return f"{cases // 1_000_000}m"
    return f"{cases // 1000}k" if cases % 1000 == 0 else str(cases)


if __name__ == "__main__":
    sys.exit(main())
