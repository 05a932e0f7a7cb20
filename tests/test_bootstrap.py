"""The bootstrap: what can be said without setting a machine up, and a server's life and death."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from boot import checks, environment, serving, stamps, words
from boot.cluster import Cluster, socket_folder, wheel_binaries
from boot.servant import Servant, is_zombie, unprivileged
from boot.telling import ROOT, Missing, quietly
from boot.translations import compile_catalogue

LOCKS = ("requirements.lock", "requirements-dev.lock")


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^\S+==[^\s;]+", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def test_the_makefile_and_the_bootstrap_know_the_same_words() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    listed = re.search(r"^WORDS = (.+)$", makefile, re.MULTILINE)
    assert listed
    assert set(listed[1].split()) <= set(words.WORDS)
    assert all(f"  {word} " in words.HELP for word in listed[1].split())


def test_an_unknown_word_shows_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert words.speak(["rum"]) == 2
    assert "make WORT" in capsys.readouterr().err


def test_the_acceptance_runs_exactly_the_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "make test"


def test_what_tests_need_includes_what_running_needs() -> None:
    assert pinned("requirements.lock") < pinned("requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pinned(lock))


def test_every_dependency_carries_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    named = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    silent = [name for name in named if not re.search(rf'"{re.escape(name)}",\s+# \w', text)]
    assert silent == []


def test_a_stamp_is_fresh_until_its_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    file = tmp_path / "lock"
    file.write_text("a", encoding="ascii")
    mark = stamps.fingerprint([file])
    assert not stamps.is_fresh("step", mark)
    stamps.set_stamp("step", mark)
    assert stamps.is_fresh("step", mark)
    file.write_text("b", encoding="ascii")
    assert not stamps.is_fresh("step", stamps.fingerprint([file]))


def test_registry_addresses_and_keys_are_found_with_their_line(tmp_path: Path) -> None:
    bad = tmp_path / "package-lock.json"
    bad.write_text('{\n  "resolved": "x"\n}\n', encoding="utf-8")
    good = tmp_path / "good.md"
    good.write_text("nothing resolved here", encoding="utf-8")
    assert checks.findings([bad, good], tmp_path) == ['package-lock.json:2: "resolved":']


def test_a_failed_step_shows_the_end_of_its_log_and_the_remedy() -> None:
    command = [sys.executable, "-c", "print('kein Netz'); raise SystemExit(3)"]
    with pytest.raises(Missing, match=r"(?s)kein Netz.*Abhilfe: Netz prüfen"):
        quietly("trial", command, remedy="Abhilfe: Netz prüfen")


def test_a_missing_program_is_named() -> None:
    with pytest.raises(Missing, match="no-such-tool fehlt"):
        quietly("trial", ["no-such-tool"], remedy="Abhilfe: einrichten")


@pytest.mark.parametrize("text", ["achtzig", "0", "70000", "-1", ""])
def test_a_port_that_is_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DREHSCHEIBE_PORT", text)
    with pytest.raises(Missing, match="von 1 bis 65535"):
        serving.port_wanted()


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Missing, match="DREHSCHEIBE_PORT="):
            serving.check_port("127.0.0.1", taken.getsockname()[1])


def test_invented_people_never_enter_another_server_unasked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DREHSCHEIBE_DEMO", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment.wants_demo()
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/drehscheibe")
    assert not environment.wants_demo()
    monkeypatch.setenv("DREHSCHEIBE_DEMO", "1")
    assert environment.wants_demo()


def test_the_secret_is_made_once_and_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VAR", tmp_path)
    secret = environment.secret_key()
    assert len(secret) > 50
    assert environment.secret_key() == secret
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("folder", ["/srv/" + "x" * 90, "/srv/with space", "/srv/it's,two"])
def test_a_socket_never_lies_where_postgresql_cannot_open_it(folder: str) -> None:
    assert socket_folder(Path(folder) / "sock").parent == Path("/tmp")


def test_a_translation_is_compiled_without_gettext(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    source.write_text(header + 'msgid "Suche"\nmsgstr "Arama"\n', encoding="utf-8")
    assert b"Arama" in compile_catalogue(source).read_bytes()


def test_a_zombie_is_told_from_the_living() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # ended, but left in the table
    assert is_zombie(str(child.pid)) is (sys.platform == "linux")
    child.wait()
    assert not is_zombie(str(child.pid))


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A small server of its own in a folder an unprivileged user reaches."""
    folder = Path(tempfile.mkdtemp(prefix="drehscheibe-"))
    folder.chmod(0o755)
    binaries, servant = wheel_binaries(), Servant(identity=unprivileged())
    if not servant.can_run(binaries / "postgres"):
        servant = Servant(prefix=("unshare", "-U", "--map-user=1000", "--map-group=1000"))
    made = Cluster("pgtest", binaries, folder, servant)
    yield made
    made.stop()
    shutil.rmtree(folder)


@pytest.mark.slow
def test_the_server_starts_with_its_roles_heals_after_a_kill_and_stops(cluster: Cluster) -> None:
    with cluster.in_use(stops="never"):
        roles = "SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname LIKE 'dreh%'"
        assert cluster.ask(roles + " ORDER BY 1") == "drehscheibe|f|t\ndrehscheibe_web|f|f"
        cluster.ask("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('bleibt')")
        cluster.ask("CHECKPOINT")
    postmaster = int((cluster.data / "postmaster.pid").read_text("utf-8").split()[0])
    os.kill(postmaster, signal.SIGKILL)
    with cluster.in_use():
        assert cluster.ask("SELECT word FROM kept") == "bleibt"
        with cluster.in_use():
            pass
        assert cluster.runs()  # the inner user leaves; the outer one still needs it
    assert not cluster.runs()
