"""The way to a translating machine: off unless the operator names one (docs/adr/0027).

`DREHSCHEIBE_TRANSLATOR` is empty (off), the address of a service in the manner of LibreTranslate,
or the path of a program on this host, so that an offline model needs no network at all. Both get
`{"q": [...], "source", "target", "format": "html"}` and answer `{"translatedText": [...]}`.
"""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings

from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.shapes import twins

LARGEST_ANSWER = 4_000_000
"""Bytes; more is no translation."""
SECONDS = 60
"""For an answer; a job waits, nobody else."""
AT_ONCE = 10_000
"""Characters in one question; a longer text goes alone."""
UNSPOKEN = {"de", "de-simple"}
"""No machine makes easy German of German."""


class Translator(Protocol):
    """Whatever translates. Raises `GuideRefused` with what the keeper of the guide should know."""

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """As many texts as came, in their order, as HTML."""


def translator() -> Translator | None:
    """The one that is set up; None while machines are off."""
    where: str = settings.DREHSCHEIBE_TRANSLATOR
    if not where:
        return None
    if where.startswith(("http://", "https://")):
        return Service(where, settings.DREHSCHEIBE_TRANSLATOR_KEY, SECONDS)
    return Program(where, SECONDS)


def speaks(language: str) -> bool:
    """Whether a machine is set up that may be asked for this language."""
    return bool(settings.DREHSCHEIBE_TRANSLATOR) and language not in UNSPOKEN


@dataclass(frozen=True)
class Service:
    """A service behind an address. Redirects are not followed: texts go where the operator said."""

    url: str
    key: str
    seconds: int

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One question for as many texts as fit."""
        found: list[str] = []
        for some in portions(texts):
            found += self._ask(some, source, target)
        return found

    def _ask(self, texts: list[str], source: str, target: str) -> list[str]:
        body = question(texts, source, target) | ({"api_key": self.key} if self.key else {})
        request = urllib.request.Request(  # noqa: S310 – the operator's own address, http(s) only
            self.url, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            with _opener().open(request, timeout=self.seconds) as answer:
                content = answer.read(LARGEST_ANSWER + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise GuideRefused(f"Der Übersetzungsdienst antwortet mit {error.code}.") from error
        except (OSError, ValueError) as error:
            raise GuideRefused("Der Übersetzungsdienst ist nicht erreichbar.") from error
        return answered(content, len(texts))


@dataclass(frozen=True)
class Program:
    """A program on this host, such as an offline model: question on its input, answer on its
    output."""

    path: str
    seconds: int

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One run for all texts, without a shell and without our environment."""
        asked = json.dumps(question(list(texts), source, target)).encode()
        try:
            done = subprocess.run(  # noqa: S603 – the operator's own program, no shell
                [self.path], input=asked, capture_output=True, timeout=self.seconds, check=True,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise GuideRefused("Das Übersetzungsprogramm ist gescheitert.") from error
        return answered(done.stdout, len(texts))


def question(texts: list[str], source: str, target: str) -> dict[str, Any]:
    """What a machine is told: the texts and the languages, nothing of people or places."""
    codes = {ours: twin.tag.split("-")[0] for ours, twin in twins().items()}
    return {"q": texts, "source": codes[source], "target": codes[target], "format": "html"}


def answered(content: bytes, many: int) -> list[str]:
    """The texts of an answer; raises `GuideRefused` for anything else."""
    try:
        told = json.loads(content) if len(content) <= LARGEST_ANSWER else None
    except (ValueError, RecursionError):
        told = None
    texts = told.get("translatedText") if isinstance(told, dict) else None
    texts = [texts] if isinstance(texts, str) else texts
    if not isinstance(texts, list) or len(texts) != many:
        raise GuideRefused("Die Antwort des Übersetzungsdienstes ist unbrauchbar.")
    if not all(isinstance(each, str) for each in texts):
        raise GuideRefused("Die Antwort des Übersetzungsdienstes ist unbrauchbar.")
    return texts


def portions(texts: Sequence[str]) -> list[list[str]]:
    """In their order, so many together as a question bears.

    >>> [len(each) for each in portions(["a" * 6000, "b" * 6000, "c", "d" * 20000])]
    [1, 2, 1]
    """
    found: list[list[str]] = []
    room = 0
    for each in texts:
        if not found or len(each) > room:
            found.append([])
            room = AT_ONCE
        found[-1].append(each)
        room -= len(each)
    return found


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **named: Any) -> None:
        """No other host gets a text."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Straight)
