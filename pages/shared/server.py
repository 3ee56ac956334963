"""What the server adds to Streamlit: our routes and our middleware, as dashboard.py gives them to `st.App`."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from pages.shared import search
from pages.shared.agenda_feed import send_agenda
from pages.shared.assets import send_file, send_published
from pages.shared.first_page import FirstPage, SecurityHeaders
from pages.shared.gate import Gate
from pages.shared.health import health, ready
from pages.shared.rows import send_rows
from pages.shared.take_away import take_away_routes


def routes() -> list[BaseRoute]:
    """The addresses we serve besides Streamlit's: for a monitor, our files, what pages publish, what readers open."""
    return [
        Route("/sante", health, methods=["GET"]),
        Route("/pret", ready, methods=["GET"]),
        Route("/bri/chercher", search.answer, methods=["GET"]),
        Route("/bri/agenda.ics", send_agenda, methods=["GET"]),
        Route("/bri/lignes/{page}", send_rows, methods=["GET"]),
        Route("/bri/{name}", send_file, methods=["GET"]),
        Route("/bri/fixe/{name}", send_published, methods=["GET"]),
        *take_away_routes(),
    ]


def middleware() -> list[Middleware]:
    """Our middleware, outermost first."""
    return [Middleware(SecurityHeaders), Middleware(Gate), Middleware(FirstPage)]
