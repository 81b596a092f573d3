"""The server beside a running road, in a thread of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import uvicorn
from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp

from pipeline.errors import SettingsError
from pipeline.settings import WatchSettings
from pipeline.watch.app import make_app
from pipeline.watch.metrics import Metrics
from pipeline.watch.state import LiveState

OF_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
END_WITHIN_S = 5.0


@contextmanager
def serve(metrics: Metrics, registry: CollectorRegistry, settings: WatchSettings, state: LiveState) -> Iterator[str]:
    """Serve the live page, /metrics, /live (200 while the process lives) and /ready (200 once it works, else 503).

    Gives the URL that it listens on; port 0 takes a free one. On loopback it answers to loopback's names only, so
    that no web site can read it through a name of its own. Raises SettingsError when the port is taken.
    """
    host = settings.host
    listener = _listen(host, settings.port)
    ended = threading.Event()
    names = list(settings.names) or (OF_LOOPBACK if _is_loopback(host) else ["*"])
    server = _server(make_app(metrics, registry, state, names=names, ended=ended.is_set))
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


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


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
