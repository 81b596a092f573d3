"""What no flag can see alone: values that make no sense beside each other. Looked at before anything starts."""

import ssl
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any

from pipeline.errors import SettingsError

type Flags = Mapping[str, Any]

SASL_FLAGS = ("sasl_mechanism", "sasl_username", "sasl_password")
SSL_FLAGS = ("ssl_cafile", "ssl_certfile", "ssl_keyfile", "ssl_password", "ssl_check_hostname")


def check_security(flags: Flags) -> None:
    """Raise SettingsError where the security flags miss one that they need, or hold one that would be ignored."""
    protocol = flags["security_protocol"]
    _check_ignored(flags, SASL_FLAGS if "SASL" not in protocol else (), "SASL_PLAINTEXT or SASL_SSL")
    _check_ignored(flags, SSL_FLAGS if "SSL" not in protocol else (), "SSL or SASL_SSL")
    if "SASL" in protocol:
        _check_login(flags)
    if "SSL" in protocol:
        _check_certificates(flags)


def check_different(flags: Flags, names: Iterable[str]) -> None:
    """Raise SettingsError where two flags name one topic; to Kafka's metrics "." and "_" are the same."""
    for one, other in combinations(names, 2):
        if flags[one].replace(".", "_") == flags[other].replace(".", "_"):
            raise SettingsError(
                f"{_shown(one)} and {_shown(other)} name one topic, {flags[other]!r}: give each its own"
            )


def _check_ignored(flags: Flags, names: Iterable[str], protocols: str) -> None:
    given = [name for name in names if flags[name] not in (None, True)]
    if given:
        raise SettingsError(
            f"{_shown(given[0])} has no effect with --security-protocol {flags['security_protocol']} "
            f"(KHABAR_SECURITY_PROTOCOL): leave it out, or say {protocols}"
        )


def _check_login(flags: Flags) -> None:
    by_ticket = flags["sasl_mechanism"] == "GSSAPI"
    for name in SASL_FLAGS[:1] if by_ticket else SASL_FLAGS:
        if not flags[name]:
            raise SettingsError(
                f"{_shown(name)} is missing: --security-protocol {flags['security_protocol']} "
                "(KHABAR_SECURITY_PROTOCOL) logs in"
            )
    for name in SASL_FLAGS[1:] if by_ticket else ():
        if flags[name] is not None:
            raise SettingsError(f"{_shown(name)} has no effect with --sasl-mechanism GSSAPI: leave it out")


def _check_certificates(flags: Flags) -> None:
    for name in ("ssl_keyfile", "ssl_password"):
        if flags[name] is not None and flags["ssl_certfile"] is None:
            raise SettingsError(f"{_shown(name)} has no effect without {_shown('ssl_certfile')}: name both")
    if flags["ssl_cafile"] is not None:
        _load(flags, "ssl_cafile", lambda context: context.load_verify_locations(flags["ssl_cafile"]))
    if flags["ssl_certfile"] is not None:
        files = (flags["ssl_certfile"], flags["ssl_keyfile"], flags["ssl_password"] or "")
        _load(flags, "ssl_certfile", lambda context: context.load_cert_chain(*files))


def _load(flags: Flags, name: str, load: Callable[[ssl.SSLContext], None]) -> None:
    try:
        load(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    except OSError as error:
        raise SettingsError(f"{_shown(name)}: {flags[name]!r} can't be used: {error.strerror or error}") from error


def _shown(name: str) -> str:
    return f"--{name.replace('_', '-')} (KHABAR_{name.upper()})"
