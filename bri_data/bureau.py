"""Who this dashboard speaks for: what `bureau.toml`, beside the data, says of the bureau and its city.

The folder of the data is the one of BRI_DATA_DIR, or the project's own. Its `bureau.toml` is read once, at the first
question: a change of name takes effect when the dashboard is started again. A folder without one is served under
neutral names; what the file gets wrong is neutral too, and `check` names it (`faults`).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

FILE = "bureau.toml"
_PROJECT = Path(__file__).resolve().parents[1]
_NEUTRAL = Path(__file__).with_name("neutral_bureau.toml")
_LANGUAGES = ("fr", "en")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LONGEST = 200
_DECK = "deck_template"  # the one setting that may be absent


@dataclass(frozen=True)
class Bureau:
    """The settings of a bureau, and its words: language → key ("product", "axis.rayonne") → text.

    `identifier` stands in the identifiers of a calendar and in the names of files; `currency` is a code of ISO 4217.
    `deck_template` is a file of the data's folder that its slides start from, "" for the house's own.
    """

    identifier: str
    timezone: str
    currency: str
    words: Mapping[str, Mapping[str, str]] = field(repr=False)
    deck_template: str = ""

    @property
    def clock(self) -> ZoneInfo:
        """The time zone in which the bureau dates what it writes."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True)
class Fault:
    """What the file gets wrong: the key ("" for the whole file), what stands there, and the code of a sentence."""

    key: str
    rule: str
    value: str = ""


def data_folder() -> Path:
    """The folder of CSV files to serve: BRI_DATA_DIR, or the project's own `data`."""
    return Path(os.environ.get("BRI_DATA_DIR") or _PROJECT / "data").expanduser().resolve()


@cache
def current() -> Bureau:
    """The bureau of the data that this process serves."""
    return read(data_folder())[0]


def deck_template() -> Path | None:
    """The presentation that the slides of this bureau start from; None for the house's own."""
    return data_folder() / current().deck_template if current().deck_template else None


def neutral_file() -> bytes:
    """A bureau.toml that names nobody, with the explanation of each line: what a new folder starts from."""
    return _NEUTRAL.read_bytes()


def read(folder: Path) -> tuple[Bureau, tuple[Fault, ...]]:
    """The bureau of a folder and what is wrong in its file; the neutral one, without a fault, where there is none."""
    neutral = tomllib.loads(neutral_file().decode("utf-8"))
    try:
        given = tomllib.loads((folder / FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return _bureau(neutral), ()
    except (OSError, UnicodeDecodeError):
        return _bureau(neutral), (Fault("", "bureau_unreadable"),)
    except tomllib.TOMLDecodeError as error:
        return _bureau(neutral), (Fault("", "bureau_syntax", str(error)),)
    known, faults = _flat(neutral), []
    kept = dict(known)
    for key, value in _flat(given).items():
        rule = _rule_broken(key, value, known)
        if not rule and key == _DECK and not _is_beside(folder, str(value)):
            rule = "bureau_template"
        if rule:
            faults.append(Fault(key, rule, str(value)))
        else:
            kept[key] = value
    faults += [Fault(key, "bureau_missing") for key in known if key not in _flat(given)]
    return _bureau_of(kept), tuple(faults)


def _rule_broken(key: str, value: object, known: Mapping[str, object]) -> str:
    """The code of what is wrong with a line of the file; "" for nothing."""
    if key not in known and key != _DECK:
        return "bureau_unknown"
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or _CONTROL.search(value):
        return "bureau_text"
    form = {"identifier": _IDENTIFIER, "currency": _CURRENCY}.get(key)
    if form and not form.fullmatch(value):
        return f"bureau_{key}"
    if key == "timezone" and value not in available_timezones():
        return "bureau_timezone"
    return ""


def _is_beside(folder: Path, name: str) -> bool:
    """Whether `name` is a presentation of that very folder."""
    return Path(name).name == name and name.lower().endswith((".pptx", ".potx")) and (folder / name).is_file()


def _bureau(table: dict[str, Any]) -> Bureau:
    return _bureau_of(_flat(table))


def _bureau_of(flat: Mapping[str, Any]) -> Bureau:
    words = {
        lang: MappingProxyType(
            {key.removeprefix(f"{lang}."): str(value) for key, value in flat.items() if key.startswith(f"{lang}.")}
        )
        for lang in _LANGUAGES
    }
    return Bureau(flat["identifier"], flat["timezone"], flat["currency"], MappingProxyType(words), flat.get(_DECK, ""))


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found
