"""Where a command asks: the dataset on this machine, or one in a triplestore elsewhere."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store


def add_endpoint(command: argparse.ArgumentParser) -> None:
    """Add the options of a command that can ask elsewhere."""
    command.add_argument(
        "--endpoint", metavar="URL", help="ask a triplestore that “histkg load” has filled, at this address"
    )
    add_user(command)


def add_user(command: argparse.ArgumentParser) -> None:
    """Add the option that says who we are to a server."""
    command.add_argument(
        "--user", metavar="NAME",
        help="with the password of HISTKG_PASSWORD, or a prompt (HISTKG_USER; a token: HISTKG_TOKEN)",
    )  # fmt: skip


def open_dataset(options: argparse.Namespace) -> tuple[Store, PrefixMap]:
    """Return the store that the options of a command name, and its prefix map.

    :raises InputError: a file of the dataset cannot be read.
    :raises RemoteError: the server does not answer, or holds the dataset in part only.
    :raises UsageError: the options exclude each other.
    """
    from histkg.errors import UsageError
    from histkg.prepared import open_built
    from histkg.resources import find_home

    home, base = find_home(options.home), getattr(options, "base", None)
    if options.endpoint is None:
        if options.user:
            raise UsageError("--user goes with --endpoint")
        return open_built(home, base=base, engine=getattr(options, "engine", "oxigraph"))
    if getattr(options, "engine", "oxigraph") != "oxigraph":
        raise UsageError("--engine chooses an engine of this machine; the endpoint has its own")
    from histkg.dataset import rebase_prefixes
    from histkg.prefixes import read_prefixes
    from histkg.stores.record import open_remote
    from histkg.stores.servers import connect

    prefixes = rebase_prefixes(read_prefixes(home.prefixes), base)
    connection, server = connect(options.endpoint, options.user)
    return open_remote(connection, server, prefixes), prefixes
