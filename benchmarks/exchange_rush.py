"""Fifty visitors confirm at the same moment, each with a connection of its own (Sc 1.2)."""

import importlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.figures import Sheet
from benchmarks.load import Wire, request
from benchmarks.server import Server

VISITORS, SEATS, ROUNDS = 50, 10, 3
MOST = 2_000
"""Milliseconds that 19 of 20 may wait."""


def measure(sheet: Sheet, server: Server) -> None:
    """Exactly ten have a seat, the others numbers 1–40; three times, at three events."""
    times: list[float] = []
    before = server.cpu()
    for _ in range(ROUNDS):
        times += _rush(server)
    cpu = 1000 * (server.cpu() - before) / len(times)
    times.sort()
    sheet.at_most(
        "50 gleichzeitige Anmeldungen auf 10 Plätze, p95", times[int(0.95 * len(times))], "ms",
        MOST, note=f"genau 10 bestätigt, Nummern 1–40; {cpu:.0f} ms CPU je Anmeldung",
    )  # fmt: skip


def _rush(server: Server) -> list[float]:
    """Milliseconds of each; LookupError when the outcome is not the one promised."""
    links: Any = importlib.import_module("drehscheibe.doors.public.events.guarding")
    wall: Any = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    secrets = [uuid4().hex for _ in range(VISITORS)]
    with wall.acting_as_system():
        part = _asked_for(secrets)
    start = Barrier(VISITORS)

    def confirm(secret: str) -> float:
        wire = Wire(server.port)
        body = urlencode({"form": links.token_of(secret)}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        raw = request("POST", f"/veranstaltungen/bestaetigen/{secret}/", headers, body)
        start.wait(timeout=30)
        answer = wire.ask(raw)
        wire.socket.close()
        if answer.status != 302:
            raise LookupError(f"{answer.status} statt 302")
        return 1000 * answer.seconds

    with ThreadPoolExecutor(VISITORS) as pool:
        times = list(pool.map(confirm, secrets))
    with wall.acting_as_system():
        _refuse_unjust(list(part.pool.registrations.values_list("status", "number")))
    return times


def _refuse_unjust(rows: list[tuple[str, int | None]]) -> None:
    seated = sum(status == "confirmed" for status, _ in rows)
    numbers = sorted(number for _, number in rows if number)
    if seated != SEATS or numbers != list(range(1, VISITORS - SEATS + 1)):
        raise LookupError(f"{seated} bestätigt, Nummern {numbers[:3]}…{numbers[-3:]}")


def _asked_for(secrets: list[str]) -> Any:
    """Ten seats nobody has asked for yet, and a request behind each secret."""
    prints: Any = importlib.import_module("drehscheibe.domain.qualification.links")
    models: Any = importlib.import_module("drehscheibe.domain.qualification.models")
    part, at = _empty_part(models), datetime.now(UTC)
    models.GuestRequest.objects.bulk_create(
        models.GuestRequest(
            event=part.event, pool=part, key=uuid4(), name=f"Gast {n}",
            email=f"gast-{secret[:8]}@example.org", fingerprint=prints.fingerprint(secret),
            asked_at=at, expires_at=at + timedelta(hours=1),
        )
        for n, secret in enumerate(secrets)
    )  # fmt: skip
    return part


def _empty_part(models: Any) -> Any:
    """Ten seats of a public event nobody has asked for yet."""
    registrations: Any = importlib.import_module("drehscheibe.domain.registration.models")
    pool = registrations.Pool.objects.create(
        serves="qualification.event", capacity=SEATS,
        host=models.Event.objects.filter(tier="public", status="published").first().owner,
    )  # fmt: skip
    event = models.Event.objects.filter(
        tier="public", status="published", number__startswith="D-2030"
    ).exclude(pools__part="online").order_by("?").first()  # fmt: skip
    return models.EventPool.objects.create(event=event, pool=pool, part="online")
