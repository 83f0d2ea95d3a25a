"""Measures one filled database over HTTP: `python -m bench.measure`, in the environment of its installation."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django


def main() -> int:
    """Exit 1 when an answer was an error."""
    parser = argparse.ArgumentParser(prog="python -m bench.measure", description=__doc__)
    parser.add_argument("--seconds", type=float, default=6, help="how long each page is loaded")
    parser.add_argument("--creates", type=int, default=400, help="cases created with each number of connections")
    parser.add_argument("--letters", type=int, default=500, help="letters taken in")
    parser.add_argument("--flood", type=int, default=2000, help="letters sent to the listener over 20 connections")
    parser.add_argument("--port", type=int, default=8450)
    parser.add_argument("--into", type=Path, help="write the figures as JSON instead of printing them")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
    django.setup()
    from bench import measuring

    figures = measuring.measured(
        port=options.port,
        seconds=options.seconds,
        creates=options.creates,
        letters=options.letters,
        flood=options.flood,
    )
    written = json.dumps(asdict(figures), ensure_ascii=False, indent=1)
    if options.into:
        options.into.write_text(written, "utf-8")
    else:
        print(written)
    return 1 if any(row.failed for row in figures.rows) else 0


if __name__ == "__main__":
    sys.exit(main())
