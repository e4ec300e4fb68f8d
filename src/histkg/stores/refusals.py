"""What a refusing or silent server means, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from histkg.errors import LimitError, RemoteError

if TYPE_CHECKING:
    from histkg.stores.connection import Reply
    from histkg.stores.credentials import Credentials


def explain(error: Exception, url: str, limit: float, *, ask: bool) -> RemoteError | LimitError:
    """Return the error that a failure of the network means.

    :param error: what requests raised.
    :param limit: the seconds that were allowed.
    :param ask: time that is up is a limit someone set.
    """
    import requests

    where, name = shown(url), type(error).__name__
    if proxy := requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url)):
        where += f", through the proxy {shown(proxy)}"
    if isinstance(error, requests.exceptions.SSLError):
        return RemoteError(
            "the server's certificate cannot be trusted",
            where=where,
            hint="name the file of its authority in REQUESTS_CA_BUNDLE; there is no switch to trust anyone",
        )
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return RemoteError(
            "the server does not accept a connection", where=where, hint="is it running there?"
        )
    if isinstance(error, requests.exceptions.ReadTimeout):
        return time_up(url, limit, ask=ask)
    if isinstance(
        error, (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError)
    ):
        return RemoteError("the answer broke off", where=where, hint="ask again")
    if isinstance(error, requests.exceptions.ConnectionError):
        said = str(error)
        if "refused" in said:
            return RemoteError(
                "nothing listens there", where=where, hint="is the server running? is it this port?"
            )
        if "resolve" in said or "Name or service" in said or "getaddrinfo" in said:
            return RemoteError(f"there is no host “{urlsplit(url).hostname}”", where=where)
        return RemoteError(
            "the connection broke off", where=where, hint="is the server still running? See its log."
        )
    return RemoteError(f"the request failed ({name})", where=where)


def time_up(url: str, limit: float, *, ask: bool) -> RemoteError | LimitError:
    what = f"no whole answer after {limit:g} seconds"
    if ask:
        return LimitError(what, where=shown(url), hint="ask for less, or allow more time (--timeout SECONDS)")
    return RemoteError(
        what, where=shown(url), hint="the server may be at work still; run the same again later"
    )


def shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


_HINTS = {
    400: "the server does not take what was sent; is this the right address?",
    401: "put the user and the password into HISTKG_USER and HISTKG_PASSWORD, or a token into HISTKG_TOKEN",
    403: "this user may not do that; is the store read-only for it?",
    404: "is the name of the dataset or repository in the address right?",
    405: "this address does not take that; is it the query address of a store that is read-only?",
    413: "the server, or a proxy before it, takes no request of that size: --method update sends small ones",
    415: "the server does not know this format",
    429: "the server has had enough requests; run the same again later",
    502: "the proxy does not reach the store; is it running?",
    503: "the store is not ready; run the same again later",
    504: "the proxy did not wait for the store, which may have finished or not: run the same again, --method update sends small requests",
    507: "the disk of the store is full",
}


def complain(reply: Reply, url: str, credentials: Credentials | None = None) -> RemoteError:
    """Return the error that a refusing reply means."""
    hint = _HINTS.get(reply.status)
    if 300 <= reply.status < 400:
        target = reply.headers.get("location", "")
        what = "the server sends us elsewhere"
        hint = f"use the address it names: {shown(target)}" if target else None
        return RemoteError(what, where=shown(url), hint=hint, status=reply.status)
    if reply.status == 401 and credentials is not None and credentials.given:
        hint = "the user, the password or the token is wrong"
    said = reply.text if "html" not in reply.media_type else ""
    if "SR186" in said:  # Virtuoso's way of saying 403
        hint = _HINTS[401]
    if "no space left" in said.lower() or "disk full" in said.lower():
        hint = "the disk of the store is full"
    what = f"the server answers {reply.status}" + (f": {said}" if said else "")
    return RemoteError(what, where=shown(url), hint=hint, status=reply.status)
