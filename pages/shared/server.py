"""What the server adds to Streamlit: our routes and our middleware, as dashboard.py gives them to `st.App`."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from pages.shared import search
from pages.shared.agenda_feed import send_agenda
from pages.shared.assets import send_file, send_published
from pages.shared.base_path import base_path
from pages.shared.doors import Doors
from pages.shared.first_page import FirstPage, SecurityHeaders
from pages.shared.gate import Gate
from pages.shared.health import health, ready
from pages.shared.metrics import send_metrics
from pages.shared.offer import send_offer
from pages.shared.open_data import send_open_data
from pages.shared.rows import send_brief, send_rows
from pages.shared.take_away import take_away_routes

_MONITORED = (("/sante", health), ("/pret", ready), ("/mesures", send_metrics))


def routes() -> list[BaseRoute]:
    """The addresses we serve besides Streamlit's: for a monitor, our files, what pages publish, what readers open."""
    base = base_path()
    monitored = [Route(path, answer, methods=["GET"]) for path, answer in _MONITORED]
    return [
        *monitored,  # at the root too: a monitor of the machine asks without the path
        *(Route(base + route.path, route.endpoint, methods=["GET"]) for route in monitored if base),
        Route(f"{base}/bri/chercher", search.answer, methods=["GET"]),
        Route(f"{base}/bri/agenda.ics", send_agenda, methods=["GET"]),
        Route(f"{base}/bri/lignes/{{page}}", send_rows, methods=["GET"]),
        Route(f"{base}/bri/en-bref/{{page}}", send_brief, methods=["GET"]),
        Route(f"{base}/bri/offre/{{page}}", send_offer, methods=["GET"]),
        Route(f"{base}/bri/ouvertes/{{file:path}}", send_open_data, methods=["GET"]),
        Route(f"{base}/bri/{{name}}", send_file, methods=["GET"]),
        Route(f"{base}/bri/fixe/{{name}}", send_published, methods=["GET"]),
        *take_away_routes(),
    ]


def middleware() -> list[Middleware]:
    """Our middleware, outermost first."""
    return [Middleware(SecurityHeaders), Middleware(Gate), Middleware(Doors), Middleware(FirstPage)]
