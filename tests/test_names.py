"""No other distribution owns Khabar's top-level names, which are plain words."""

import importlib
import json
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

NAMES = ("pipeline", "connectors", "schemas", "seeds")


def checkout() -> Path | None:
    """Where an editable install leads, or None when Khabar is installed from a wheel."""
    origin = json.loads(distribution("khabar").read_text("direct_url.json") or "{}")
    if not origin.get("dir_info", {}).get("editable"):
        return None
    return Path(unquote(urlsplit(origin["url"]).path))


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_owns_the_name(name: str) -> None:
    """On a wheel exactly khabar owns it; an editable install lists no packages, so there nobody does."""
    owners = [] if checkout() else ["khabar"]
    assert sorted(set(packages_distributions().get(name, []))) == owners


@pytest.mark.parametrize("name", NAMES)
def test_the_import_leads_to_khabar(name: str) -> None:
    """What Python imports under the name is the file that Khabar installed, not one that lies before it."""
    expected = (checkout() or Path(distribution("khabar").locate_file(""))) / name / "__init__.py"
    assert Path(importlib.import_module(name).__file__).samefile(expected)
