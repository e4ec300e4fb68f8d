"""HTTP with one server: what is sent, how long it may take, and errors that say what to do.

SPARQLWrapper writes the requests of the SPARQL 1.1 Protocol; requests sends them, and all others. SPARQLWrapper’s own
sending is not used: for digest authentication it changes the opener of the whole process, it waits whole seconds only,
it follows redirects with a changed method, and it has no limit on a whole answer (docs/decisions).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from histkg.errors import LimitError, RemoteError

if TYPE_CHECKING:
    import requests

    from histkg.stores.credentials import Credentials

CONNECT_SECONDS = 10
"""How long a server may take to accept a connection."""

_CHUNK = 1 << 16
_REASON = 300


@dataclass(frozen=True)
class Reply:
    """What a server answered.

    :param headers: names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The beginning of the content as one line, to quote in a message."""
        return " ".join(self.content[:4000].decode("utf-8", "replace").split())[:_REASON]


class Connection:
    """A session with servers, as one user."""

    def __init__(self, credentials: Credentials, seconds: float = 600) -> None:
        """Open nothing yet.

        :param seconds: how long a server may take for anything that has no limit of its own.
        """
        import requests

        from histkg import __version__

        self.credentials, self.seconds = credentials, seconds
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"histkg/{__version__}"
        self._schemes: dict[str, str] = {}

    def query(
        self,
        url: str,
        text: str,
        accept: str,
        *,
        parameters: Iterable[tuple[str, str]] = (),
        seconds: float | None = None,
    ) -> Reply:
        """Return the answer to a query (SPARQL 1.1 Protocol §2.1.2: by POST, URL-encoded: any length passes).

        :param parameters: of the protocol or of the server, such as ``default-graph-uri``.
        :raises RemoteError: no answer, or none to this query.
        :raises LimitError: the time is up.
        """
        from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

        wrapper = SPARQLWrapper(url)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)  # no “format” and “output”, which some servers refuse
        wrapper.queryString, wrapper.queryType = (
            text,
            "SELECT",
        )  # its own reading of the text is fooled by comments
        for name, value in parameters:
            wrapper.addParameter(name, value)
        made = wrapper._createRequest()  # noqa: SLF001
        headers = {"Content-Type": made.get_header("Content-type"), "Accept": accept}
        return self.send("POST", made.full_url, headers=headers, content=made.data, seconds=seconds, ask=True)  # type: ignore[arg-type]

    def update(self, url: str, content: bytes | BinaryIO, seconds: float | None = None) -> Reply:
        """Send an update (SPARQL 1.1 Protocol §2.2.2: by POST, directly).

        :param content: SPARQL 1.1 Update in UTF-8; a file is streamed.
        :raises RemoteError: the server did not take it.
        """
        headers = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}
        return self.send("POST", url, headers=headers, content=content, seconds=seconds)

    def send(
        self,
        method: str,
        url: str,
        *,
        parameters: Iterable[tuple[str, str]] = (),
        headers: Mapping[str, str | None] | None = None,
        content: bytes | BinaryIO | None = None,
        seconds: float | None = None,
        allow: Iterable[int] = (),
        ask: bool = False,
    ) -> Reply:
        """Send one request and read the whole answer.

        :param content: bytes, or a file, which is streamed and read again where the server asks for a password.
        :param seconds: for all of it; None = as the connection allows.
        :param allow: statuses from 300 on that are an answer too.
        :param ask: time that is up is a limit someone set, not a failure of the server.
        :raises RemoteError: the server cannot be reached, or answers with another status from 300 on.
        """
        import requests

        limit = self.seconds if seconds is None else seconds
        end = time.monotonic() + limit
        place = urlsplit(url)
        try:
            with self._session.request(
                method, url, params=list(parameters), headers=dict(headers or {}), data=content, stream=True,
                allow_redirects=False, timeout=(min(CONNECT_SECONDS, limit), limit), auth=self._auth(place.netloc),
            ) as response:  # fmt: skip
                body = self._read(response, end, limit, ask=ask)
                reply = Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)
        except requests.exceptions.RequestException as error:
            raise self._unreachable(error, url, limit, ask=ask) from None
        if reply.status == 401 and self._learn(place.netloc, reply):
            if content is not None and not isinstance(content, bytes):
                content.seek(0)
            return self.send(
                method, url, parameters=parameters, headers=headers, content=content, seconds=seconds, allow=allow, ask=ask
            )  # fmt: skip
        if reply.status >= 300 and reply.status not in set(allow):
            raise complain(reply, url, self.credentials)
        return reply

    def _read(self, response: requests.Response, end: float, limit: float, *, ask: bool) -> bytes:
        parts = []
        for part in response.iter_content(_CHUNK):
            parts.append(part)
            if time.monotonic() > end:
                raise _time_up(response.url, limit, ask=ask)
        body = b"".join(parts)
        length = response.headers.get("Content-Length")
        coded = response.headers.get("Content-Encoding")
        if (
            length
            and length.isdigit()
            and not coded
            and len(body) < int(length)
            and response.request.method != "HEAD"
        ):
            raise RemoteError(
                f"the answer broke off after {len(body):,} of {int(length):,} bytes",
                where=_shown(response.url),
                hint="ask again",
            )
        return body

    def _auth(self, netloc: str) -> requests.auth.AuthBase | None:
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        given = self.credentials
        if given.token:
            return _Bearer(given.token)
        if not given.user:
            return None
        password = given.password or ""
        if self._schemes.get(netloc) == "digest":
            return self._digest(netloc, HTTPDigestAuth, given.user, password)
        # UTF-8 (RFC 7617 §2.1): requests alone would take Latin-1
        return HTTPBasicAuth(given.user.encode(), password.encode())

    def _digest(self, netloc: str, kind: type, user: str, password: str) -> requests.auth.AuthBase:
        """Return one authentication for all requests to a host, which answers its last challenge at once."""
        kept: dict[str, requests.auth.AuthBase] = self.__dict__.setdefault("_digests", {})
        if netloc not in kept:
            kept[netloc] = kind(user, password)
        return kept[netloc]

    def _learn(self, netloc: str, reply: Reply) -> bool:
        """Whether to try again: the server wants digest authentication, and basic was tried."""
        wanted = reply.headers.get("www-authenticate", "").lower()
        if not self.credentials.user or self._schemes.get(netloc) == "digest" or "digest" not in wanted:
            return False
        self._schemes[netloc] = "digest"
        return True

    def _unreachable(
        self, error: Exception, url: str, limit: float, *, ask: bool
    ) -> RemoteError | LimitError:
        import requests

        where, name = _shown(url), type(error).__name__
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
            return _time_up(url, limit, ask=ask)
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


class _Bearer:
    """A token in the header ``Authorization`` (RFC 6750 §2.1)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _time_up(url: str, limit: float, *, ask: bool) -> RemoteError | LimitError:
    what = f"no whole answer after {limit:g} seconds"
    if ask:
        return LimitError(
            what, where=_shown(url), hint="ask for less, or allow more time (--timeout SECONDS)"
        )
    return RemoteError(
        what, where=_shown(url), hint="the server may be at work still; run the same again later"
    )


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


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
        hint = f"use the address it names: {_shown(target)}" if target else None
        return RemoteError(what, where=_shown(url), hint=hint)
    if reply.status == 401 and credentials is not None and credentials.given:
        hint = "the user, the password or the token is wrong"
    said = reply.text if "html" not in reply.media_type else ""
    if "no space left" in said.lower() or "disk full" in said.lower():
        hint = "the disk of the store is full"
    return RemoteError(
        f"the server answers {reply.status}" + (f": {said}" if said else ""), where=_shown(url), hint=hint
    )
