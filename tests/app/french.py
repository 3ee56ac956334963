"""French words in what an English page or file says: told from the names that stay French in any language."""

from __future__ import annotations

import csv
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
# words that no English sentence holds, as long as they are not part of a name
WORDS = frozenset(
    [
        "accueil",
        "accueils",
        "activité",
        "activités",
        "au",
        "aux",
        "avec",
        "cette",
        "ces",
        "dans",
        "de",
        "depuis",
        "des",
        "du",
        "entente",
        "ententes",
        "est",
        "et",
        "jusqu",
        "leur",
        "leurs",
        "les",
        "mais",
        "mois",
        "nous",
        "ou",
        "par",
        "pour",
        "qui",
        "que",
        "rapport",
        "rencontre",
        "sans",
        "selon",
        "semaines",
        "sont",
        "sous",
        "sur",
        "une",
        "ville",
        "vers",
        "cabine",
        "voyageurs",
        "déplacements",
        "hypothèse",
        "itinéraire",
        "page",
        "entière",
        "aucun",
        "aucune",
    ]
) - {"page", "par", "sur", "mission"}  # English words too
ACCENTED = re.compile(r"[àâçèéêëîïôùûœÀÂÇÈÉÊËÎÏÔÙÛŒ]")
# official names that keep their French in English, and words that English writes with an accent
NAMES = (
    "Québec à l’international",
    "Ville de Québec",
    "Grandes conférences Brian Mulroney",
    "Grandes conférences",
    "Français",
    "Lire cette page en français",
    "Place de Namur",
    "Québec",
    "Montréal",
    "Córdoba",
    "Saint-Étienne",
    "attaché",
)
NAMED = {
    "villes.csv": ("nom", "nom_en"),
    "partenaires.csv": ("nom_en", "sigle_en"),
    "credits_carbone.csv": ("programme",),
    "sources.csv": ("editeur",),
}
QUOTED = {"sources.csv": ("titre",), "activites.csv": ("titre",), "ententes.csv": ("titre",)}
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


def _cells(columns: dict[str, tuple[str, ...]]) -> set[str]:
    """What the data write in these columns of these files."""
    found = set()
    for file, wanted in columns.items():
        with (DATA / file).open(encoding="utf-8-sig", newline="") as stream:
            found |= {" ".join(row[column].split()) for row in csv.DictReader(stream) for column in wanted}
    return found - {""}


def _any_of(phrases: set[str]) -> str:
    """A pattern for these phrases as whole words, the longest first."""
    return "|".join(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in sorted(phrases, key=len, reverse=True))


@cache
def names() -> re.Pattern[str]:
    """Names that stay as they are: cities, organisations, publishers, and those of NAMES."""
    return re.compile(_any_of(set(NAMES) | _cells(NAMED)))


def french_in(text: str) -> list[str]:
    """The words of `text` that are French and in no name, as they stand."""
    left = names().sub(" ", re.sub(r"https?://\S+|\w+\.csv", " ", " ".join(text.split())))
    words = re.findall(r"[^\W\d_]+", left)
    return [word for word in words if word.lower() in WORDS or ACCENTED.search(word)]


class Said(HTMLParser):
    """What markup says in English: its text and the attributes that are read aloud, outside `lang="fr"`."""

    SPOKEN = ("aria-label", "title", "alt", "data-said", "placeholder", "aria-description")

    def __init__(self) -> None:
        super().__init__()
        self.french = [False]
        self.said: list[str] = []
        self.mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        french = (found["lang"] or "").startswith("fr") if "lang" in found else self.french[-1]
        if not french:
            self.said += [found[name] or "" for name in self.SPOKEN if name in found]
        if tag not in VOID:
            self.french.append(french)
            self.mute += tag in {"script", "style", "code"}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if len(self.french) > 1:
            self.french.pop()
        self.mute -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self.french[-1] and not self.mute:
            self.said.append(data)


def french_said(markup: str) -> list[str]:
    """The passages of `markup` that say something in French without marking it so, once each."""
    reader = Said()
    reader.feed(markup)
    passages = dict.fromkeys(" ".join(one.split()) for one in reader.said)
    return [f"{french_in(one)} in: {one}" for one in passages if french_in(one)]


# Codes of the data and of countries, which are the same in every language.
CODES = r"(?<![\w-])[a-z\d]+(?:[-_][a-z\d]+)+(?![\w-])|[a-z_]+(?= \()|\b[A-Z]{2}\b"


@cache
def kept() -> re.Pattern[str]:
    """What a file may quote in French, since it cannot mark it: titles of documents and of records, sections, codes."""
    found = _any_of(set(NAMES) | _cells(NAMED) | _cells(QUOTED))
    return re.compile(rf"{found}|«[^»]*»|§ [^;,.|)]*|{CODES}")


def french_in_file(passages: list[str]) -> list[str]:
    """The passages of a file that say something in French beyond names and what it quotes, once each."""
    told = dict.fromkeys(" ".join(passage.split()) for passage in passages)
    left = {one: french_in(kept().sub(" ", one)) for one in told}
    return [f"{words} in: {one}" for one, words in left.items() if words]
