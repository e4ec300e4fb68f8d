"""Who we are to a server: from the environment or a prompt, never from the command line, never in a message."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from histkg.errors import UsageError

USER, PASSWORD, TOKEN = "HISTKG_USER", "HISTKG_PASSWORD", "HISTKG_TOKEN"
"""Environment variables that hold a user's name, its password, a bearer token (RFC 6750)."""


@dataclass(frozen=True)
class Credentials:
    """A user with a password, or a token, or nothing. Secrets stand in no representation.

    >>> Credentials("dba", "secret")
    Credentials(user='dba')
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @property
    def given(self) -> bool:
        """Whether there is anything to send."""
        return bool(self.user or self.token)


def read_credentials(user: str | None = None, environment: Mapping[str, str] | None = None) -> Credentials:
    """Return what the environment gives; ask for the password of *user* where it gives none and someone is there.

    :param user: a name given on the command line; else that of ``HISTKG_USER``.
    :raises UsageError: there is a user but no password, and nobody to ask.

    >>> read_credentials(environment={"HISTKG_USER": "dba", "HISTKG_PASSWORD": "secret"})
    Credentials(user='dba')
    """
    given = os.environ if environment is None else environment
    name = user or given.get(USER) or None
    if name is None:
        return Credentials(token=given.get(TOKEN) or None)
    if (password := given.get(PASSWORD)) is not None:
        return Credentials(name, password)
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(f"no password for the user “{name}”", hint=f"put it into {PASSWORD}")
    return Credentials(name, getpass.getpass(f"Password of {name}: "))


def check_address(url: str) -> str:
    """Return *url* if it is an address of a server without a password in it.

    :raises UsageError: it is not; a password in an address would stand in logs and in the list of processes.

    >>> check_address("http://localhost:3030/histkg")
    'http://localhost:3030/histkg'
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"“{url}” is no address of a server: {error}") from None
    if parts.username or parts.password:
        raise UsageError(
            f"an address takes no password: {parts.scheme}://…@{host}",
            hint=f"put the user and the password into {USER} and {PASSWORD}",
        )
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"“{url}” is no address of a server", hint="such as http://localhost:3030/histkg")
    return url
