"""Asking an address outside: what counts as there, gone, silent – and what is never asked."""

from pathlib import Path
from socket import create_server

import pytest

from drehscheibe.domain.outward import asking
from drehscheibe.domain.outward.asking import Address, ask, is_asked
from drehscheibe.domain.outward.models import Answer
from tests.domain.outward.hosts import certificate, dripping, host


def anywhere(address: Address, port: int) -> bool:
    """The hosts of these tests live on this machine."""
    return True


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200/", Answer.FINE), ("/204/", Answer.FINE), ("/get-only/", Answer.FINE),
        ("/hangs-up-on-head/", Answer.FINE), ("/to//200/", Answer.FINE),
        ("/401/", Answer.FINE), ("/403/", Answer.FINE), ("/429/", Answer.FINE),
        ("/404/", Answer.GONE), ("/410/", Answer.GONE), ("/to//404/", Answer.GONE),
        ("/500/", Answer.SILENT), ("/503/", Answer.SILENT),
        ("/straße/größe?q=ä ö", Answer.FINE),
    ],
)  # fmt: skip
def test_what_an_address_answers(path: str, answer: Answer) -> None:
    """A refusal to us is an answer: people may still get in."""
    with host() as (root, _):
        assert ask(root + path, may_reach=anywhere).answer == answer


def test_it_is_asked_once_and_briefly() -> None:
    with host() as (root, seen):
        ask(f"{root}/200/", may_reach=anywhere)
        assert seen == ["HEAD /200/"]
        seen.clear()
        ask(f"{root}/404/", may_reach=anywhere)
        assert seen == ["HEAD /404/", "GET /404/"]


def test_a_circle_ends() -> None:
    with host() as (root, seen):
        assert ask(f"{root}/to//to//200", may_reach=anywhere).answer == Answer.FINE
        seen.clear()
        told = ask(f"{root}/circle/", may_reach=anywhere)
    assert told.answer == Answer.SILENT
    assert "im Kreis" in told.words
    assert len(seen) == asking.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "https://10.1.2.3/", "http://192.168.0.1/",
        "http://172.16.9.9/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
        "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/",
        "http://[fe80::1]/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/",
        "http://224.0.0.1/", "http://100.64.0.1/",
    ],
)  # fmt: skip
def test_inner_addresses_are_never_asked(url: str) -> None:
    """Whoever writes a text must not make this machine knock at doors of the town hall."""
    assert ask(url).answer == Answer.REFUSED


@pytest.mark.parametrize("port", [0, 22, 25, 5432, 6379, 65535])
def test_other_ports_are_never_asked(port: int) -> None:
    assert ask(f"http://93.184.215.14:{port}/").answer == Answer.REFUSED


@pytest.mark.parametrize(
    "url",
    [
        "ftp://amt.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://[",
        "https://nutzer@amt.example/",
        "https://amt.example:99999/",
        "nichts",
        "",
        "https://" + "a" * 70 + ".example/",
        "https://a..example/",
    ],
)
def test_what_is_no_address_is_said_so(url: str) -> None:
    assert ask(url).answer == Answer.REFUSED


def test_a_redirect_into_an_inner_net_is_not_followed() -> None:
    """The first host is outside, as far as this test goes; where it leads is not."""
    with host() as (root, _), host() as (inner, seen):
        outside = int(root.rpartition(":")[2])
        told = ask(
            f"{root}/to/{inner}/200/",
            may_reach=lambda address, port: port == outside or is_asked(address, port),
        )
    assert told.answer == Answer.REFUSED
    assert seen == []


@pytest.mark.parametrize("location", ["http://[", "http://a:b:c/", "//[::1", "http://x\x7f/"])
def test_a_host_that_leads_to_no_address_holds_up_no_other(location: str) -> None:
    with host() as (root, _):
        told = ask(f"{root}/to/{location}", may_reach=anywhere)
    assert told.answer in {Answer.SILENT, Answer.REFUSED}


def test_a_name_that_nobody_has_is_silent() -> None:
    assert ask("https://gibt-es-nicht.invalid/").answer == Answer.SILENT


def test_nobody_listens() -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/", may_reach=anywhere).answer == Answer.SILENT


def test_an_answer_letter_by_letter_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter comes in time, the whole does not: the deadline ends it."""
    monkeypatch.setattr(asking, "DEADLINE", 0.5)
    with dripping() as url:
        assert ask(url, may_reach=anywhere).answer == Answer.SILENT


def test_a_certificate_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    """Browsers warn people away from such a page."""
    with host(certificate(tmp_path)) as (root, _):
        told = ask(root.replace("127.0.0.1", "localhost") + "/200/", may_reach=anywhere)
    assert told.answer == Answer.SILENT
    assert "Zertifikat" in told.words
