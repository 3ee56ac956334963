"""Servers for the browser tests: started on a free port, stopped by whoever started them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """A running dashboard: `url` without a final slash, and where it writes its log."""

    url: str
    log: Path


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def run_server(
    script: str | Path, folder: Path, *, port: int = 0, **environment: str
) -> tuple[Server, subprocess.Popen[bytes]]:
    """`streamlit run` on `script`, its log in `folder`, once it answers; and its process, to stop.

    On `port`, or on a free one for 0.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = ["--server.headless", "true", "--server.port", str(port), "--server.address", "127.0.0.1"]
    log = folder / "server.log"
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with log.open("wb") as out:
        process = subprocess.Popen([*command, *options], cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    server = Server(f"http://127.0.0.1:{port}" + (f"/{base}" if base else ""), log)
    _wait_until_answering(server, process)
    return server, process


def _wait_until_answering(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health") as answer:  # noqa: S310
                answer.read()
                return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{server.log.read_text('utf-8')}")
