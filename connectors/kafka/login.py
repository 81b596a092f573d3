"""Why a broker did not let us in: kafka-python (3.0.12) tells its log only, and raises a timeout instead."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from kafka.errors import KafkaError, KafkaTimeoutError, SaslAuthenticationFailedError


class LoginRefused(KafkaError):
    """The broker is there, but our login or its certificate is no good: waiting alone does not mend it."""


class _LastFailure(logging.Handler):
    """Keeps the error of the newest connection that failed; a refusal stays, whatever fails after it."""

    error: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the error a log record tells of."""
        told = record.args if isinstance(record.args, tuple) else ()
        failed = [arg for arg in told if isinstance(arg, BaseException) and not isinstance(arg, KafkaTimeoutError)]
        if failed and not _is_refusal(self.error):
            self.error = failed[-1]


_FAILED = _LastFailure()
_CONNECTIONS = logging.getLogger("kafka.net.manager")
_CONNECTIONS.setLevel(logging.WARNING)
_CONNECTIONS.addHandler(_FAILED)
_CONNECTIONS.propagate = False


@contextmanager
def explained() -> Iterator[None]:
    """Say in a timeout why no connection came about.

    Raises LoginRefused where the broker refused the login, or nobody vouches for its certificate.
    """
    _FAILED.error = None
    try:
        yield
    except KafkaTimeoutError as error:
        failed = _FAILED.error
        if _is_refusal(failed):
            raise LoginRefused(str(failed)) from error
        if failed is None:
            raise
        raise KafkaTimeoutError(f"{error.args[0]}: {failed}") from error


def _is_refusal(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, SaslAuthenticationFailedError | ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
