"""A real HTTP proxy that fails on purpose: between a loader and its store, each fault as networks and proxies have them."""

from __future__ import annotations

import contextlib
import http.client
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade", "host"}


@dataclass
class Fault:
    """What goes wrong, at which request.

    :param kind: the name of a method of the handler, without ``do_fault_``.
    :param method: only at requests with this method; None = any.
    :param path: only where this is in the address.
    :param body: only where this is in the beginning of what is sent.
    :param after: let so many such requests pass first.
    :param times: fail so often; None = always.
    """

    kind: str = "none"
    value: object = None
    method: str | None = None
    path: str = ""
    body: bytes = b""
    after: int = 0
    times: int | None = None
    seen: int = 0
    hit: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bites(self, method, path, body):
        if self.kind == "none" or (self.method and method != self.method):
            return False
        if self.path not in path or self.body not in body[:100_000]:
            return False
        with self.lock:
            self.seen += 1
            bites = self.seen > self.after and (self.times is None or self.hit < self.times)
            self.hit += bites
        return bites


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def _any(self):
        length = int(self.headers.get("Content-Length") or 0)
        fault = self.server.fault
        if fault.kind == "drop_in_body" and fault.bites(self.command, self.path, b""):
            self.rfile.read(length // 2)
            self._reset()
            return
        body = self.rfile.read(length)
        if fault.bites(self.command, self.path, body):
            getattr(self, f"_{fault.kind}")(body, fault.value)
            return
        self._answer(*self._forward(body))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any  # noqa: N815

    def _forward(self, body):
        target = self.server.target
        connection = http.client.HTTPConnection(target.hostname, target.port, timeout=120)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
        connection.request(self.command, self.path, body or None, headers)
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, reply.getheaders(), content

    def _answer(self, status, headers, content, length=None):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value.replace(self.server.target.netloc, self.server.own))
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _reset(self):
        """Close at once, as a process that dies or a firewall does (RST)."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()
        self.wfile = self.rfile = _Nothing()

    # ---- the faults ----

    def _status(self, _, status):
        self._answer(status, [("Content-Type", "text/html")], b"<html>The proxy is unwell.</html>")

    def _done_then_status(self, body, status):
        self._forward(body)
        self._status(body, status)

    def _drop(self, *_):
        self._reset()

    def _done_then_drop(self, body, _):
        self._forward(body)
        self._reset()

    def _cut_answer(self, body, share):
        status, headers, content = self._forward(body)
        self._answer(status, headers, content[: int(len(content) * share)], len(content))
        self._reset()

    def _short_answer(self, body, share):
        """Cut, but with a length that hides it."""
        status, headers, content = self._forward(body)
        self._answer(status, headers, content[: int(len(content) * share)])

    def _half_sent(self, body, share):
        """Hand on only the beginning of what was sent, and its answer."""
        self._answer(*self._forward(body[: int(len(body) * share)]))

    def _swallow(self, *_):
        """Answer success, and do nothing."""
        self._answer(204, [], b"")

    def _page(self, *_):
        self._answer(
            200, [("Content-Type", "text/html")], b"<html>Please log in to the guest network.</html>"
        )

    def _slow(self, body, seconds):
        time.sleep(seconds)
        with contextlib.suppress(OSError):
            self._answer(*self._forward(body))

    def _elsewhere(self, *_):
        self._answer(302, [("Location", "https://login.example.org/?next=1")], b"")

    def _noise(self, *_):
        with contextlib.suppress(OSError):
            self.wfile.write(b"\x00\xff\xfe this is no HTTP\r\n\r\n")
        self._reset()

    def _call(self, body, action):
        """Do something at this moment, then hand on."""
        action()
        with contextlib.suppress(OSError, http.client.HTTPException):
            self._answer(*self._forward(body))
            return
        self._reset()


class _Nothing:
    closed = False

    def read(self, *_):
        return b""

    def readline(self, *_):
        return b""

    def write(self, *_):
        """Go nowhere."""

    def flush(self):
        """Nothing to do."""

    def close(self):
        """Nothing to do."""


@contextlib.contextmanager
def before(url, fault):
    """Give the address that leads to *url* through a proxy with *fault*."""
    target = urlsplit(url)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.target, server.fault = target, fault
    server.own = f"127.0.0.1:{server.server_port}"
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield target._replace(netloc=server.own).geturl()
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
