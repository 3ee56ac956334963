"""Answers worked out once for all readers, then handed out to every session as they are.

Streamlit's own caches do the same, but look at the function's source and signature again for each of its arguments at
each call: with a dozen calls a page, that took longer than the questions themselves. What is kept is bounded in number
for each function, and in bytes for all of them.
"""

from __future__ import annotations

import math
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from itertools import count, islice
from types import CodeType
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

_FAILED = object()


# What every function keeps together: the answer used longest ago goes first, whose ever it is.
MOST_BYTES = 256_000_000
_LOOKED_AT = 8  # items of a long container
_moments = count()


@dataclass
class _Kept:
    """One answer, or whoever works it out; `weight` in bytes once it is known, `used` the moment of its last use."""

    answer: Future[Any]
    used: int
    weight: int = 0


class _Answers:
    """The last answers of one function. Safe to share between threads: who asks for what another works out waits."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, _Kept] = OrderedDict()
        self.weight = 0  # bytes of the answers held

    @property
    def oldest(self) -> float:
        """The moment when the answer used longest ago was last used; infinite without any."""
        with self._lock:
            return next((kept.used for kept in self._held.values()), math.inf)

    def get(self, key: Hashable, work_out: Callable[[], Any]) -> Any:
        with self._lock:
            kept = self._held.get(key)
            if is_new := kept is None:
                kept = self._held[key] = _Kept(Future(), next(_moments))
                if len(self._held) > self._most:
                    self._drop_oldest()
            else:
                self._held.move_to_end(key)
                kept.used = next(_moments)
        if is_new:
            return self._worked_out(key, kept, work_out)
        found = kept.answer.result()
        return self.get(key, work_out) if found is _FAILED else found

    def let_go(self) -> None:
        """Forget the answer used longest ago. Whoever waits for it still gets it."""
        with self._lock:
            if self._held:
                self._drop_oldest()

    def _worked_out(self, key: Hashable, kept: _Kept, work_out: Callable[[], Any]) -> Any:
        try:
            found = work_out()
        except BaseException:  # a reader who left the page as well: it is no answer for those who wait
            with self._lock:
                if self._held.get(key) is kept:
                    del self._held[key]
            kept.answer.set_result(_FAILED)
            raise
        with self._lock:
            if self._held.get(key) is kept:
                kept.weight = weight_of(found) + weight_of(key)
                self.weight += kept.weight
        kept.answer.set_result(found)
        _make_room()
        return found

    def _drop_oldest(self) -> None:
        _, kept = self._held.popitem(last=False)
        self.weight -= kept.weight


def _make_room() -> None:
    """Forget the answers used longest ago, of all functions, until those that are left weigh MOST_BYTES at most."""
    with _functions_lock:
        every = list(_functions.values())
    while sum(answers.weight for answers in every) > MOST_BYTES:
        min(every, key=lambda answers: answers.oldest).let_go()


def weight_of(value: Any) -> int:
    """About how many bytes of memory `value` holds: texts and arrays by their size, containers by a few of their
    items, at little cost whatever their length."""
    if isinstance(value, pd.DataFrame):
        return sum(weight_of(value[name].to_numpy()) for name in value) + sys.getsizeof(value.index)
    if isinstance(value, np.ndarray):
        return int(value.nbytes) + (_weight_of_some(value, len(value)) if value.dtype == object and value.ndim else 0)
    own = sys.getsizeof(value)
    if isinstance(value, Mapping):
        return own + _weight_of_some(value.keys(), len(value)) + _weight_of_some(value.values(), len(value))
    if isinstance(value, (tuple, list, set, frozenset)):
        return own + _weight_of_some(value, len(value))
    if is_dataclass(value) and not isinstance(value, type):
        return own + sum(weight_of(getattr(value, one.name)) for one in fields(value))
    return own


def _weight_of_some(values: Iterable[Any], size: int) -> int:
    """The weight of `size` values: of all when they are few, told by some that stand evenly among them otherwise."""
    if size <= 3 * _LOOKED_AT:
        return sum(map(weight_of, values))
    step = size // _LOOKED_AT
    some = [weight_of(one) for one in islice(values, 0, None, step)]
    return sum(some) * size // len(some)


# By file and code: a page's file is run again for every reader, and its functions are made anew.
_functions: dict[tuple[str, CodeType], _Answers] = {}
_functions_lock = threading.Lock()


def once_for_all(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers of a function of this process, by its arguments in their order.

    Arguments are values that can be hashed, given by position; those whose name begins with "_" are left out of what
    tells one answer from another. Answers are shared: nobody may change one. An error is no answer: it is raised, and
    the next one asks again.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        code = function.__code__
        with _functions_lock:
            answers = _functions.setdefault((code.co_filename, code), _Answers(most))
        names = code.co_varnames[: code.co_argcount]
        told = [index for index, name in enumerate(names) if not name.startswith("_")]

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            if kwargs:  # they would not tell one answer from another
                raise TypeError(f"{function.__name__}: arguments by position alone, not {', '.join(kwargs)}")
            found: R = answers.get(tuple(args[index] for index in told), lambda: function(*args, **kwargs))
            return found

        return asked

    return decorate
