"""For a while, the default database is another one of the same kind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Whatever asks the default database asks database `name` now: a rehearsal runs the product's own code."""
    installed = connections["default"]
    settings = installed.settings_dict
    # A pool belongs to the alias and would go on handing out connections to the installed database.
    options = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
    other = type(installed)(settings | {"NAME": name, "OPTIONS": options}, "default")
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = installed
