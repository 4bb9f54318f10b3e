"""A throw-away PostgreSQL server for the tests that need a real one."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.processes import free_port

START_SECONDS = 30
STOP_SECONDS = 20
OWNER = "seuil"
DEFAULT = "postgres"

# Nothing is worth keeping past the test run, so nothing waits for the disk.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off", "log_min_messages": "warning"}


class NoPostgresqlError(RuntimeError):
    """PostgreSQL's server programs are not installed on this machine."""


def program(name: str) -> str:
    """The path of a server program: on the PATH, else the newest under Debian's folders."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4].split(".")[0]))
    found = shutil.which(name) or (str(debian[-1]) if debian else None)
    if found is None:
        raise NoPostgresqlError(f"{name} is neither on the PATH nor under /usr/lib/postgresql")
    return found


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


class Cluster:
    """One server in a temporary folder, on a free loopback port; started, stopped, started again, then closed for good."""

    def __init__(self) -> None:
        """Raises NoPostgresqlError before anything is made."""
        self._postgres, self._initdb = program("postgres"), program("initdb")
        # PostgreSQL refuses to run as root: its programs then run as somebody who may do nothing else.
        who = _unprivileged() if os.geteuid() == 0 else None
        self._as: dict[str, Any] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        self._folder = Path(tempfile.mkdtemp(prefix="seuil-pg-"))
        self._folder.chmod(0o755)
        self._own = self._folder / "own"
        self._own.mkdir(mode=0o700)
        if who:
            os.chown(self._own, who.pw_uid, who.pw_gid)
        self.port = free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._names = (f"test_{number}" for number in count(1))
        made = [self._initdb, "-D", str(self._data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        try:
            subprocess.run(made, check=True, cwd=self._own, capture_output=True, **self._as)
        except subprocess.CalledProcessError as error:
            shutil.rmtree(self._folder)
            raise AssertionError(f"initdb: {error.stderr.decode(errors='replace')}") from None

    @property
    def _data(self) -> Path:
        return self._own / "data"

    @property
    def url(self) -> str:
        """The default database, as SEUIL_DATABASE_URL takes it."""
        return self.url_of(DEFAULT)

    def url_of(self, database: str) -> str:
        """One database of this server, as SEUIL_DATABASE_URL takes it."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = {**_FAST, "port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self._own)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [self._postgres, "-D", str(self._data), *options],
                cwd=self._own,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._as,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._server.poll() is None:
            try:
                with self._admin():
                    return
            except psycopg.OperationalError:
                time.sleep(0.05)
        said = (self._folder / "server.log").read_text(errors="replace")[-2000:]
        self.stop()
        raise AssertionError(f"PostgreSQL did not start: {said}")

    def stop(self) -> None:
        """Stop the server at once, connections included; its databases stay for the next start."""
        server, self._server = self._server, None
        if server is None:
            return
        server.send_signal(signal.SIGINT)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(STOP_SECONDS)

    def close(self) -> None:
        """Stop the server and delete everything."""
        self.stop()
        shutil.rmtree(self._folder)

    def _admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(host="127.0.0.1", port=self.port, user=OWNER, dbname=DEFAULT, autocommit=True, connect_timeout=5)

    @contextmanager
    def fresh(self, template: str = "template1") -> Iterator[str]:
        """The name of a new database, a copy of the template, dropped at the end."""
        name = next(self._names)
        with self._admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield name
        finally:
            with self._admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A started cluster, closed for good at the end."""
    cluster = Cluster()
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.close()
