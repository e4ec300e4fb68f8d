"""Start triplestores of other authors for the tests: each on free ports of this machine, in a folder of its own.

Every recipe is a context manager that gives a :class:`Server` which answers, and leaves no process behind::

    with oxigraph(folder) as server:
        load(server.url)

Where the program is not on this machine, it raises :class:`MissingError`, which names what to install
(``tests/servers/install`` does); :func:`need` makes of it a test left out, or failed with HISTKG_ALL_STORES=1.
The commands are those of docs/stores, so the documentation is what has been tried.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
USER, PASSWORD = "histkg", "a password"
PATIENCE = 120
# A store ends with the tests, even when they are killed.
WITH_US = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


class MissingError(Exception):
    """A program that a recipe starts is not on this machine."""


class NotStartedError(Exception):
    """A server ended, or did not answer in time; with the end of its log."""


@dataclass
class Server:
    """A running store: what a user would type, what it is made of, and how to end it."""

    name: str
    version: str
    url: str  # what a user types after “histkg load”
    query_url: str
    update_url: str
    graph_store_url: str
    folder: Path
    user: str | None = None
    password: str | None = None
    scheme: str | None = None  # of the password: basic or digest
    read_only: bool = False
    command: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    alive: str = ""  # an address that answers 200 as soon as the store is ready
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self):
        return self.folder / "server.log"

    def start(self):
        """Start the store over its folder, also once more after kill() or stop(); wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*WITH_US, *self.command],
                cwd=self.folder,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise NotStartedError(f"{self.name} ended with {self.process.returncode}: {self.tail()}")
            if answers(self.alive):
                return self
            time.sleep(0.1)
        self.kill()
        raise NotStartedError(f"{self.name} gave no answer in {PATIENCE} s: {self.tail()}")

    def tail(self):
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def ask(self, method, url, body=None, headers=None):
        """Send one request with the store's account, if it has one; return status, headers, body."""
        return ask(method, url, body, headers, self)

    def stop(self):
        """End it as an administrator would, and what it started."""
        self._end(signal.SIGTERM)

    def kill(self):
        """End it without a warning, as a crash does (SIGKILL)."""
        self._end(signal.SIGKILL)

    def _end(self, how):
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=60)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def oxigraph(folder, *, auth=False, read_only=False, union=False):
    """Oxigraph's own server (PyPI: oxigraph). It knows no passwords: that is a reverse proxy's job."""
    if auth:
        raise ValueError("Oxigraph's server has no passwords")
    binary = program("oxigraph", "the Python package oxigraph")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [binary, *oxigraph_words(port, read_only=read_only), *(["--union-default-graph"] * union)]
    if read_only:  # there has to be something to read
        subprocess.run([binary, "load", "--location", "oxigraph-data", "--format", "nq"],
                       input=b"", cwd=folder, capture_output=True, check=True)  # fmt: skip
    yield from _running(
        Server(
            "oxigraph",
            said(binary, "--version").split()[-1],
            base,
            f"{base}/query",
            f"{base}/update",
            f"{base}/store",
            Path(folder),
            read_only=read_only,
            command=command,
            alive=f"{base}/query?query=ASK%7B%7D",
        )
    )


def oxigraph_words(port, *, read_only=False):
    serve = "serve-read-only" if read_only else "serve"
    return [serve, "--location", "oxigraph-data", "--bind", f"127.0.0.1:{port}"]


@contextlib.contextmanager
def fuseki(folder, *, auth=False, read_only=False, memory=False):
    """Apache Jena Fuseki: a TDB2 dataset on disk, or one in memory; passwords by Shiro, for reading too."""
    java = program("java", "Java 17")
    jar = artifact("jena-fuseki-server")
    port = free_port()
    base = f"http://127.0.0.1:{port}/histkg"
    folder = Path(folder)
    if not memory:
        (folder / "fuseki-data").mkdir(exist_ok=True)
    if auth:
        (folder / "run").mkdir(exist_ok=True)
        (folder / "run" / "shiro.ini").write_text(SHIRO, encoding="utf-8")
    words = fuseki_words(port, read_only=read_only, memory=memory)
    yield from _running(
        Server(
            "fuseki",
            jar.stem.rpartition("-")[2],
            base,
            f"{base}/query",
            f"{base}/update",
            f"{base}/data",
            folder,
            **_account(auth, USER, PASSWORD, "basic"),
            read_only=read_only,
            command=[java, "-Xmx2g", "-jar", str(jar), *words],
            environment={"FUSEKI_BASE": str(folder / "run")},
            alive=f"http://127.0.0.1:{port}/$/ping",
        )
    )


def fuseki_words(port, *, read_only=False, memory=False):
    where = ["--mem"] if memory else ["--tdb2", "--loc=fuseki-data"]
    # --mem takes updates unasked; --update=false would be read as a dataset's name
    return [
        "--localhost",
        f"--port={port}",
        "--ping",
        *where,
        *([] if read_only else ["--update"]),
        "/histkg",
    ]


SHIRO = f"""[main]
ssl.enabled = false
securityManager.subjectDAO.sessionStorageEvaluator.sessionStorageEnabled = false

[users]
{USER} = {PASSWORD}

[urls]
/$/ping = anon
/** = noSessionCreation, authcBasic
"""


@contextlib.contextmanager
def rdf4j(folder, *, auth=False, read_only=False, store="native"):
    """Eclipse RDF4J Server in a servlet container, with one repository: ``native`` (on disk) or ``memory``."""
    if read_only:
        raise ValueError("RDF4J's server has no read-only start")
    java = program("java", "Java 17")
    runner, war = artifact("webapp-runner"), artifact("rdf4j-http-server")
    port = free_port()
    base = f"http://127.0.0.1:{port}/rdf4j-server"
    repository = f"{base}/repositories/histkg"
    words = rdf4j_words(port, runner, war)
    if auth:
        words += ["--enable-basic-auth", "--basic-auth-user", USER, "--basic-auth-pw", PASSWORD]
    server = Server(
        "rdf4j",
        war.stem.rpartition("-")[2],
        repository,
        repository,
        f"{repository}/statements",
        f"{repository}/rdf-graphs/service",
        Path(folder),
        **_account(auth, USER, PASSWORD, "basic"),
        command=[java, "-Xmx2g", *words],
        alive=f"{base}/protocol",
    )
    for running in _running(server):
        if not (server.folder / "rdf4j-data" / "server" / "repositories" / "histkg").is_dir():
            config = RDF4J_REPOSITORY.replace("STORE", rdf4j_store(store))
            status, _, body = running.ask("PUT", repository, config, {"Content-Type": "text/turtle"})
            if status != 204:
                raise NotStartedError(f"rdf4j made no repository: {status} {body!r}")
        yield running


def rdf4j_words(port, runner, war):
    return [
        "-Dorg.eclipse.rdf4j.appdata.basedir=rdf4j-data",
        "-jar", str(runner), "--port", str(port), "-Aaddress=127.0.0.1", "--temp-directory", "rdf4j-temp/tomcat",
        "--path", "/rdf4j-server", str(war),
    ]  # fmt: skip


def rdf4j_store(store):
    return {
        "native": '"openrdf:NativeStore" ; config:native.tripleIndexes "spoc,posc,cspo"',
        "memory": '"openrdf:MemoryStore" ; config:mem.persist false',
    }[store]


RDF4J_REPOSITORY = """@prefix config: <tag:rdf4j.org,2023:config/> .
[] a config:Repository ;
  config:rep.id "histkg" ;
  config:rep.impl [
    config:rep.type "openrdf:SailRepository" ;
    config:sail.impl [ config:sail.type STORE ]
  ] .
"""


@contextlib.contextmanager
def virtuoso(folder, *, auth=True, read_only=False, max_rows=1_000_000):
    """Virtuoso 7 (Debian: virtuoso-opensource-7). With *auth* only dba may write, by digest; without, anyone may.

    *read_only* is its usual face on the web: the endpoint for all, and no account.
    """
    binary = program("virtuoso-t", "virtuoso-t (Debian: virtuoso-opensource-7)")
    isql = program("isql-vt", "isql-vt (Debian: virtuoso-opensource-7)")
    folder = Path(folder)
    sql, port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(virtuoso_ini(sql, port, max_rows), encoding="utf-8")
    base = f"http://127.0.0.1:{port}"
    writes = auth and not read_only
    server = Server(
        "virtuoso",
        said(binary, "-?").partition("Version ")[2].split("-")[0],
        f"{base}/sparql",
        f"{base}/sparql",
        f"{base}/sparql-auth" if writes else f"{base}/sparql",
        f"{base}/sparql-graph-crud-auth" if writes else f"{base}/sparql-graph-crud",
        folder,
        **_account(writes, "dba", "dba", "digest"),
        read_only=read_only,
        command=[binary, *virtuoso_words()],
        alive=f"{base}/sparql?query=ASK%7B%7D",
    )
    for running in _running(server):
        if not auth and not read_only:
            for line in VIRTUOSO_FOR_ALL:
                said(isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec={line}")
        yield running


def virtuoso_words():
    return ["+foreground", "+wait", "+configfile", "virtuoso.ini"]


VIRTUOSO_FOR_ALL = [
    'GRANT SPARQL_UPDATE TO "SPARQL";',
    "DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);",
]


def virtuoso_ini(sql, port, max_rows):
    return f"""[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .

[SPARQL]
ResultSetMaxRows = {max_rows}
MaxQueryExecutionTime = 120
"""


STORES = {"oxigraph": oxigraph, "fuseki": fuseki, "rdf4j": rdf4j, "virtuoso": virtuoso}


def need(recipe, *places, **options):
    """Enter a recipe, or leave the test out, or fail it where all stores are asked for.

    :returns: a context manager that gives the server.
    """
    import pytest

    @contextlib.contextmanager
    def entered():
        with contextlib.ExitStack() as stack:
            try:
                server = stack.enter_context(recipe(*places, **options))
            except MissingError as missing:
                if os.environ.get("HISTKG_ALL_STORES") == "1":
                    pytest.fail(str(missing))
                pytest.skip(f"left out: {missing}")
            yield server

    return entered()


def program(name, what):
    """Find a program on the path, or beside the Python that runs."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=places)
    if found is None:
        raise MissingError(f"{what} is not installed")
    return found


def artifact(name):
    """Find the artifact that maven.txt calls *name* where Maven keeps it."""
    for line in (HERE / "maven.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or f":{name}:" not in line:
            continue
        group, _, version, packaging = line.split(":")
        repository = Path.home() / ".m2" / "repository"
        path = repository.joinpath(*group.split("."), name, version, f"{name}-{version}.{packaging}")
        if path.is_file():
            return path
        raise MissingError(f"{name} (Maven: {line}) is not installed")
    raise LookupError(name)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def said(*words):
    done = subprocess.run([*words], capture_output=True, check=False, timeout=60)
    return (done.stdout + done.stderr).decode(errors="replace")


def ask(method, url, body=None, headers=None, account=None):
    """Send one request.

    :param account: what has user, password and scheme, or None.
    :returns: status, headers and body of the answer, also of a refusal.
    """
    handlers = [urllib.request.ProxyHandler({})]
    if account is not None and account.user:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, account.user, account.password)
        kind = {"basic": urllib.request.HTTPBasicAuthHandler, "digest": urllib.request.HTTPDigestAuthHandler}
        handlers.append(kind[account.scheme](passwords))
    data = body.encode() if isinstance(body, str) else body
    request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)  # noqa: S310
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers, refusal.read()


def answers(url):
    try:
        return ask("GET", url)[0] in {200, 401}
    except (OSError, http.client.HTTPException):
        return False


def _account(wanted, user, password, scheme):
    return {"user": user, "password": password, "scheme": scheme} if wanted else {}


def _running(server):
    try:
        yield server.start()
    finally:
        server.stop()
