"""Structured logs without personal data: one JSON object a line, no query strings, no bodies."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

SECRET_LINK = re.compile(r"(/foerderung/antrag/|/kurse/anbieter/|/akteure/eigene/)[^/]+")
"""The address of a third party's case, a provider or an actor is its key (ADR 20);
no log may hold it."""


def without_secrets(path: str) -> str:
    """A path as a log may keep it.

    >>> without_secrets("/ar/foerderung/antrag/Kd3-x_9/konto/")
    '/ar/foerderung/antrag/…/konto/'
    """
    return SECRET_LINK.sub(r"\1…", path)


class JsonLines(logging.Formatter):
    """Writes time, level, logger, message template and status; never the arguments' values.

    Django's request messages carry the path (which may name a centre, not a person); paths are
    kept without their query string. Exception texts are left out since they may quote input; the
    trace's places remain.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        entry: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": str(record.msg),
        }
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            entry["path"] = without_secrets(request.path)
            entry["method"] = request.method
        if status := getattr(record, "status_code", None):
            entry["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            entry["error"] = record.exc_info[0].__name__
            entry["trace"] = _places(record.exc_info[2])
        return json.dumps(entry, ensure_ascii=False)


def _places(trace: Any) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 3)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-12:]


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "drehscheibe": {"level": "INFO"},
        "django": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
        "axes": {"handlers": [], "propagate": False},  # writes addresses and names
    },
}
