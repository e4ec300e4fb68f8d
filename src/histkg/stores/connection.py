"""HTTP with one server: what is sent, how long it may take, and errors that say what to do.

SPARQLWrapper writes the requests of the SPARQL 1.1 Protocol; requests sends them, and all others. SPARQLWrapper’s own
sending is not used: for digest authentication it changes the opener of the whole process, it waits whole seconds only,
it follows redirects with a changed method, and it has no limit on a whole answer (docs/decisions).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO, Protocol
from urllib.parse import urlsplit

from histkg.errors import RemoteError
from histkg.stores.refusals import complain, explain, shown, time_up

if TYPE_CHECKING:
    import requests

    from histkg.stores.credentials import Credentials

CONNECT_SECONDS = 10
"""How long a server may take to accept a connection."""

_CHUNK = 1 << 16
_REASON = 300


class Sendable(Protocol):
    """A file whose length is known and that can be read again."""

    def __len__(self) -> int: ...
    def read(self, size: int = ..., /) -> bytes: ...
    def seek(self, offset: int, whence: int = ..., /) -> int: ...


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

        self.credentials, self.seconds = credentials, seconds
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"histkg/{version('histkg')}"
        self._schemes: dict[str, str] = {}

    def query(
        self,
        url: str,
        text: str,
        accept: str,
        *,
        parameters: Iterable[tuple[str, str]] = (),
        seconds: float | None = None,
        to: BinaryIO | None = None,
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
        wrapper.queryString = text
        wrapper.queryType = "SELECT"  # its own reading of the text is fooled by comments
        for name, value in parameters:
            wrapper.addParameter(name, value)
        made = wrapper._createRequest()  # noqa: SLF001
        # Tomcat reads a form without a charset as Latin-1
        headers = {"Content-Type": f"{made.get_header('Content-type')}; charset=utf-8", "Accept": accept}
        return self.send(
            "POST", made.full_url, headers=headers, content=made.data, seconds=seconds, ask=seconds is not None, again=to is None, to=to,  # type: ignore[arg-type]
        )  # fmt: skip

    def update(self, url: str, content: bytes | Sendable, seconds: float | None = None) -> Reply:
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
        content: bytes | Sendable | None = None,
        seconds: float | None = None,
        allow: Iterable[int] = (),
        ask: bool = False,
        to: BinaryIO | None = None,
        most: int | None = None,
        again: bool | None = None,
    ) -> Reply:
        """Send one request and read the whole answer.

        :param content: bytes, or a file, which is streamed and read again where the server asks for a password.
        :param seconds: for all of it; None = as the connection allows.
        :param allow: statuses from 300 on that are an answer too.
        :param ask: time that is up is a limit someone set, not a failure of the server.
        :param to: a file that takes the content of an answer, so that none of it stays in memory.
        :param most: read no more than the first so many bytes.
        :param again: once more, where the server closes a connection that was kept open; None = where nothing changes there.
        :raises RemoteError: the server cannot be reached, or answers with another status from 300 on.
        """
        import requests

        limit = self.seconds if seconds is None else seconds
        again = (ask or method in ("GET", "HEAD")) and to is None if again is None else again
        end = time.monotonic() + limit
        place = urlsplit(url)
        try:
            with self._session.request(
                method, url, params=list(parameters), headers=dict(headers or {}), data=content, stream=True,
                allow_redirects=False, timeout=(min(CONNECT_SECONDS, limit), limit), auth=self._auth(place.netloc),
            ) as response:  # fmt: skip
                taker = to if response.status_code < 300 else None
                body = self._read(response, end, limit, ask=ask, to=taker, most=most)
                reply = Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)
        except requests.exceptions.RequestException as error:
            if again and _is_stale(error):
                return self.send(
                    method, url, parameters=parameters, headers=headers, content=content, seconds=seconds, allow=allow,
                    ask=ask, most=most, again=False,
                )  # fmt: skip
            raise explain(error, url, limit, ask=ask) from None
        if reply.status == 401 and self._learn(place.netloc, reply):
            if content is not None and not isinstance(content, bytes):
                content.seek(0)
            return self.send(
                method, url, parameters=parameters, headers=headers, content=content, seconds=seconds, allow=allow,
                ask=ask, to=to, most=most,
            )  # fmt: skip
        if reply.status >= 300 and reply.status not in set(allow):
            raise complain(reply, url, self.credentials)
        return reply

    def _read(
        self,
        response: requests.Response,
        end: float,
        limit: float,
        *,
        ask: bool,
        to: BinaryIO | None,
        most: int | None,
    ) -> bytes:
        parts, read = [], 0
        for part in response.iter_content(_CHUNK):
            read += len(part)
            if to is None:
                parts.append(part)
            else:
                to.write(part)
            if time.monotonic() > end:
                raise time_up(response.url, limit, ask=ask)
            if most is not None and read >= most:
                return b"".join(parts)[:most]
        length = response.headers.get("Content-Length")
        coded = response.headers.get("Content-Encoding")
        if (
            length
            and length.isdigit()
            and not coded
            and read < int(length)
            and response.request.method != "HEAD"
        ):
            raise RemoteError(
                f"the answer broke off after {read:,} of {int(length):,} bytes",
                where=shown(response.url),
                hint="ask again",
            )
        return b"".join(parts)

    def _auth(self, netloc: str) -> requests.auth.AuthBase | None:
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        given = self.credentials
        if given.token:
            return _bearer(given.token)
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
        wanted = reply.headers.get("www-authenticate", "").lower()  # Virtuoso refuses basic without a word
        if (
            not self.credentials.user
            or self._schemes.get(netloc) == "digest"
            or (wanted and "digest" not in wanted)
        ):
            return False
        self._schemes[netloc] = "digest"
        return True


def _is_stale(error: Exception) -> bool:
    """Whether a connection that was kept open was closed by the server before it said anything."""
    said = str(error)
    return "RemoteDisconnected" in said or "ConnectionResetError" in said or "BrokenPipeError" in said


def _bearer(token: str) -> requests.auth.AuthBase:
    """Return what puts a token into the header ``Authorization`` (RFC 6750 §2.1)."""
    from requests.auth import AuthBase

    class Bearer(AuthBase):
        def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
            request.headers["Authorization"] = f"Bearer {token}"
            return request

    return Bearer()
