"""Khabar as a process of its own, on topics of its own: what the integration tests start, kill and look at."""

import itertools
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from connectors.kafka.settings import Topics

SCRIPT = Path(sys.executable).with_name("khabar")
OUTPUTS = ("enriched", "duplicates", "dead")
SAMPLE = re.compile(r"^(khabar_\w+(?:\{[^}]*\})?) (\S+)$", re.MULTILINE)


@dataclass
class Process:
    """A running khabar; `output` is where both its streams go."""

    popen: subprocess.Popen[bytes]
    output: Path

    def kill(self) -> None:
        """Kill -9 the whole process group."""
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(10)

    def ask_to_stop(self, number: int = signal.SIGTERM) -> None:
        """Send a signal to the main process."""
        self.popen.send_signal(number)

    def wait(self, timeout_s: float) -> int:
        """Wait for the end and give the exit code; the output is in the error when it doesn't come."""
        try:
            return self.popen.wait(timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            raise AssertionError(f"khabar did not end within {timeout_s} s:\n{self.text()[-4000:]}") from None

    def text(self) -> str:
        """Give what it has printed so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def metrics_url(self, timeout_s: float = 60.0) -> str:
        """Wait until it says where its metrics are."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline and self.popen.poll() is None:
            if found := re.search(r"http://127\.0\.0\.1:\d+", self.text()):
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"khabar named no metrics address:\n{self.text()[-4000:]}")

    def metrics(self) -> dict[str, float]:
        """Scrape it."""
        with urllib.request.urlopen(self.metrics_url() + "/metrics", timeout=10) as answer:
            return {name: float(value) for name, value in SAMPLE.findall(answer.read().decode())}

    def resident_bytes(self) -> int:
        """Give its resident memory."""
        pages = int(Path(f"/proc/{self.popen.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def cpu_seconds(self) -> float:
        """Give the CPU time it has taken, in user and kernel mode; of a process that has just ended, too."""
        fields = Path(f"/proc/{self.popen.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Road:
    """One group on topics of its own; starts khabar processes that work for it."""

    bootstrap: str
    folder: Path
    name: str = field(default_factory=lambda: f"t{uuid.uuid4().hex[:8]}")
    processes: list[Process] = field(default_factory=list)
    counter: Iterator[int] = field(default_factory=itertools.count)
    program: tuple[str, ...] = (str(SCRIPT),)

    def topic(self, kind: str) -> str:
        """Give the name of this road's topic of a kind."""
        return f"{self.name}.{kind}"

    def topics(self) -> Topics:
        """Give the names of this road's topics."""
        return Topics(*(self.topic(kind) for kind in Topics.__slots__))

    def start(self, command: str, *flags: str) -> Process:
        """Start a khabar command for this group."""
        output = self.folder / f"{self.name}-{next(self.counter)}.log"
        with output.open("wb") as log:
            words = [*self.program, *command.split(), *flags]
            popen = subprocess.Popen(
                words, stdout=log, stderr=subprocess.STDOUT, env=self._environment(), start_new_session=True
            )
        self.processes.append(Process(popen, output))
        return self.processes[-1]

    def done(self, command: str, *flags: str, timeout_s: float = 120.0) -> str:
        """Run a khabar command to its end and give its output; it must exit 0."""
        process = self.start(command, *flags)
        code = process.wait(timeout_s)
        assert code == 0, f"khabar {command} exited {code}:\n{process.text()[-4000:]}"
        return process.text()

    def run(self, *flags: str) -> Process:
        """Start `khabar run` with metrics on a free port."""
        return self.start("run", "--metrics-port", "0", *flags)

    def finish(self, *flags: str, timeout_s: float = 240.0) -> str:
        """Run until the end of what is there."""
        return self.done("run --until-end --metrics-port 0", *flags, timeout_s=timeout_s)

    def publish(self, values: list[bytes], per_s: float | None = None, keys: Sequence[int] | None = None) -> None:
        """Publish raw records, in order, at most `per_s` a second; those of one key share a partition."""
        producer = KafkaProducer(bootstrap_servers=self.bootstrap, max_request_size=32 << 20, batch_size=262_144)
        began = time.monotonic()
        futures = []
        for number, (value, key) in enumerate(zip(values, keys or range(len(values)), strict=True)):
            if per_s is not None:
                time.sleep(max(0.0, began + number / per_s - time.monotonic()))
            futures.append(producer.send(self.topic("raw"), value, key=str(key).encode()))
        for future in futures:
            future.get(timeout=120)
        producer.close()

    def read(self, kind: str) -> list:
        """Give all committed messages of a topic of this road."""
        consumer = KafkaConsumer(
            bootstrap_servers=self.bootstrap, isolation_level="read_committed", max_partition_fetch_bytes=32 << 20
        )
        places = [TopicPartition(self.topic(kind), p) for p in consumer.partitions_for_topic(self.topic(kind))]
        consumer.assign(places)
        consumer.seek_to_beginning()
        ends = consumer.end_offsets(places)
        messages = []
        while any(consumer.position(place) < end for place, end in ends.items()):
            for records in consumer.poll(500).values():
                messages += records
        consumer.close()
        return messages

    def origins(self) -> Counter[str]:
        """Count how often each source record is seen in the outputs."""
        return Counter(_origin(message) for kind in OUTPUTS for message in self.read(kind))

    def expected_origins(self) -> Counter[str]:
        """Give each source record once."""
        return Counter(f"{message.topic}/{message.partition}@{message.offset}" for message in self.read("raw"))

    def committed(self) -> int:
        """Give the sum of the group's committed offsets."""
        return self._places()[0]

    def lag(self) -> int:
        """Give the records between the group's committed offsets and the end."""
        committed, end = self._places()
        return end - committed

    def close(self) -> None:
        """Kill what still runs."""
        for process in self.processes:
            if process.popen.poll() is None:
                process.kill()

    def _places(self) -> tuple[int, int]:
        consumer = KafkaConsumer(bootstrap_servers=self.bootstrap, group_id=self.name, enable_auto_commit=False)
        places = [TopicPartition(self.topic("raw"), p) for p in consumer.partitions_for_topic(self.topic("raw"))]
        committed = sum(consumer.committed(place) or 0 for place in places)
        end = sum(consumer.end_offsets(places).values())
        consumer.close(autocommit=False)
        return committed, end

    def _environment(self) -> dict[str, str]:
        topics = {f"KHABAR_TOPIC_{kind.upper()}": self.topic(kind) for kind in ("raw", *OUTPUTS, "fingerprints")}
        return os.environ | topics | {"KHABAR_BROKERS": self.bootstrap, "KHABAR_GROUP": self.name}


def _origin(message) -> str:
    for name, value in message.headers:
        if name == "__khabar.errors.origin":
            return value.decode()
    return re.search(rb'"origin":"([^"]+)"', message.value)[1].decode()
