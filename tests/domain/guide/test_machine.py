"""A machine is asked for drafts: off by default, never public by itself, told when it fails."""

import json
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from drehscheibe.domain.guide.asking_machine import ask_machine
from drehscheibe.domain.guide.models import MachineRequest, Page, SectionDraft, Wording
from drehscheibe.domain.guide.pictures import add_picture
from drehscheibe.domain.guide.publishing import (
    drafts_of,
    marks_of_drafts,
    publish,
    submit,
)
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.translating import run_request
from drehscheibe.domain.guide.working import section_states
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.guide.pictures import offered
from tests.domain.guide.stories import AT, LATER, House, house, page, release, write

pytestmark = pytest.mark.django_db
PAST = {"Authorization": "none"}
Asked = list[dict[str, Any]]


@contextmanager
def service(answer: Callable[[dict[str, Any]], tuple[int, Any]]) -> Iterator[tuple[str, Asked]]:
    """A real server on this host; `answer` makes status and body of what it is asked."""
    asked: Asked = []

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, told = answer(asked[-1])
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/translate", asked
    finally:
        server.shutdown()
        server.server_close()


def shouting(asked: dict[str, Any]) -> tuple[int, Any]:
    """Every word becomes another; tags stay."""
    return 200, {"translatedText": [each.replace("Geld", "Para") for each in asked["q"]]}


def guide() -> tuple[House, Page]:
    of = house()
    target = page(of, "Wohnen")
    made = page(of, "Geld & mehr", f"Geld: [hier Geld](seite:{target.public_id}), "
                                   "[Amt](https://amt.example/a?b=1&c=2). **Geld**")  # fmt: skip
    return of, made


def ask(of: House, made: Page, language: str = "tr") -> MachineRequest:
    found = ask_machine(page=made, language=language, by=of.writer, at=AT)
    run_request(found.pk, at=LATER)
    found.refresh_from_db()
    return found


def test_what_comes_back_is_a_machines_draft_with_its_links(settings: Settings) -> None:
    of, made = guide()
    with service(shouting) as (url, asked):
        settings.DREHSCHEIBE_TRANSLATOR, settings.DREHSCHEIBE_TRANSLATOR_KEY = url, "geheim"
        found = ask(of, made)
        assert found.told == "2 Abschnitte als Entwurf."
        run_request(found.pk, at=LATER)
    (told,) = asked
    assert set(told) == {"q", "source", "target", "format", "api_key"}
    assert (told["source"], told["target"], told["format"]) == ("de", "tr", "html")
    for person in (of.writer, of.checker):
        assert person.family_name not in str(told)
        assert person.email not in str(told)
    german = Wording.objects.get(section__page=made, section__kind="text")
    draft = SectionDraft.objects.get(section=german.section)
    assert draft.body == german.body.replace("Geld", "Para")
    assert (draft.machine, draft.translates) == (True, german.meaning)
    assert SectionDraft.objects.get(section__kind="title").body == "Para & mehr"
    states = {each.state.label for each in section_states([made], "tr")}
    assert states == {"Maschine, ungeprüft"}
    assert not Wording.objects.filter(language="tr").exists()


def test_the_words_of_a_picture_are_drafted_too(settings: Settings) -> None:
    """Safe in markup, as all bodies are; a picture itself is never sent."""
    of, made = guide()
    said = 'Ein Schalter "Geld" & Amt, links <rechts>'
    section = add_picture(page=made, offered=offered(alternative=said), by=of.writer, at=AT)
    release(of, made)
    with service(shouting) as (url, asked):
        settings.DREHSCHEIBE_TRANSLATOR = url
        assert ask(of, made).told == "3 Abschnitte als Entwurf."
    assert asked[0]["q"][-1] == 'Ein Schalter "Geld" &amp; Amt, links &lt;rechts&gt;'
    draft = SectionDraft.objects.get(section=section, language="tr")
    assert draft.body == escape(said.replace("Geld", "Para"))
    assert draft.machine
    assert draft.translates == Wording.objects.get(section=section).meaning


@pytest.mark.parametrize("said", ["", "<b> </b>", "IMG_2041.jpg", "Foto", "x" * 2000])
def test_words_that_describe_nothing_become_no_draft(settings: Settings, said: str) -> None:
    of, made = guide()
    section = add_picture(page=made, offered=offered(), by=of.writer, at=AT)
    release(of, made)
    with service(lambda told: (200, {"translatedText": [*told["q"][:-1], said]})) as (url, _):
        settings.DREHSCHEIBE_TRANSLATOR = url
        assert ask(of, made).told.startswith("2 Abschnitte als Entwurf; 1 nicht")
    assert not SectionDraft.objects.filter(section=section, language="tr").exists()


def test_a_machines_marks_are_no_markup_in_words_of_a_picture(settings: Settings) -> None:
    of, made = guide()
    section = add_picture(page=made, offered=offered(), by=of.writer, at=AT)
    release(of, made)
    hostile = "Bir <b>ev</b> &lt;script&gt;x()&lt;/script&gt; ve <script>y()</script> kapı"
    with service(lambda told: (200, {"translatedText": [*told["q"][:-1], hostile]})) as (url, _):
        settings.DREHSCHEIBE_TRANSLATOR = url
        ask(of, made)
    body = SectionDraft.objects.get(section=section, language="tr").body
    assert body == "Bir ev &lt;script&gt;x()&lt;/script&gt; ve y() kapı"


def test_it_goes_out_only_through_a_second_person_and_says_whose_it_is(
    settings: Settings, client: Client
) -> None:
    of, made = guide()
    with service(shouting) as (url, _):
        settings.DREHSCHEIBE_TRANSLATOR = url
        ask(of, made)
    edition = made.editions.get(language="tr")
    submit(edition=edition, by=of.writer, at=LATER)
    seen = marks_of_drafts(list(drafts_of(edition)))
    with pytest.raises(TransitionRefused, match="Vier-Augen"):
        publish(edition=edition, seen=seen, by=of.writer, at=LATER)
    assert of.guide.centre
    address = f"/tr/wegweiser/{of.guide.centre.key}/{made.public_id}/geld-mehr/"
    assert "Para" not in client.get(address, headers=PAST).content.decode()
    publish(edition=edition, seen=seen, by=of.checker, at=LATER)
    shown = client.get(address, headers=PAST).content.decode()
    assert "Para" in shown
    assert "makine" in shown.lower()


def test_persons_words_are_never_replaced(settings: Settings) -> None:
    of, made = guide()
    (text,) = made.sections.filter(kind="text")
    write(of, text, "Elle yazılmış.", "tr")
    with service(shouting) as (url, _):
        settings.DREHSCHEIBE_TRANSLATOR = url
        assert ask(of, made).told == "1 Abschnitt als Entwurf."
        with pytest.raises(GuideRefused, match="fehlt nichts"):
            ask(of, made)
    assert SectionDraft.objects.get(section=text, language="tr").body == "<p>Elle yazılmış.</p>"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, {}), "antwortet mit 500"),
        ((302, {}), "antwortet mit 302"),
        ((200, b"<html>"), "unbrauchbar"),
        ((200, {"error": "no"}), "unbrauchbar"),
        ((200, {"translatedText": ["nur einer"]}), "unbrauchbar"),
        ((200, {"translatedText": ["Para", "<p>Para</p><script>x()</script>"]}), "1 nicht, weil"),
        ((200, {"translatedText": ["", ""]}), "2 nicht, weil"),
    ],
)
def test_a_failing_machine_is_told_and_writes_nothing_wrong(
    settings: Settings, answer: tuple[int, Any], said: str
) -> None:
    of, made = guide()
    with service(lambda asked: answer) as (url, _):
        settings.DREHSCHEIBE_TRANSLATOR = url
        assert said in ask(of, made).told
    assert not SectionDraft.objects.filter(section__kind="text").exists()


def test_a_machine_that_changes_a_number_is_told_of(settings: Settings) -> None:
    """Nobody is sent to another telephone because a digit slipped; the draft stands, marked."""
    of, made = guide()
    late = page(of, "Nachts", "Rufen Sie 0211 1234 an, 8:30 bis 12 Uhr.")
    with service(lambda told: (200, {"translatedText": [
        each.replace("1234", "1243") for each in told["q"]
    ]})) as (url, _):  # fmt: skip
        settings.DREHSCHEIBE_TRANSLATOR = url
        assert ask(of, made).told == "2 Abschnitte als Entwurf."
        told = "2 Abschnitte als Entwurf. In 1 davon stehen andere Zahlen als im Deutschen."
        assert ask(of, late).told == told


def test_one_that_is_silent_is_told_too(settings: Settings) -> None:
    of, made = guide()
    settings.DREHSCHEIBE_TRANSLATOR = "http://127.0.0.1:9/translate"
    assert ask(of, made).told == "Der Übersetzungsdienst ist nicht erreichbar."


def test_a_program_of_this_host_does_as_well(settings: Settings, tmp_path: Path) -> None:
    of, made = guide()
    program = tmp_path / "model"
    program.write_text(
        "#!/usr/bin/python3\nimport json, os, sys\nasked = json.load(sys.stdin)\n"
        "assert not any(name.startswith('DREHSCHEIBE') for name in os.environ)\n"
        "json.dump({'translatedText': [t.replace('Geld', 'Para') for t in asked['q']]},"
        " sys.stdout)\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings.DREHSCHEIBE_TRANSLATOR = str(program)
    assert ask(of, made).told == "2 Abschnitte als Entwurf."
    settings.DREHSCHEIBE_TRANSLATOR = "/nowhere/model"
    assert ask(of, made, "fr").told == "Das Übersetzungsprogramm ist gescheitert."


def test_off_is_off_and_easy_german_is_no_machines_work(
    settings: Settings, as_person: Callable[[Person], Client]
) -> None:
    of, made = guide()
    client = as_person(of.writer)
    base = f"/mitarbeit/wegweiser/seiten/{made.pk}"
    assert settings.DREHSCHEIBE_TRANSLATOR == ""
    with pytest.raises(GuideRefused, match="nicht eingerichtet"):
        ask_machine(page=made, language="tr", by=of.writer, at=AT)
    assert "Maschine holen" not in client.get(f"{base}/text/tr/").content.decode()
    assert client.post(f"{base}/maschine/tr/").status_code == 404
    settings.DREHSCHEIBE_TRANSLATOR = "/nowhere/model"
    assert "Maschine holen" in client.get(f"{base}/text/tr/").content.decode()
    assert client.post(f"{base}/maschine/tr/").status_code == 302
    assert MachineRequest.objects.get().done_at is None
    assert "Die Maschine ist gefragt" in client.get(f"{base}/text/tr/").content.decode()
    assert client.post(f"{base}/maschine/de-simple/").status_code == 404
    assert client.post(f"{base}/maschine/de/").status_code == 404
