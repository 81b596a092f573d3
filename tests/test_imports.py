"""Imports go one way, schemas <- pipeline <- connectors, and the steps stay pure."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import connectors
import pipeline
import schemas

OURS = {"schemas", "pipeline", "connectors", "seeds"}
IMPURE = {"apache_beam", "kafka", "logging", "prometheus_client", "random", "socket", "subprocess", "time"}
FOLDERS = {package.__name__: Path(package.__file__).parent for package in (schemas, pipeline, connectors)}


def imported_by(file: Path) -> set[str]:
    """The top-level names of all modules that a file imports, wherever in the file it does."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {name.partition(".")[0] for node in ast.walk(tree) for name in _names(node)}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        if node.level:
            raise AssertionError(f"a relative import hides where it leads, on line {node.lineno}")
        yield node.module


def wrongdoers(folder: Path, forbidden: set[str], *, but: str = "") -> dict[str, set[str]]:
    """The files below a folder, other than `but`, that import what they must not."""
    files = (file for file in folder.rglob("*.py") if file != folder / but)
    found = {str(file): imported_by(file) & forbidden for file in files}
    return {file: names for file, names in found.items() if names}


def test_schemas_import_nothing_of_ours() -> None:
    """What travels knows nobody."""
    assert wrongdoers(FOLDERS["schemas"], OURS - {"schemas"}) == {}


def test_only_the_command_line_joins_pipeline_and_connectors() -> None:
    """All of pipeline/ but cli.py can be used without a connector."""
    assert wrongdoers(FOLDERS["pipeline"], {"connectors"}, but="cli.py") == {}


def test_steps_are_pure() -> None:
    """No Beam, no broker, no clock, no logging, no chance in a step."""
    assert wrongdoers(FOLDERS["pipeline"] / "steps", IMPURE) == {}


def test_steps_load_nothing_that_runs_the_road() -> None:
    """Importing all steps, and so all that they import, brings in neither Beam nor a broker's client."""
    modules = sorted(f"pipeline.steps.{file.stem}" for file in (FOLDERS["pipeline"] / "steps").glob("[!_]*.py"))
    code = f"import sys, {', '.join(modules)}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert "pipeline" in loaded
    assert {"apache_beam", "kafka", "connectors"} & set(loaded) == set()


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_there_are_modules_to_look_at(name: str) -> None:
    """The tests above look at real folders."""
    assert len(list(FOLDERS[name].rglob("*.py"))) > 3


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """An import inside a function, or of a submodule, is seen too."""
    file = tmp_path / "a.py"
    file.write_text("import os.path\ndef f():\n    from kafka.admin import X\n", encoding="utf-8")
    assert imported_by(file) == {"os", "kafka"}
