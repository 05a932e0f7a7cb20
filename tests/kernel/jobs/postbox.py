"""A mail server that counts, and can fall silent at a chosen mail (a little of RFC 5321)."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Postbox(socketserver.ThreadingTCPServer):
    """What it accepted, by Message-ID; before mail number `silent_at` it says nothing more."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, silent_at: int | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.accepted: list[str] = []
        self.silent_at = silent_at
        self.is_silent = threading.Event()
        self.speak_again = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class Dialogue(socketserver.StreamRequestHandler):
    """One connection."""

    server: Postbox

    def handle(self) -> None:
        """Greet, then answer each line."""
        self.say("220 postbox.example")
        for line in self.rfile:
            word = line[:4].decode("ascii").upper()
            if word == "MAIL" and len(self.server.accepted) == self.server.silent_at:
                self.server.is_silent.set()
                self.server.speak_again.wait(120)
                return
            if word == "DATA":
                self.say("354 go on")
                self.take()
            elif word == "QUIT":
                return
            else:
                self.say("250 ok")

    def take(self) -> None:
        """The mail itself, up to the lonely dot."""
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += self.rfile.readline()
        found = re.search(rb"^Message-ID: (.+)\r$", text, re.MULTILINE | re.IGNORECASE)
        self.server.accepted.append(found[1].decode("ascii") if found else "")
        self.say("250 taken")

    def say(self, words: str) -> None:
        """Answer."""
        self.wfile.write(f"{words}\r\n".encode("ascii"))


@contextmanager
def postbox(silent_at: int | None = None) -> Iterator[Postbox]:
    """Open it for a while."""
    with Postbox(silent_at) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.speak_again.set()
            server.shutdown()
            thread.join()
