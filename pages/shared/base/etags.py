"""Whether whoever asks holds an answer already."""

from __future__ import annotations

import re

from starlette.datastructures import Headers

_ONE = re.compile(r'(?:W/)?("[^"]*")')


def is_held(headers: Headers, etag: str) -> bool:
    """Whether If-None-Match names `etag` (with its quotes) in any of its lines: alone, in a list, as a weak mark, or by
    « * »."""
    given = ",".join(headers.getlist("if-none-match"))
    return given.strip() == "*" or etag in _ONE.findall(given)
