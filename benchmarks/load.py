"""A load generator of the standard library: raw sockets, kept open, a bounded time."""

import itertools
import select
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

CONNECTIONS = 8
HOST = "127.0.0.1"
LAST_CHUNK = b"\r\n0\r\n\r\n"


@dataclass
class Load:
    """What came back: statuses, times per request in seconds, and the whole time."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Answered requests."""
        return len(self.times)

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.count / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds that this share of the requests did not exceed."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def get(path: str, **headers: str) -> bytes:
    """A GET request ready for the wire; `If_None_Match="…"` becomes a header."""
    return request("GET", path, {key.replace("_", "-"): text for key, text in headers.items()})


def request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """Any request ready for the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Answer:
    """One complete answer."""

    status: int
    headers: dict[str, str]
    body: bytes
    size: int  # bytes on the wire, head included
    seconds: float


class Wire:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.sent_at = 0.0

    def send(self, raw: bytes) -> None:
        """Put a request on the wire."""
        self.buffer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(raw)

    def receive(self) -> tuple[int, int] | None:
        """Status and length once the answer is complete; None while parts are missing."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.buffer += part
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0:
            return None
        status = int(self.buffer[9:12])
        length = 0 if status in {204, 304} else content_length(self.buffer[:head])
        if length is None:
            return (status, len(self.buffer)) if self.buffer.endswith(LAST_CHUNK) else None
        return (status, head + 4 + length) if len(self.buffer) >= head + 4 + length else None

    def ask(self, raw: bytes) -> Answer:
        """One request and its whole answer."""
        self.send(raw)
        while (done := self.receive()) is None:
            pass
        status, size = done
        seconds = time.perf_counter() - self.sent_at
        head, _, body = self.buffer[:size].partition(b"\r\n\r\n")
        pairs = (line.partition(": ") for line in head.decode("latin-1").split("\r\n")[1:])
        headers: dict[str, str] = {}
        for name, _, value in pairs:
            key = name.lower()
            headers[key] = f"{headers[key]}\n{value}" if key in headers else value
        return Answer(status, headers, body, size, seconds)


def content_length(head: bytes) -> int | None:
    """From the raw head; None when the body comes in chunks."""
    lower = head.lower()
    at = lower.find(b"\r\ncontent-length:")
    return None if at < 0 else int(lower[at + 17 :].split(b"\r\n", 1)[0])


def ask(port: int, raw: bytes) -> Answer:
    """One request on a connection of its own."""
    wire = Wire(port)
    try:
        return wire.ask(raw)
    finally:
        wire.socket.close()


def press(
    port: int, requests: Sequence[bytes], *, seconds: float, connections: int = CONNECTIONS
) -> Load:
    """Keep every connection busy with the requests in turn, for so many seconds."""
    load, waiting = Load(), itertools.cycle(requests)
    wires = [Wire(port) for _ in range(connections)]
    by_number = {wire.socket.fileno(): wire for wire in wires}
    with select.epoll() as poll:
        for number in by_number:
            poll.register(number, select.EPOLLIN)
        began = time.perf_counter()
        for wire in wires:
            wire.send(next(waiting))
        while time.perf_counter() - began < seconds:
            for number, _ in poll.poll(1.0):
                serve(by_number[number], load, waiting)
        load.seconds = time.perf_counter() - began
    for wire in wires:
        wire.socket.close()
    return load


def serve(wire: Wire, load: Load, waiting: Iterator[bytes]) -> None:
    """Note a complete answer and send the next request."""
    done = wire.receive()
    if done is None:
        return
    load.times.append(time.perf_counter() - wire.sent_at)
    load.statuses[done[0]] = load.statuses.get(done[0], 0) + 1
    wire.send(next(waiting))
