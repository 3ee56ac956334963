"""A page in five lines: its finding, its sentences in order, its source; never a sentence cut or said twice."""

from __future__ import annotations

from bri_data.documents.in_brief import brief_markup, lines_of
from bri_data.present.slides.model import Rows, Slide, Symbols
from bri_data.present.words import texts


def slide(title: str, note: str, lead: str = "") -> Slide:
    return Slide("essai", title, Symbols(()), note, "", "", Rows((), ()), lead)


def test_one_sentence_a_line_while_there_is_room() -> None:
    told = slide("Trois missions", "Trois missions. Deux à Paris. Une à St. John’s, le 3 mars.", "Filtré : Paris")
    assert lines_of(told, "Source : le rapport") == (
        "Trois missions.",
        "Filtré : Paris.",
        "Deux à Paris.",
        "Une à St. John’s, le 3 mars.",
        "Source : le rapport.",
    )


def test_many_sentences_share_the_lines_in_order() -> None:
    told = slide("Titre", "Un. Deux! « Trois. » Quatre. Cinq. Six. Sept.")
    assert lines_of(told, "Source.") == ("Titre.", "Un. Deux!", "« Trois. » Quatre. Cinq.", "Six. Sept.", "Source.")
    assert lines_of(told, "") == ("Titre.", "Un. Deux!", "« Trois. » Quatre. Cinq.", "Six.", "Sept.")


def test_a_line_is_never_markup_and_nothing_is_said_in_words() -> None:
    assert "&lt;b&gt;Namur" in brief_markup(["<b>Namur</b>."], texts("fr"))
    assert "Rien à dire en bref" in brief_markup([], texts("fr"))
