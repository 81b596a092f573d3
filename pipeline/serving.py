"""The HTTP side of a running road: /metrics, /live, /ready."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

from pipeline.errors import SettingsError

type Answer = Callable[[str, list[tuple[str, str]]], Any]


class _Quiet(WSGIRequestHandler):
    """Serves without a line on the terminal for each scrape."""

    def log_message(self, *parts: object) -> None:
        """Say nothing."""


@contextmanager
def serve(host: str, port: int, ready: Callable[[], bool]) -> Iterator[str]:
    """Serve /metrics, /live (200 while the process lives) and /ready (200 once it works, else 503).

    Gives the address that it listens on; port 0 takes a free one. Raises SettingsError when the port is taken.
    """
    try:
        server = make_server(host, port, _app(ready), ThreadingWSGIServer, handler_class=_Quiet)
    except OSError as error:
        raise SettingsError(
            f"--metrics-port {port} (KHABAR_METRICS_PORT) on --metrics-host {host} (KHABAR_METRICS_HOST): "
            f"{error.strerror}; 0 takes a free port"
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True, name="metrics").start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _app(ready: Callable[[], bool]) -> Callable[[dict[str, Any], Answer], Iterable[bytes]]:
    metrics = make_wsgi_app()

    def app(environ: dict[str, Any], answer: Answer) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == "/metrics":
            return metrics(environ, answer)
        known = {"/live": True, "/ready": path == "/ready" and ready()}
        status = "404 Not Found" if path not in known else "200 OK" if known[path] else "503 Service Unavailable"
        answer(status, [("Content-Type", "text/plain; charset=utf-8")])
        return [status.encode()]

    return app
