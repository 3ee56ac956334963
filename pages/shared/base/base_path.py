"""Where the dashboard stands on its host: at the root, or below the path of Streamlit's own `server.baseUrlPath`."""

from __future__ import annotations

from starlette.requests import Request
from streamlit import config


def base_path() -> str:
    """The path that every address begins with, such as « /outils/bri »; "" at the root."""
    asked = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{asked}" if asked else ""


def below_base(path: str) -> str | None:
    """`path` as the dashboard names it, from its own root; None for an address outside of the dashboard."""
    base = base_path()
    if not base or path == base:
        return path if not base else "/"
    return path.removeprefix(base) if path.startswith(f"{base}/") else None


def home_asked(request: Request) -> str:
    """The address of the overview as `request` named its host, ending in « / »."""
    return str(request.base_url).rstrip("/") + base_path() + "/"
