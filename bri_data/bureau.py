"""Who this dashboard speaks for: what `bureau.toml`, beside the data, says of the bureau and its city.

The folder of the data is the one of BRI_DATA_DIR, or the project's own. Its `bureau.toml` is read once, at the first
question: a change of name takes effect when the dashboard is started again. A folder without one is served under
neutral names; what the file gets wrong is neutral too, and `check` names it (`faults`).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
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
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
# The way an axis points, as its arrow is drawn: out, both ways, in; "none" draws a bar.
ARROWS = ("out", "both", "in", "none")
_MOST_AXES = 8
_CARBON = {"carbon.central": 3, "carbon.high": 2}  # publisher, edition and, for the first, the band of its factors
_LISTS = ("languages", "kinds", "natures", *_CARBON)
# A word that a bureau may leave out, and the groups of words that it has for each axis and each nature of a visit.
_OPTIONAL_WORD = "licence"
_GROUPS = {"axis": "axes", "axis_title": "axes", "nature": "natures"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LONGEST = 200
_MONTHS = 12
_DECK = "deck_template"
_YEAR = "year_opens"


@dataclass(frozen=True)
class Bureau:
    """The settings of a bureau, and its words: language → key ("product", "axis.rayonne") → text.

    `identifier` stands in the identifiers of a calendar and in the names of files; `currency` is a code of ISO 4217.
    `deck_template` is a file of the data's folder that its slides start from, "" for the house's own.
    `axes`: the code of each axis of its strategy, in their order, and the arrow that it is drawn with (of ARROWS).
    `natures` of visits, and the `kinds` of activities that its rows may name: () for every kind that the code knows.
    `languages`: "fr", "en", or both. `year_opens`: the month (1 to 12) in which the year of the reports opens.
    `carbon_central` is the publisher, the edition and the band of the factors of an estimate, `carbon_high` the
    publisher and the edition of its upper bound.
    """

    identifier: str
    timezone: str
    currency: str
    languages: tuple[str, ...]
    kinds: tuple[str, ...]
    natures: tuple[str, ...]
    axes: Mapping[str, str]
    carbon_central: tuple[str, ...]
    carbon_high: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]] = field(repr=False)
    deck_template: str = ""
    year_opens: int = 1

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
    neutral = _flat(tomllib.loads(neutral_file().decode("utf-8")))
    try:
        given = _flat(tomllib.loads((folder / FILE).read_bytes().decode("utf-8-sig")))
    except FileNotFoundError:
        return _bureau_of(neutral), ()
    except (OSError, UnicodeDecodeError):
        return _bureau_of(neutral), (Fault("", "bureau_unreadable"),)
    except tomllib.TOMLDecodeError as error:
        return _bureau_of(neutral), (Fault("", "bureau_syntax", str(error)),)
    known = _expected(given, neutral)
    kept, faults = dict(known), []
    for key, value in given.items():
        rule = _rule_broken(key, value, known)
        if not rule and key == _DECK and not _is_beside(folder, str(value)):
            rule = "bureau_template"
        if rule:
            faults.append(Fault(key, rule, str(value)))
        else:
            kept[key] = value
    faults += [Fault(key, "bureau_missing") for key in known if key not in given and not _may_be_left_out(key)]
    return _bureau_of(kept), tuple(faults)


def _expected(given: Mapping[str, Any], neutral: Mapping[str, Any]) -> dict[str, Any]:
    """What a file should say, with what stands in for what it does not: the neutral file's lines, the axes and the
    natures of visits being those that the file names, each with its words in every language."""
    own_axes = {
        key: neutral.get(key, "none")
        for key in given
        if key.startswith("axes.") and _CODE.fullmatch(key.removeprefix("axes."))
    }
    axes = own_axes if 0 < len(own_axes) <= _MOST_AXES else _under("axes.", neutral)
    natures = given.get("natures")
    codes = {
        "axes": [key.removeprefix("axes.") for key in axes],
        "natures": natures if natures and not _rule_of_list("natures", natures) else neutral["natures"],
    }
    expected = {key: value for key, value in neutral.items() if not _is_of_a_group(key)} | axes
    for lang in _LANGUAGES:
        for group, of in _GROUPS.items():
            for code in codes[of]:
                key = f"{lang}.{group}.{code}"
                expected[key] = neutral.get(key, code.replace("_", " "))
    return expected


def _is_of_a_group(key: str) -> bool:
    first, _, rest = key.partition(".")
    return first == "axes" or (first in _LANGUAGES and rest.partition(".")[0] in _GROUPS)


def _may_be_left_out(key: str) -> bool:
    """Whether a file says enough without this setting: what was added to it later, or is for those who have one."""
    return key in (*_LISTS, _DECK, _YEAR, *(f"{lang}.{_OPTIONAL_WORD}" for lang in _LANGUAGES)) or key.startswith(
        "axes."
    )


def _rule_broken(key: str, value: object, known: Mapping[str, object]) -> str:
    """The code of what is wrong with a line of the file; "" for nothing."""
    if key in _LISTS:
        return _rule_of_list(key, value)
    if key == _YEAR:
        return "" if type(value) is int and 1 <= value <= _MONTHS else "bureau_year"
    if key not in known and (key.startswith("axes.") or not _may_be_left_out(key)):
        return "bureau_unknown"
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or _CONTROL.search(value):
        return "bureau_text"
    if key.startswith("axes."):
        return "" if value in ARROWS else "bureau_arrow"
    # listing the time zones reads every file of the system's: only for the line that names one
    sound: dict[str, Callable[[str], object]] = {
        "identifier": _IDENTIFIER.fullmatch,
        "currency": _CURRENCY.fullmatch,
        "timezone": lambda zone: zone in available_timezones(),
    }
    return "" if key not in sound or sound[key](value) else f"bureau_{key}"


def _is_beside(folder: Path, name: str) -> bool:
    """Whether `name` is a presentation of that very folder."""
    return Path(name).name == name and name.lower().endswith((".pptx", ".potx")) and (folder / name).is_file()


def _rule_of_list(key: str, value: object) -> str:
    """The code of what is wrong with a list of the file; "" for nothing."""
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        return "bureau_list"
    if not value or len(set(value)) < len(value) or any(len(one) > _LONGEST or _CONTROL.search(one) for one in value):
        return "bureau_list"
    if key in _CARBON:
        return "" if len(value) == _CARBON[key] else "bureau_carbon"
    if key == "languages":
        return "" if set(value) <= set(_LANGUAGES) else "bureau_codes"
    return "" if all(_CODE.fullmatch(one) for one in value) else "bureau_codes"


def _bureau_of(flat: Mapping[str, Any]) -> Bureau:
    words = {
        lang: MappingProxyType({key: str(value) for key, value in _under(f"{lang}.", flat, cut=True).items()})
        for lang in _LANGUAGES
    }
    return Bureau(
        flat["identifier"],
        flat["timezone"],
        flat["currency"],
        tuple(lang for lang in _LANGUAGES if lang in flat["languages"]),
        tuple(flat.get("kinds", ())),
        tuple(flat["natures"]),
        MappingProxyType(_under("axes.", flat, cut=True)),
        tuple(flat["carbon.central"]),
        tuple(flat["carbon.high"]),
        MappingProxyType(words),
        flat.get(_DECK, ""),
        flat.get(_YEAR, 1),
    )


def _under(prefix: str, flat: Mapping[str, Any], *, cut: bool = False) -> dict[str, Any]:
    return {key.removeprefix(prefix) if cut else key: value for key, value in flat.items() if key.startswith(prefix)}


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found
