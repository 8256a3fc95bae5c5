"""A real Neo4j Community server for tests, benchmarks and the notebook: fetched with Maven, started on a free port.

    python -m tests.neo4j_server            starts one without a password and prints its URL, Ctrl-C stops it

Java 17 and Maven are wanted. The jars (116 MB) are kept in ``.neo4j/`` of the repository, or where YIMAI_NEO4J_JARS says.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

VERSION = "5.26.20"
JARS = Path(os.environ.get("YIMAI_NEO4J_JARS", "") or Path(__file__).parents[1] / ".neo4j" / VERSION)
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>yimai</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
SERVER, ADMIN = "org.neo4j.server.CommunityEntryPoint", "org.neo4j.server.startup.Neo4jAdminCommand"
PASSWORD = "yimai-tests"
STARTS_WITHIN = 300.0
HOW = "install Java 17 and Maven (apt install openjdk-17-jre-headless maven) to run the tests against Neo4j"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: its URL, folder, and user and password (empty where it wants none)."""

    url: str
    home: Path
    user: str
    password: str


def missing() -> str:
    """Return what this machine lacks to run Neo4j, and what to do; empty where it lacks nothing."""
    lacking = [name for name in ("java", *(() if ready() else ("mvn",))) if shutil.which(name) is None]
    return f"no {' and no '.join(lacking)} here: {HOW}" if lacking else ""


def ready() -> bool:
    """Return whether the jars are there."""
    return (JARS / "complete").exists()


def fetch() -> Path:
    """Fetch the jars with Maven where they are not there yet, and return their folder."""
    if ready():
        return JARS
    JARS.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=JARS.parent))
    (part / "pom.xml").write_text(POM, encoding="utf-8")
    maven = shutil.which("mvn") or "mvn"
    command = [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={part / 'lib'}"]
    subprocess.run(command, cwd=part, check=True, timeout=600, stdout=sys.stderr)
    (part / "complete").touch()
    if JARS.exists():
        shutil.rmtree(JARS)
    part.replace(JARS)
    return JARS


def java(main: str, *arguments: str, heap: str = "1g") -> list[str]:
    """Return the command that runs a main class of Neo4j."""
    opens = [part for module in OPENED for part in ("--add-opens", f"{module}=ALL-UNNAMED")]
    return ["java", f"-Xmx{heap}", *opens, "-cp", f"{fetch() / 'lib'}{os.sep}*", main, *arguments]


def free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def certify(home: Path) -> dict[str, str]:
    """Make a certificate that signs itself for a server, with OpenSSL; return the settings that demand TLS with it."""
    folder = home / "certificates" / "bolt"
    folder.mkdir(parents=True, exist_ok=True)
    made = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    named = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *made, *named]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    policy = "dbms.ssl.policy.bolt."
    return {
        "server.bolt.tls_level": "REQUIRED",
        policy + "enabled": "true",
        policy + "base_directory": str(folder),
        policy + "private_key": "private.key",
        policy + "public_certificate": "public.crt",
        policy + "client_auth": "NONE",
    }


def configure(home: Path, port: int, *, auth: bool, tls: bool = False) -> Path:
    """Write the configuration of a server and return its folder."""
    conf = home / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    lines = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",
        "dbms.security.auth_enabled": str(auth).lower(),
        "server.memory.pagecache.size": "256m",
        "server.directories.import": "import",
        **(certify(home) if tls else {}),
    }
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    (conf / "neo4j.conf").write_text(text, encoding="utf-8")
    (home / "import").mkdir(exist_ok=True)
    return conf


def admin(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run ``neo4j-admin`` on the server in a folder, which must be stopped."""
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = java(ADMIN, *arguments)
    return subprocess.run(command, env=environment, check=True, timeout=600, capture_output=True, text=True)


@contextmanager
def neo4j_server(
    home: Path | None = None, *, auth: bool = False, tls: bool = False, heap: str = "1g"
) -> Iterator[Server]:
    """Start a server in a folder (a new one by default), yield it once it answers, stop it. Raises RuntimeError.

    With ``tls`` it answers over TLS only, with a certificate that signs itself.
    """
    made = Path(tempfile.mkdtemp(prefix="yimai-neo4j-")) if home is None else home
    port = free_port()
    conf = configure(made, port, auth=auth, tls=tls)
    if auth and not (made / "data" / "dbms" / "auth.ini").exists():
        admin(made, "dbms", "set-initial-password", PASSWORD)
    command = java(SERVER, f"--home-dir={made}", f"--config-dir={conf}", "--console-mode", heap=heap)
    log = (made / "server.log").open("w", encoding="utf-8")
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    server = Server(f"bolt{'+ssc' * tls}://127.0.0.1:{port}", made, "neo4j" if auth else "", PASSWORD if auth else "")
    try:
        wait(server, process)
        yield server
    finally:
        stop(process, at_once=home is None)
        log.close()
        if home is None:
            shutil.rmtree(made, ignore_errors=True)


def wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers. Raises RuntimeError with the end of its log where it does not."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    until = time.monotonic() + STARTS_WITHIN
    auth = (server.user, server.password) if server.user else None
    while time.monotonic() < until and process.poll() is None:
        try:
            with GraphDatabase.driver(server.url, auth=auth) as driver:
                driver.verify_connectivity()
                return
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.25)
    log = (server.home / "server.log").read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"Neo4j did not start within {STARTS_WITHIN:g} s:\n{log[-2000:]}")


def stop(process: "subprocess.Popen[bytes]", *, at_once: bool) -> None:
    """Stop a server: politely at first, or at once where its data are thrown away."""
    if process.poll() is None:
        process.kill() if at_once else process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


if __name__ == "__main__":
    with neo4j_server() as running:
        print(running.url, flush=True)
        try:
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
        except AttributeError:
            input("Enter stops the server ")
