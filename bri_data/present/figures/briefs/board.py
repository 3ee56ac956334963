"""A brief as a whole: its parts in reading order, by kind of subject. Values in, escaped markup out; CSS: brief.css."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model import report_year
from bri_data.present import briefs, prepositions
from bri_data.present import format as fmt
from bri_data.present.brief_blanks import unsaid
from bri_data.present.briefs import Brief
from bri_data.present.figures.acronyms import explained
from bri_data.present.figures.briefs import parts
from bri_data.present.figures.briefs.activity import activity_main, activity_side, agreement_main
from bri_data.present.figures.briefs.tables import mandate, source_markup, twin
from bri_data.present.figures.common import brief_link, compare_link, highlight_link, record_link
from bri_data.present.figures.language import worded
from bri_data.present.geo.projection import distance_km
from bri_data.present.records import not_confirmed
from bri_data.present.rows import localised
from bri_data.present.words import Texts


def kicker(brief: Brief, texts: Texts) -> Markup:
    """The line above the name: the way back to all briefs, and what kind of thing this is."""
    lang = "?lang=en" if texts.lang == "en" else ""
    index = f'<a href="fiches{lang}" {click(Verb.INDEX).attribute}>{escape(texts("brief.all"))}</a>'
    kind = escape(" · ".join(kind_words(brief, texts)))
    return Markup(
        f'<p class="bri-kicker"><span class="bri-brief-back">{index} · </span>{kind}{_compare(brief, texts)}</p>'
    )


def _compare(brief: Brief, texts: Texts) -> Markup:
    """The quiet links that set a city or a partner beside others, or make it stand out on the other pages."""
    what = {"ville": "villes", "partenaire": "partenaires"}.get(brief.kind)
    if what is None:
        return Markup()
    links = (
        compare_link(what, (brief.subject["id"],), texts("compare.link"), texts),
        highlight_link(brief.kind, brief.subject["id"], texts),
    )
    return Markup(f'<span class="bri-brief-back"> · {" · ".join(links)}</span>')


def kind_words(brief: Brief, texts: Texts) -> list[str]:
    """What kind of thing the subject is, in a few words each."""
    subject = brief.subject
    if brief.kind == "ville":
        words = [texts("brief.city"), briefs.country_name(subject["country"], texts)]
    elif brief.kind == "partenaire":
        acronym = localised(subject, "acronym", texts)
        words = [texts(f"brief.sector.{subject['sector']}"), *([acronym] if acronym else [])]
    elif brief.kind == "activite":
        words = [texts(f"common.kind.{subject['kind']}")]
        words += [texts(f"brief.nature.{subject['nature']}")] if subject["nature"] else []
    else:
        words = [texts(f"brief.agreement_kind.{subject['kind']}"), texts(f"brief.status.{subject['status']}")]
    return words


def lead(brief: Brief, texts: Texts) -> str:
    """The sentence under the name, computed from the rows, as plain text."""
    if brief.kind in ("ville", "partenaire"):
        return briefs.finding(brief, texts)
    subject = brief.subject
    if brief.kind == "activite":
        facts = [fmt.when(subject["start"], subject["end"], texts), *parts.basis(subject, texts)]
        facts += [not_confirmed(subject["kind"], texts)] if subject["state"] == "announced" else []
    else:
        facts = [parts.agreement_date("dated", subject["signed"], texts)]
        facts.append(parts.agreement_date("expires", subject["expires"], texts))
    return fmt.capitalised("; ".join(facts)) + "."


def board(brief: Brief, map_markup: Markup, texts: Texts) -> Markup:
    """The whole brief under its name."""
    main = {"ville": _main, "partenaire": _main, "activite": activity_main, "entente": agreement_main}[brief.kind]
    return explained(
        Markup(
            f'<div class="bri-board bri-brief" data-subject="{escape(brief.kind)}:{escape(brief.subject["id"])}">'
            f'<div class="bri-brief-columns"><div class="bri-brief-main">{main(brief, texts)}'
            f"{parts.unsaid(unsaid(brief, texts), texts)}</div>"
            f'<div class="bri-brief-side">{_side(brief, map_markup, texts)}</div></div>'
            f'<p class="bri-source">{source_markup(brief, texts)}</p>{twin(brief, texts)}</div>'
        ),
        texts,
    )


def _main(brief: Brief, texts: Texts) -> Markup:
    """The left column of a city or a partner."""
    records = parts.entries(brief, texts)
    return Markup(
        parts.section(texts("brief.records"), records, css="bri-part-first", hidden=True)
        + (parts.section(texts("brief.outcomes_title"), parts.outcomes(brief.outcomes, texts)))
    )


def _side(brief: Brief, map_markup: Markup, texts: Texts) -> Markup:
    if brief.kind == "ville":
        facts = _distance(brief, texts) + _last_contact(brief, texts)
        travels = Markup() if brief.subject["is_home"] else parts.directions(briefs.reciprocity(brief, texts))
        about = _facts(facts) + parts.section(texts("brief.reciprocity_title"), travels)
        return Markup(map_markup + about + _history(brief, texts))
    if brief.kind == "partenaire":
        return Markup(
            map_markup + _facts(_last_contact(brief, texts)) + _partner(brief, texts) + _history(brief, texts)
        )
    return Markup(map_markup + _stops(brief, texts) + activity_side(brief, texts))


def _history(brief: Brief, texts: Texts) -> Markup:
    """The years, the themes and the functions of all the records of a city or a partner."""
    themes = parts.tallies(brief.themes, texts)
    people = parts.tallies(brief.functions, texts)
    return Markup(
        parts.section(texts("brief.years_title"), parts.years(briefs.years(brief, texts), texts))
        + parts.section(texts("brief.themes_title"), Markup(themes and f"{themes}{_note(texts, 'brief.themes_note')}"))
        + parts.section(texts("brief.people_title"), Markup(people and f"{people}{_note(texts, 'brief.people_note')}"))
    )


def _note(texts: Texts, key: str) -> Markup:
    return Markup(f'<p class="bri-note">{escape(texts(key))}</p>')


def _facts(markup: Markup) -> Markup:
    return Markup(f'<div class="bri-facts">{markup}</div>' if markup else "")


def _distance(brief: Brief, texts: Texts) -> Markup:
    km = briefs.kilometres(brief)
    if km is None:
        return Markup()
    label = texts("brief.from_home", from_home=prepositions.away_from(briefs.home_of(brief, texts).name, texts))
    return parts.fact(fmt.unit(round(km), "km", texts), escape(label))


def _last_contact(brief: Brief, texts: Texts) -> Markup:
    row = briefs.last_contact(brief)
    if row is None:
        return parts.fact(texts("common.unknown"), escape(texts("brief.no_contact")), css="bri-fact-none")
    date = fmt.when(row["start"], row["end"], texts)
    label = Markup(" · ").join(
        [escape(texts("brief.last_contact")), record_link(row, texts), *map(escape, parts.basis(row, texts))]
    )
    return parts.fact(fmt.capitalised(date), label, css="bri-fact-date")


def _partner(brief: Brief, texts: Texts) -> Markup:
    subject = brief.subject
    named = [report_year.name(year) for year in subject["named_in"] or ()]
    roles = "".join(
        f"<li><b>{worded(row, 'title', texts)}</b> <span>{escape(mandate(row, texts))}</span></li>"
        for row in brief.roles
    )
    seat = {"id": subject["city_id"], "name": subject["city_name"], "name_en": subject["city_name_en"]}
    cities = [{"id": row["city_id"], "name": row["name"], "name_en": row["name_en"]} for row in brief.places]
    about = [
        (texts("brief.named"), escape(fmt.joined(named, texts) if named else texts("brief.not_named"))),
        (texts("brief.network"), escape(texts("brief.is_network")) if subject["is_network"] else Markup()),
        (texts("brief.seat"), parts.links("ville", [seat], texts) if subject["city_id"] else Markup()),
        (texts("brief.cities_involved"), parts.links("ville", cities, texts)),
    ]
    return Markup(
        parts.section(texts("brief.roles_title"), Markup(f'<ul class="bri-roles">{roles}</ul>' if roles else ""))
        + (parts.section(texts("brief.about_partner"), parts.details(about)))
    )


def _stops(brief: Brief, texts: Texts) -> Markup:
    """The cities in their order, each with its distance from home."""
    home = brief.home
    items = ""
    for row in brief.places:
        km = distance_km(home["latitude"], home["longitude"], row["latitude"], row["longitude"])
        link = brief_link("ville", row["city_id"], localised(row, "name", texts), texts)
        country = briefs.country_name(row["country"], texts)
        items += f"<li>{link}, {escape(country)} <b>{escape(fmt.unit(round(km), 'km', texts))}</b></li>"
    title = texts("brief.stops_title", from_home=prepositions.away_from(briefs.home_of(brief, texts).name, texts))
    return parts.section(title, Markup(f'<ul class="bri-tallies bri-stops">{items}</ul>' if items else ""))
