"""The pages of a running road: the live page and what it reads, /metrics, /live, /ready."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import orjson
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.watch.events import Events
from pipeline.watch.metrics import Metrics
from pipeline.watch.state import SAMPLE_EVERY_S, LiveState

PAGE = Path(__file__).with_name("page")
MAX_BROWSERS = 50  # each costs a little time of the process that runs the road
TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml", "woff2": "font/woff2",
}  # fmt: skip
SECURITY = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


def make_app(
    metrics: Metrics, registry: CollectorRegistry, state: LiveState, *, names: list[str], ended: Callable[[], bool]
) -> ASGIApp:
    """Make the application. `names` are the hosts it may be asked for as ("*": any); `ended` ends the event streams."""
    pages = _Pages(metrics, registry, state, ended)
    routes = [
        Route("/", _file("index.html")),
        *(Route(f"/page/{name}", _file(name)) for name in _names()),
        *(Route(f"/{page.__name__}", page) for page in (pages.live, pages.ready, pages.history, pages.events)),
        Route("/metrics", pages.metrics),
    ]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=names)
    return Secured(Starlette(routes=routes, middleware=[guard], lifespan=_sampling(state)))


class _Pages:
    """What is made when it is asked for."""

    def __init__(
        self, metrics: Metrics, registry: CollectorRegistry, state: LiveState, ended: Callable[[], bool]
    ) -> None:
        self._metrics, self._registry, self._state, self._ended = metrics, registry, state, ended

    async def metrics(self, request: Request) -> Response:
        encode, kind = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(self._registry), headers={"content-type": kind})

    async def live(self, _: Request) -> Response:
        return Response("200 OK", media_type="text/plain")

    async def ready(self, _: Request) -> Response:
        checks = self._metrics.health.checks()
        well = all(check.ok for check in checks)
        return _json({"ready": well, "checks": checks}, 200 if well else 503)

    async def history(self, _: Request) -> Response:
        return _json(self._state.history())

    async def events(self, request: Request) -> Response:
        if self._state.browsers >= MAX_BROWSERS:
            return Response("as many browsers as can be served are here already", 503)
        stream = Events(self._metrics, self._state, _last_id(request), self._ended)
        return StreamingResponse(aiter(stream), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


class Secured:
    """Adds the headers of SECURITY to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(name.encode(), value.encode()) for name, value in SECURITY.items()]
            await send(message)

        await self._app(scope, receive, send_secured)


def _sampling(state: LiveState) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    async def sample() -> None:
        while True:
            state.keep_sample()
            await asyncio.sleep(SAMPLE_EVERY_S)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(sample())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return lifespan


def _names() -> list[str]:
    """List the files that the page is made of: nothing else is served, whatever a path says."""
    return [path.relative_to(PAGE).as_posix() for path in sorted(PAGE.rglob("*")) if path.suffix[1:] in TYPES]


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    content = (PAGE / name).read_bytes()

    async def file(_: Request) -> Response:
        return Response(content, headers={"content-type": TYPES[name.rpartition(".")[2]]})

    return file


def _last_id(request: Request) -> str | None:
    """Give the id of the last event that a browser saw: it says so itself when it comes again, a page in the query."""
    return request.headers.get("last-event-id") or request.query_params.get("last")


def _json(content: object, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")
