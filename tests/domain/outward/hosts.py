"""Real hosts on this machine, as addresses outside lead to them."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server
from threading import Event, Thread
from time import sleep

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Quiet(ThreadingHTTPServer):
    """Who hangs up is no fault here."""

    def handle_error(self, *_: object) -> None:
        """Nothing is printed."""


class Answering(BaseHTTPRequestHandler):
    """A host outside; the path says what it answers."""

    seen: list[str]

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_HEAD(self) -> None:
        """Some hosts do not take that."""
        self._answer("HEAD")

    def do_GET(self) -> None:
        """All take that."""
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.seen.append(f"{method} {self.path}")
        _, kind, *more = self.path.split("/", 2)
        if kind == "get-only":
            kind = "200" if method == "GET" else "405"
        if kind == "hangs-up-on-head" and method == "HEAD":
            self.connection.close()
            return
        if kind in {"to", "circle"}:
            self.send_response(302)
            self.send_header("Location", more[0] if kind == "to" else self.path)
        else:
            self.send_response(int(kind) if kind.isdigit() else 200)
        self.end_headers()


@contextmanager
def host(certificate: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """A real host on this machine, and what it was asked."""
    seen: list[str] = []
    handler = type("Here", (Answering,), {"seen": seen})
    with Quiet(("127.0.0.1", 0), handler) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        scheme = "https" if certificate else "http"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}", seen
        server.shutdown()
        thread.join()


@contextmanager
def dripping() -> Iterator[str]:
    """The address of a host that sends its answer letter by letter, without an end."""
    over = Event()

    def drip() -> None:
        while not over.is_set():
            with suppress(OSError), listening.accept()[0] as line:  # nobody came; they hung up
                while not over.is_set():
                    line.sendall(b"H")
                    sleep(0.05)

    with create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        thread = Thread(target=drip)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        over.set()
        thread.join()


def certificate(folder: Path) -> Path:
    """One for this machine that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "host.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )  # fmt: skip
    return file
