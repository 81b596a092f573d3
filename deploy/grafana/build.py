"""Write dashboards/*.json: `python deploy/grafana/build.py`; with --check only tell whether they are as built."""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from boards import delivery, duplicates, feeds, overview, quality, stages  # noqa: E402 (found beside this file)

BOARDS = (overview, stages, feeds, duplicates, quality, delivery)
FOLDER = HERE / "dashboards"


def built() -> dict[str, str]:
    """Give the text of each dashboard by file name, the same every time."""
    boards = [module.make() for module in BOARDS]
    return {f"{board['uid']}.json": json.dumps(board, indent=1, ensure_ascii=False) + "\n" for board in boards}


def differing() -> list[str]:
    """Name the files that are missing, changed, or not built from here."""
    made = built()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def write() -> None:
    """Write all dashboards, and remove what is none of them."""
    FOLDER.mkdir(exist_ok=True)
    made = built()
    for path in set(FOLDER.glob("*.json")) - {FOLDER / name for name in made}:
        path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def main() -> int:
    """Exit 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when something differs")
    if not parser.parse_args().check:
        write()
        return 0
    if names := differing():
        print(f"not as built: {', '.join(names)}; run python deploy/grafana/build.py", file=sys.stderr)  # noqa: T201
    return int(bool(names))


if __name__ == "__main__":
    sys.exit(main())
