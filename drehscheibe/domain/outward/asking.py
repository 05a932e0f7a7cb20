"""Asking an address outside whether it is still there: politely, briefly, and only outside.

Whoever writes a text chooses what this machine asks for. So an address is asked only where it leads
into the public internet – after every redirect anew, and at the very address that was looked up, so
that a name cannot lead elsewhere a moment later. Nothing that comes back is read but its first line
and its headers.
"""

import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SHUT_RDWR, SOCK_STREAM, create_connection, gaierror, getaddrinfo
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from drehscheibe.domain.outward.models import Answer

PORTS = {"http": 80, "https": 443}
ASKED_PORTS = {*PORTS.values(), 8080, 8443}
MOST_REDIRECTS = 5
PATIENCE = 10
"""Seconds for a connection and for each word of an answer."""
DEADLINE = 25
"""Seconds for an answer as a whole: one that comes letter by letter is none."""
TUNNELS = (ip_network("64:ff9b::/96"), ip_network("2002::/16"), ip_network("2001::/32"))
"""IPv6 addresses that lead to an IPv4 address, which may be an inner one."""
NOTHING = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}
SAFE = "/%:=&?~+!$,;'@()*[]#"
WHO = "Drehscheibe-Linkpruefung/1 (fragt einmal in der Woche, ob ein Link noch stimmt)"

Address = IPv4Address | IPv6Address
Reach = Callable[[Address, int], bool]
"""Whether a port of an address may be asked."""


@dataclass(frozen=True)
class Told:
    """What an address answered, and in a few German words how."""

    answer: Answer
    words: str


class _Elsewhere(Exception):
    """The address is none we ask."""


class _Pinned(HTTPConnection):
    """A connection to the address that was looked up, under the name that was asked for."""

    def __init__(self, parts: SplitResult, address: Address) -> None:
        self.address, self.scheme = address, parts.scheme
        super().__init__(parts.hostname or "", parts.port or PORTS[parts.scheme], timeout=PATIENCE)

    def connect(self) -> None:
        """As the standard library does, without looking the name up again."""
        self.sock = create_connection((str(self.address), self.port), self.timeout)
        if self.scheme == "https":
            self.sock = _trusting().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )

    def said(self, method: str, target: str) -> HTTPResponse:
        """The head of the answer, or an error once the deadline is over."""
        self.connect()
        over = Timer(DEADLINE, self.sock.shutdown, (SHUT_RDWR,))
        over.daemon = True
        over.start()
        try:
            if isinstance(self.sock, ssl.SSLSocket):
                self.sock.do_handshake()
            self.request(method, target, headers={"User-Agent": WHO, "Accept": "*/*"})
            return self.getresponse()
        finally:
            over.cancel()


@cache
def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context()


def is_outside(address: Address) -> bool:
    """Whether it is one of the public internet.

    >>> is_outside(ip_address("93.184.215.14")), is_outside(ip_address("10.0.0.1"))
    (True, False)
    >>> is_outside(ip_address("::ffff:127.0.0.1")), is_outside(ip_address("64:ff9b::7f00:1"))
    (False, False)
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_outside(address.ipv4_mapped)
        if any(address in each for each in TUNNELS):
            return False
    return address.is_global and not address.is_multicast


def is_asked(address: Address, port: int) -> bool:
    """Web pages of the public internet."""
    return port in ASKED_PORTS and is_outside(address)


def ask(url: str, *, may_reach: Reach = is_asked) -> Told:
    """Whether there is something at this address; never raises for what is wrong with it."""
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, location = _knock(url, may_reach)
            if status not in REDIRECTS or not location:
                return _told(status)
            url = urljoin(url, location)
    except _Elsewhere as refused:
        return Told(Answer.REFUSED, str(refused))
    except gaierror:
        return Told(Answer.SILENT, "Den Namen des Rechners gibt es nicht.")
    except TimeoutError:
        return Told(Answer.SILENT, "Es kam keine Antwort.")
    except ssl.SSLCertVerificationError:
        return Told(Answer.SILENT, "Das Zertifikat ist nicht gültig; Browser warnen davor.")
    except (OSError, HTTPException):
        return Told(Answer.SILENT, "Die Verbindung kam nicht zustande.")
    except ValueError:  # where a host leads on is its own word, and may be no address at all
        return Told(Answer.SILENT, "Die Adresse leitet dorthin, wo nichts sein kann.")
    return Told(Answer.SILENT, "Die Adresse leitet im Kreis.")


def _told(status: int) -> Told:
    """A refusal to us is an answer: people may still get in.

    >>> _told(404).answer.value, _told(403).answer.value, _told(503).words
    ('gone', 'fine', 'Der Rechner meldet einen Fehler (503).')
    """
    if status in NOTHING:
        return Told(Answer.GONE, f"Die Seite gibt es nicht mehr ({status}).")
    if status >= 500:
        return Told(Answer.SILENT, f"Der Rechner meldet einen Fehler ({status}).")
    return Told(Answer.FINE, "")


def _knock(url: str, may_reach: Reach) -> tuple[int, str]:
    """Status and where it leads on. HEAD first; who does not take that is asked with GET."""
    parts = _parts(url)
    address = _address(parts, may_reach)
    try:
        status, location = _once("HEAD", parts, address)
    except (HTTPException, ConnectionError):  # some hang up on what they do not know
        status, location = 400, ""
    return (status, location) if status < 400 else _once("GET", parts, address)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or parts.username is not None:
        raise _Elsewhere("Das ist keine Adresse, die man öffnen kann.")
    return parts


def _address(parts: SplitResult, may_reach: Reach) -> Address:
    """Where the name leads today; all of it has to be outside."""
    try:
        name = (parts.hostname or "").encode("idna").decode()
    except UnicodeError as error:
        raise _Elsewhere("Den Namen des Rechners kann es nicht geben.") from error
    port = parts.port or PORTS[parts.scheme]
    found = getaddrinfo(name, port, type=SOCK_STREAM)
    addresses = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not addresses or not all(may_reach(each, port) for each in addresses):
        raise _Elsewhere("Die Adresse liegt in einem inneren Netz, dort fragen wir nicht.")
    return addresses[0]


def _once(method: str, parts: SplitResult, address: Address) -> tuple[int, str]:
    path = quote(parts.path or "/", safe=SAFE)
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    with closing(_Pinned(parts, address)) as connection:
        response = connection.said(method, path + query)
        return response.status, response.getheader("Location") or ""
