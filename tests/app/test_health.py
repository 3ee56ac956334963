"""What a monitor asks of the server: many who ask at once are one question to the data."""

from __future__ import annotations

import asyncio
import json
import threading

import duckdb
import pandas as pd
import pytest
from starlette.requests import Request

from bri_data.queries.overview import years
from bri_data.store import data_dir
from pages.shared.rights.folders import data_folder
from pages.shared.server import health as module
from pages.shared.server.health import health, ready
from tests.app.aside import finished


def test_all_who_ask_meanwhile_share_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    data_folder(data_dir()).current()  # the data are open from here on
    asked: list[str] = []
    every = threading.Event()

    def slow(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        asked.append("years")
        every.wait(2)
        return years(con)

    monkeypatch.setattr(module, "years", slow)

    async def crowd() -> list[tuple[int, dict[str, object]]]:
        tasks = [asyncio.create_task((health, ready)[n % 2](Request({"type": "http"}))) for n in range(40)]
        await asyncio.sleep(0)  # each has asked
        every.set()
        return [(answer.status_code, json.loads(bytes(answer.body))) for answer in await asyncio.gather(*tasks)]

    answers = finished(crowd())
    assert asked == ["years"]
    assert [status for status, _ in answers] == [200] * 40
    assert answers[:2] == [(200, {"status": "ok", "faults": 0}), (200, {"ready": True})]
