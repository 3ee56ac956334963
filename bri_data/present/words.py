"""Every word a reader sees, by key, in French or English.

The texts live in `texts/fr/*.toml` and `texts/en/*.toml`: the file's name is the first part of a key. A text that
changes with a count is a table with `one` and `other` (and `zero`, for a sentence of its own about nothing).

A text that holds several counts writes the form of each where it stands: « {ties} {ties:lien|liens} », where # is the
number (« {n:la seule ville|les # villes} »). The number is a number, or text that begins with one (« 1 t »).

The words of a kind of activity stand together in `kinds/<code>.toml`, under their keys without the code: "common.kind"
in `kinds/mission.toml` is read as `common.kind.mission`.

A text under `kept.<key>` (kept.toml) stands in for `<key>` where filters keep a part of the records: there, what is not
found is not kept, which proves no absence.

What a bureau says of itself stands in the `bureau.toml` of its data: [[product]] in a text is its word for that.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from numbers import Integral
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from babel import Locale
from babel.numbers import NumberFormatError, get_currency_name, parse_decimal

from bri_data.model import report_year

from .. import bureau

Lang = Literal["fr", "en"]
LOCALES: dict[Lang, str] = {"fr": "fr_CA", "en": "en_CA"}
_NAME = re.compile(r"\[\[([a-z_.]+)\]\]")
_ONES = frozenset({"un", "une", "one"})
_KEPT = "kept."  # before the key that a text stands in for
_NUMBER = re.compile(r"[-−]?[\d.,\s]*\d")
_A_NOUN = re.compile(r"[Uu]ne? ")
# a name that ends with its own full stop (« Washington, D.C. ») at the end of a sentence
_TWO_STOPS = re.compile(r"(?<![./])\.\.(?![./])")
FOLDER = Path(__file__).parent / "texts"
# Where a text names a year: a whole number there is a year of reports; a calendar year is passed as text.
_YEARS = ("year", "following", "first", "last", "before")


class UnknownTextError(KeyError):
    """A key that the text files of this language do not hold."""


class _Forms(Formatter):
    """Fills the placeholders of a text, and chooses between the two forms of one that has them."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def format_field(self, value: object, format_spec: str) -> str:
        """The form that fits the number in `value`, or `value` itself."""
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, other = format_spec.split("|")
        is_one = str(self._locale.plural_form(self._number(str(value)))) == "one"
        return (one if is_one else other).replace("#", str(value))

    def _number(self, written: str) -> Decimal:
        """The number that `written` begins with, or one spelled; many where it begins with none."""
        if written.casefold() in _ONES:
            return Decimal(1)
        found = _NUMBER.match(written)
        try:
            return abs(parse_decimal(found[0].strip(), self._locale)) if found else Decimal(2)
        except NumberFormatError:
            return Decimal(2)


class Texts:
    """The words of one language. Call it with a key and the values its placeholders need."""

    def __init__(self, lang: Lang, *, of_part: bool = False) -> None:
        self.lang: Lang = lang
        self.locale = Locale.parse(LOCALES[lang])
        self._forms = _Forms(self.locale)
        who = bureau.current()
        own = {"identifier": who.identifier, "licence": ""} | dict(who.words[lang])
        own |= {"currency_words": get_currency_name(who.currency, 2, locale=self.locale)}
        read = [*_flatten(_read(lang)), *_words_of_kinds(lang)]
        self._entries = {key: _with_names(text, own) for key, text in read} | _words_of_codes(who, own)
        if of_part:
            kept = {key: text for key, text in self._entries.items() if key.startswith(_KEPT)}
            self._entries |= {key.removeprefix(_KEPT): text for key, text in kept.items()}

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key` with its {placeholders} filled; UnknownTextError when there is no such key."""
        if report_year.OPENS != 1:
            given = {name: values[name] for name in _YEARS if name in values}
            values |= {name: report_year.name(int(one)) for name, one in given.items() if isinstance(one, Integral)}
        return self._filled(self._entry(key), values)

    def _filled(self, entry: str, values: Mapping[str, object]) -> str:
        said = self._forms.format(entry, **values) if "|" in entry else entry.format(**values)
        return _TWO_STOPS.sub(".", said) if ".." in said else said

    def count(self, key: str, number: float, /, **values: object) -> str:
        """The form of `key` that fits `number` (French: 0 and 1 are singular); `{n}` is the number as text.

        Of none, a singular that opens with its number (« une mission ») has 0 in its place: « 0 mission »."""
        given = {"n": number} | values
        form = "zero" if number == 0 and f"{key}.zero" in self._entries else str(self.locale.plural_form(number))
        if number == 0 and form == "one" and _A_NOUN.match(self._entries.get(f"{key}.one", "")):
            return self._filled(_A_NOUN.sub("{n} ", self._entries[f"{key}.one"]), given)
        if f"{key}.{form}" not in self._entries or (number == 0 and form == "one" and self._says_one(key)):
            form = "other"
        return self(f"{key}.{form}", **given)

    def _says_one(self, key: str) -> bool:
        """Whether the singular says the number itself (« et une autre »): French would then say one of none. A bare
        noun (« semaine ») does not."""
        entry = self._entries[f"{key}.one"]
        return "{n}" not in entry and " " in entry

    def has(self, key: str) -> bool:
        """Whether a text stands under `key`."""
        return key in self._entries

    @property
    def keys(self) -> frozenset[str]:
        """Every key, dotted."""
        return frozenset(self._entries)

    def _entry(self, key: str) -> str:
        try:
            return self._entries[key]
        except KeyError:
            raise UnknownTextError(f"{self.lang}: {key}") from None


@cache
def texts(lang: Lang, *, of_part: bool = False) -> Texts:
    """The shared texts of `lang`, read once; `of_part`, those of a page whose filters keep a part of the records."""
    return Texts(lang, of_part=of_part)


def _with_names(text: str, own: Mapping[str, str]) -> str:
    """`text` with the bureau's own words in it; KeyError for one that no bureau has."""
    return _NAME.sub(lambda found: _plain(own[found[1]]), text)


def _words_of_codes(who: bureau.Bureau, own: Mapping[str, str]) -> dict[str, str]:
    """What is said of each axis and of each nature of a visit, which are the bureau's own."""
    said = {}
    for code in who.axes:
        said[f"common.axis.{code}"] = _plain(own[f"axis.{code}"])
        said[f"report.annual.axis.{code}"] = _plain(own[f"axis_title.{code}"])
    for code in who.natures:
        said[f"brief.nature.{code}"] = _plain(own[f"nature.{code}"])
    return said


def _plain(word: str) -> str:
    """A word of the bureau as a text without placeholders."""
    return word.replace("{", "{{").replace("}", "}}")


def _read(lang: Lang) -> dict[str, Any]:
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted((FOLDER / lang).glob("*.toml"))}


def _words_of_kinds(lang: Lang) -> list[tuple[str, str]]:
    flat = []
    for file in sorted((FOLDER / lang / "kinds").glob("*.toml")):
        for group, words in tomllib.loads(file.read_text("utf-8")).items():
            flat += _flatten({file.stem: words}, f"{group}.")
    return flat


def _flatten(node: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for name, value in node.items():
        if isinstance(value, dict):
            flat += _flatten(value, f"{prefix}{name}.")
        else:
            flat.append((prefix + name, str(value)))
    return flat
