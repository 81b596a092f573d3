"""Prometheus and Alertmanager as processes of their own, with the project's configuration, for the tests."""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

import yaml

from connectors.tansu import HOST, free_port, leashed

CONFIG = Path(__file__).parents[2] / "deploy" / "prometheus"
RECORDING, ALERTS = CONFIG / "rules" / "recording.yml", CONFIG / "rules" / "alerts.yml"
PACKAGES = "apt-get install --no-install-recommends prometheus prometheus-alertmanager"


def load(path: Path) -> dict[str, Any]:
    """Read a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def program(name: str) -> str:
    """Give the path of a program of the Debian packages; says how to install them when it isn't there."""
    if (path := shutil.which(name)) is None:
        raise RuntimeError(f"{name} is not on the PATH: {PACKAGES}")
    return path


class Server:
    """A process with an HTTP API on a free loopback port, killed by its id at the end."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.url = folder, f"http://{HOST}:{free_port()}"
        self._name, self._log = name, folder / f"{name}.log"

    def __enter__(self) -> Self:
        words = [program(self._name), *self.flags(), f"--web.listen-address={self.url.removeprefix('http://')}"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                leashed(words), stdout=log, stderr=subprocess.STDOUT, cwd=self.folder, start_new_session=True
            )
        try:
            until(self._answers, 20, f"{self._name} is ready")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def flags(self) -> list[str]:
        """Give the flags beside the address."""
        raise NotImplementedError

    def get(self, path: str, **query: str) -> Any:
        """Ask its API."""
        with urllib.request.urlopen(f"{self.url}{path}?{urllib.parse.urlencode(query)}", timeout=20) as answer:
            return json.load(answer)

    def _answers(self) -> bool:
        if self._process.poll() is not None:
            raise RuntimeError(f"{self._name} ended:\n{self._log.read_text(encoding='utf-8')[-3000:]}")
        try:
            with urllib.request.urlopen(f"{self.url}/-/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


class Prometheus(Server):
    """The project's configuration with other targets, rules, and intervals between scrapes and between evaluations."""

    def __init__(self, folder: Path, target: str, rules: Iterable[Path], intervals: dict[str, str]) -> None:
        super().__init__(folder, "prometheus")
        config = load(CONFIG / "prometheus.yml")
        config["global"] = intervals
        config["rule_files"] = [str(path) for path in rules]
        config["alerting"]["alertmanagers"] = []
        (job,) = config["scrape_configs"]
        job["static_configs"] = [{"targets": [target.removeprefix("http://")]}]
        self._config = folder / "prometheus.yml"
        self._config.write_text(yaml.safe_dump(config), encoding="utf-8")

    def flags(self) -> list[str]:
        """Keep its data in the test's folder."""
        return [f"--config.file={self._config}", f"--storage.tsdb.path={self.folder / 'data'}"]

    def query(self, expr: str) -> list[dict[str, Any]]:
        """Evaluate an expression now and give the series; a scalar is one series without labels."""
        data = self.get("/api/v1/query", query=expr)["data"]
        if data["resultType"] == "scalar":
            return [{"metric": {}, "value": data["result"]}]
        return data["result"]

    def alerts(self) -> list[dict[str, Any]]:
        """Give what fires and what waits to."""
        return self.get("/api/v1/alerts")["data"]["alerts"]

    def firing(self) -> set[str]:
        """Name the alerts that fire."""
        return {alert["labels"]["alertname"] for alert in self.alerts() if alert["state"] == "firing"}

    def broken_rules(self) -> dict[str, str]:
        """Give the errors of rules by name."""
        groups = self.get("/api/v1/rules")["data"]["groups"]
        return {rule["name"]: rule["lastError"] for group in groups for rule in group["rules"] if rule.get("lastError")}


class Alertmanager(Server):
    """The project's configuration as it is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "prometheus-alertmanager")

    def flags(self) -> list[str]:
        """Keep its data in the test's folder, and look for no others of its kind."""
        config = f"--config.file={CONFIG / 'alertmanager.yml'}"
        return [config, f"--storage.path={self.folder / 'data'}", "--cluster.listen-address="]

    def tell(self, *alerts: dict[str, str]) -> None:
        """Give it alerts by their labels."""
        body = json.dumps([{"labels": labels} for labels in alerts]).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/api/v2/alerts", body, headers)
        with urllib.request.urlopen(request, timeout=20):
            pass

    def kept_back(self) -> list[tuple[dict[str, str], bool]]:
        """Give each alert's labels, and whether another alert keeps it back."""
        return [(alert["labels"], bool(alert["status"]["inhibitedBy"])) for alert in self.get("/api/v2/alerts")]


def until(is_so: Callable[[], object], timeout_s: float, what: str) -> float:
    """Wait until something is so, and give how many seconds that took; AssertionError when it takes too long."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < timeout_s, f"not within {timeout_s:.0f} s: {what}"
        time.sleep(0.2)
    return time.monotonic() - began
