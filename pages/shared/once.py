"""Answers worked out once for all readers, then handed out to every session as they are.

Streamlit's own caches do the same, but look at the function's source and signature again for each of its arguments at
each call: with a dozen calls a page, that took longer than the questions themselves.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import wraps
from types import CodeType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_FAILED = object()


class _Answers:
    """The last answers of one function. Safe to share between threads: who asks for what another works out waits."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def get(self, key: Hashable, work_out: Callable[[], Any]) -> Any:
        with self._lock:
            answer = self._held.get(key)
            if is_new := answer is None:
                answer = self._held[key] = Future()
                if len(self._held) > self._most:
                    self._held.popitem(last=False)
            else:
                self._held.move_to_end(key)
        if is_new:
            return self._worked_out(key, answer, work_out)
        found = answer.result()
        return self.get(key, work_out) if found is _FAILED else found

    def _worked_out(self, key: Hashable, answer: Future[Any], work_out: Callable[[], Any]) -> Any:
        try:
            found = work_out()
        except BaseException:  # a reader who left the page as well: it is no answer for those who wait
            with self._lock:
                if self._held.get(key) is answer:
                    del self._held[key]
            answer.set_result(_FAILED)
            raise
        answer.set_result(found)
        return found


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
