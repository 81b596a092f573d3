"""How commands end, on the embedded broker."""

import re
import time
from importlib.resources import files


def test_an_error_of_the_road_stands_alone(road):
    """One line that names the flag, and no traceback of the engine beside it."""
    road.publish([b"{}"])
    process = road.run("--until-end", "--sink", "jsonl:/proc/nowhere")
    assert process.wait(60) == 1
    text = process.text()
    assert "khabar: --sink jsonl:/proc/nowhere (KHABAR_SINK)" in text
    assert "Traceback" not in text


def test_an_interrupted_replay_says_how_far_it_came(road):
    """It says how many of how many are on the topic, once told to stop."""
    process = road.start("replay --speed 2", str(files("seeds")))
    deadline = time.monotonic() + 60
    while "sent" not in process.text() and time.monotonic() < deadline:
        time.sleep(0.2)
    process.ask_to_stop()
    assert process.wait(60) == 0
    told = re.search(r"interrupted: published (\d+) of \d+ stories", process.text())
    assert told, process.text()
    assert len(road.read("raw")) == int(told[1])
