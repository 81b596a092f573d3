"""Many records through one process: memory stays where it was.

200,000; KHABAR_ENDURANCE_RECORDS=500000 takes a quarter of an hour.
"""

import os
import time

import orjson
import pytest

RECORDS = int(os.environ.get("KHABAR_ENDURANCE_RECORDS", "200000"))
INDEX_MAX = 50_000
EARLY = INDEX_MAX + RECORDS // 10
GROWTH = 1.10


def small(number: int) -> bytes:
    """Make a small story unlike any other."""
    text = f"خبر کوتاه شماره {number} از ایستگاه {number % 977}"
    return orjson.dumps({"id": f"s{number}", "outlet": "سنجش", "headline": text})


@pytest.mark.timeout(2400)
def test_memory_is_flat(road):
    """Resident memory at the end is within 10 % of that when the index was full, and a tenth of the records after."""
    road.publish([small(number) for number in range(RECORDS)])
    process = road.run("--index-max", f"{INDEX_MAX}", "--processes", "0")
    early = late = 0
    while True:
        metrics = process.metrics()
        done = metrics['khabar_records_total{outcome="delivered"}']
        if done >= EARLY and not early:
            early = process.resident_bytes()
        if done >= RECORDS:
            late = process.resident_bytes()
            break
        assert process.popen.poll() is None, process.text()[-4000:]
        time.sleep(1)
    assert metrics["khabar_index_stories"] == INDEX_MAX
    assert metrics["khabar_index_evicted_total"] == RECORDS - INDEX_MAX
    process.ask_to_stop()
    assert process.wait(120) == 0
    print(f"resident: {early / 2**20:.0f} MiB at {EARLY:,}, {late / 2**20:.0f} MiB at {RECORDS:,} records")
    assert late <= early * GROWTH
