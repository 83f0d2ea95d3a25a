"""The plan of the house as its own configuration states it, and the files that stand in it."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

HOUSE = Path(__file__).resolve().parents[2]
PRODUCT = HOUSE / "reglament"


@cache
def steps() -> dict[str, int]:
    """The step of each room, 0 for the rock: read from the layers that import-linter holds."""
    tools = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]
    layers = next(row["layers"] for row in tools["importlinter"]["contracts"] if row["type"] == "layers")
    return {room.strip(" ()"): step for step, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def room_of(module: str) -> str | None:
    """'cases' for 'reglament.cases.models.case'; None for what is not ours."""
    top, _, rest = module.partition(".")
    return rest.partition(".")[0] if top == "reglament" else None


def points_down(source: str, target: str) -> bool:
    """Whether room `source` may know room `target`."""
    return source == target or steps()[target] < steps()[source]


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file of the product with its syntax tree, migrations left out."""
    for path in sorted(PRODUCT.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(HOUSE), ast.parse(path.read_text("utf-8"))


def committed() -> list[Path]:
    """Every file that is, or is about to be, part of the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := HOUSE / name).is_file()]


@cache
def script(name: str) -> ModuleType:
    """A program of bin/ as a module, so that a test and the program read the same thing."""
    loader = SourceFileLoader(f"bin_{name}", str(HOUSE / "bin" / name))
    module = ModuleType(loader.name)
    module.__file__ = loader.path
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module
