"""The server beside a running road, in a thread of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp

from pipeline.errors import SettingsError
from pipeline.watch.app import make_app
from pipeline.watch.metrics import Metrics
from pipeline.watch.state import LiveState

LOOPBACK = ("127.0.0.1", "localhost", "::1")
END_WITHIN_S = 5.0


@contextmanager
def serve(metrics: Metrics, registry: CollectorRegistry, address: tuple[str, int], state: LiveState) -> Iterator[str]:
    """Serve the live page, /metrics, /live (200 while the process lives) and /ready (200 once it works, else 503).

    Gives the URL that it listens on; port 0 takes a free one. On loopback it answers to loopback's names only, so
    that no web site can read it through a name of its own. Raises SettingsError when the port is taken.
    """
    host = address[0]
    listener = _listen(*address)
    ended = threading.Event()
    hosts = ["127.0.0.1", "localhost", "[::1]"] if host in LOOPBACK else ["*"]
    server = _server(make_app(metrics, registry, state, hosts=hosts, ended=ended.is_set))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True, name="watch")
    thread.start()
    try:
        shown = f"[{host}]" if ":" in host else host
        yield f"http://{shown}:{listener.getsockname()[1]}"
    finally:
        ended.set()
        server.should_exit = True
        thread.join(END_WITHIN_S)
        listener.close()


def _server(app: ASGIApp) -> uvicorn.Server:
    """Make a server that writes nothing to the terminal; outside the main thread it leaves signals alone."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="on", ws="none", server_header=False,
        timeout_graceful_shutdown=1, loop="asyncio", http="h11",
    )  # fmt: skip
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    try:
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=kind, backlog=128)
    except OSError as error:
        raise SettingsError(
            f"--metrics-port {port} (KHABAR_METRICS_PORT) on --metrics-host {host} (KHABAR_METRICS_HOST): "
            f"{error.strerror}; 0 takes a free port"
        ) from error
