"""What pages publish is kept within a size, the latest first."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from pages.shared.base.assets import Published, asset, respond


def test_what_is_published_keeps_to_its_size_and_the_oldest_goes_first() -> None:
    kept = Published(most=10_000)
    for number in range(50):
        kept.put(str(number), asset(bytes([number]) * 3 + bytes(range(256)) * 4, "text/plain"))
        assert kept.get("0") is not None or number > 3  # read again each time: it is not the oldest
    assert kept.size <= 10_000
    assert kept.get("0") is not None
    assert kept.get("1") is None
    assert kept.get("49") is not None


def test_one_thing_larger_than_the_size_is_still_served() -> None:
    kept = Published(most=10)
    kept.put("large", asset(bytes(range(256)), "text/plain"))
    assert kept.get("large") is not None


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("gzip; q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("br", False),
        ("", False),
    ],
)
def test_what_is_compressed_goes_to_whoever_takes_it(accepted: str, is_zipped: bool) -> None:
    item = asset(b"a" * 5000, "text/plain")
    answer = respond(item, Headers({"accept-encoding": accepted}), "no-cache")
    assert (answer.headers.get("content-encoding") == "gzip") is is_zipped
    assert (answer.body == item.body) is not is_zipped
