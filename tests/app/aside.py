"""Run what is asynchronous to its end, whatever a browser's test left running in this thread."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def finished(work: Coroutine[object, object, Result]) -> Result:
    """What `work` gives, run in a loop and a thread of its own: a loop may already be running in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()
