"""Figures of this server for Prometheus, at /mesures: closed unless BRI_METRICS=1, and never about a reader."""

from __future__ import annotations

import os
import time
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.runtime import get_instance

from pages.shared.server.health import asked

METRICS = "BRI_METRICS"
_STARTED = time.time()
_STATUS = Path("/proc/self/status")
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


async def send_metrics(_: Request) -> Response:
    """The figures in Prometheus's text format; 404 unless this server is set to give them."""
    if os.environ.get(METRICS, "") != "1":
        return PlainTextResponse("404\n", 404)
    state, faults = await asked()
    figures = {
        ("bri_data_served", "gauge", "1 when the data answer a question"): int(state in {"ok", "degraded"}),
        ("bri_data_faults", "gauge", "faults in the files, which are then not served as they are"): faults,
        ("bri_sessions", "gauge", "tabs connected"): _sessions(),
        ("process_start_time_seconds", "gauge", "when the process started, since 1970"): round(_STARTED, 3),
        ("process_cpu_seconds_total", "counter", "processor time used"): round(time.process_time(), 3),
    }
    memory = _resident_bytes()
    if memory:
        figures["process_resident_memory_bytes", "gauge", "memory held"] = memory
    lines = [
        f"# HELP {name} {about}\n# TYPE {name} {kind}\n{name} {value}\n"
        for (name, kind, about), value in figures.items()
    ]
    return PlainTextResponse("".join(lines), media_type=_TEXT, headers={"Cache-Control": "no-store"})


def _sessions() -> int:
    return len(get_instance()._session_mgr.list_active_sessions())


def _resident_bytes() -> int:
    """What the process holds in memory; 0 where the system does not say it so."""
    if not _STATUS.is_file():
        return 0
    found = [line.split() for line in _STATUS.read_text("utf-8").splitlines() if line.startswith("VmRSS:")]
    return int(found[0][1]) * 1024 if found else 0
