"""The server's log as lines of JSON, for whatever collects logs: set by BRI_LOG=json, without readers' addresses."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import UTC, datetime

from streamlit import logger as streamlit_logger

LOG = "BRI_LOG"
# A reader's address, with its port where it has one: IPv4, or IPv6 in brackets or of at least three groups.
_ADDRESS = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-fA-F:]*:[0-9a-fA-F:]+\](?::\d+)?|\b(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}\b"
)
_PLACEHOLDER = "[address]"
_FIELDS = "bri_fields"
_FILES = logging.getLogger("bri.files")
_QUERY = re.compile(r"\?\S*")


class JsonLine(logging.Formatter):
    """One record as one line: `time` (UTC), `level`, `logger`, `message`, the fields of an event that has some,
    and `trace` for an error with one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        message = _ADDRESS.sub(_PLACEHOLDER, record.getMessage())
        if record.name == "uvicorn.access":  # what a reader searches or filters is nobody's business
            message = _QUERY.sub("", message)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message,
        }
        line |= getattr(record, _FIELDS, {})
        if record.exc_info:
            line["trace"] = _ADDRESS.sub(_PLACEHOLDER, self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def note_file(page: str, suffix: str, *, role: str, **told: object) -> None:
    """Tell the log of a file that leaves: its page, its format, the role of who takes it ("" for a reader like any
    other) and what else is `told` of it; never who, nor what was searched or filtered."""
    fields = {"event": "file", "page": page, "format": suffix, "role": role} | told
    said = " ".join(f"{name}={value}" for name, value in fields.items() if name != "event")
    _FILES.info("file %s", said, extra={_FIELDS: fields})


def set_up_logs() -> None:
    """Write every log of this process as BRI_LOG asks: « json » for lines of JSON, anything else as Streamlit does."""
    if os.environ.get(LOG, "") != "json":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for known in list(streamlit_logger._loggers.values()):
        _hand_over(known)
    streamlit_logger.setup_formatter = _hand_over  # those made later


def _hand_over(logger: logging.Logger) -> None:
    """Streamlit gives each of its loggers a handler of its own: the root's writes in its place."""
    logger.handlers.clear()
    logger.propagate = True
