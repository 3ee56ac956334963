"""A real nginx before the dashboard, with TLS: docs/deploiement/nginx.conf, told of the ports of this machine."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.browser.servers import ROOT, free_port

SETTINGS = ROOT / "docs" / "deploiement" / "nginx.conf"
_AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{ours}
}}
"""


@contextmanager
def behind_nginx(folder: Path, servers: Sequence[str]) -> Iterator[str]:
    """The address of the dashboards at the addresses `servers`, behind nginx, for as long as the block lasts.

    Skipped without nginx, unless BRI_REQUIRE_NGINX=1 says that it must be there.
    """
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        said = "nginx or openssl is not installed: the address behind a proxy is not tried"
        if os.environ.get("BRI_REQUIRE_NGINX") == "1":
            pytest.fail(said)
        pytest.skip(said)
    port = free_port()
    _certificate(folder)
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, ours=_settings(folder, port, servers)), "utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True)
    process = subprocess.Popen(command)
    url = f"https://127.0.0.1:{port}" + urlsplit(servers[0]).path
    until(lambda: bool(sent(f"{url}/sante")))
    try:
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _settings(folder: Path, port: int, servers: Sequence[str]) -> str:
    """What docs/deploiement tells to write, with the ports, the certificate and the servers of this machine."""
    text = SETTINGS.read_text("utf-8")
    lines = "".join(f"    server {urlsplit(url).netloc} max_fails=1 fail_timeout=5s;\n" for url in servers)
    for found, ours in (
        (r"    server 127\.0\.0\.1:8501 [^\n]*\n", lines),
        (r"listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        (r"server_name [^;]+;", "server_name 127.0.0.1;"),
        (r"/etc/ssl/bri/fullchain\.pem", f"{folder}/cert.pem"),
        (r"/etc/ssl/bri/privkey\.pem", f"{folder}/key.pem"),
        (r"(?=    add_header Strict)", "    add_header X-Upstream $upstream_addr;\n"),
    ):
        text, times = re.subn(found, ours, text)
        assert times == 1, found
    return text


def _certificate(folder: Path) -> None:
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = [
        "-subj",
        "/CN=127.0.0.1",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(folder / "key.pem"),
        "-out",
        str(folder / "cert.pem"),
    ]
    subprocess.run(["openssl", "req", *kind, *named], check=True, capture_output=True)


def unverified() -> ssl.SSLContext:
    """TLS with a certificate that nobody signed."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def until(holds: Callable[[], bool]) -> None:
    """Come back once `holds()` does; the test fails when it does not within two minutes."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        with suppress(ConnectionError):
            if holds():
                return
        time.sleep(0.05)
    pytest.fail("what was awaited did not come")


def sent(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and bytes of what `url` answers when asked with `headers`; ConnectionError where nothing does."""
    try:
        asked = urllib.request.Request(url, headers=headers)  # noqa: S310 - an address of this machine
        with urllib.request.urlopen(asked, context=unverified(), timeout=120) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()
    except (urllib.error.URLError, OSError) as error:
        raise ConnectionError(url) from error


def session(url: str, cookie: str) -> ClientConnection:
    """The connection of a tab to the dashboard at `url`, by a reader who bears `cookie`."""
    place = urlsplit(url)
    return connect(
        f"wss://{place.netloc}{place.path}/_stcore/stream",
        ssl=unverified(),
        origin=f"https://{place.netloc}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": cookie},
        max_size=None,
    )
