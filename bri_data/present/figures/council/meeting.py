"""La séance as escaped HTML: three columns of lines, the axis of time, what the marks mean, the table twin."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present import meeting as values
from bri_data.present.figures.common import brief_link, fold, table, title_link, with_method
from bri_data.present.figures.council.duty_marks import duty_mark, state_word
from bri_data.present.figures.council.meeting_axis import WIDTH, axis
from bri_data.present.figures.language import place
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.meeting import COLUMNS, Entry, Group, Meeting
from bri_data.present.words import Texts

# of a group on the page; the table holds them all
MOST_LINES: dict[Group, int] = {"late": 8, "report": 5, "unknown": 3, "soon": 5}
_USUAL = 4
_MOST_ROWS = 300
TABLE_ID = "seance-lignes"
# what is said under a group: always, or when nothing stands in it
_ABOUT: dict[Group, bool] = {"report": False, "late": True}
_LEGEND = (
    ("done", True),
    ("late", True),
    ("unknown", True),
    ("to_come", True),
    ("to_come", False),
    ("not_applicable", True),
)


def board(meeting: Meeting, texts: Texts, changes: Markup = Markup()) -> Markup:
    """The page under its title; `changes` is what the data say otherwise since the meeting before."""
    columns = "".join(_column(name, groups, meeting, texts) for name, groups in COLUMNS.items())
    notes = [texts("meeting.nothing_proves"), texts("meeting.foot")]
    if meeting.unread:
        n, total = len(meeting.entries), len(meeting.entries) + meeting.unread
        notes.append(texts("meeting.cut", n=fmt.number(n, texts), total=fmt.number(total, texts)))
    return Markup(
        f'<div class="bri-board bri-meeting"><p class="bri-lead">{escape(values.lead(meeting, texts))}</p>'
        f'<div class="bri-meeting-columns">{columns}</div>{changes}{_axis(meeting, texts)}'
        f'<p class="bri-source">{with_method(escape(" ".join(notes)), texts)}</p>{_twin(meeting, texts)}</div>'
    )


def _column(name: str, groups: tuple[Group, ...], meeting: Meeting, texts: Texts) -> Markup:
    days = {"since": meeting.sitting.since, "today": meeting.sitting.today, "next": meeting.sitting.today}
    head = texts(f"meeting.column.{name}", date=fmt.when(days[name].isoformat(), None, texts))
    body = "".join(_group(group, meeting, texts) for group in groups)
    return Markup(f'<section class="bri-meeting-column"><h2>{escape(head)}</h2>{body}</section>')


def _group(group: Group, meeting: Meeting, texts: Texts) -> Markup:
    entries, most = meeting.of(group), MOST_LINES.get(group, _USUAL)
    n = fmt.number(len(entries), texts)
    count = texts("meeting.at_least", n=n) if meeting.unread and entries else n
    head = f"{escape(texts(f'meeting.group.{group}'))} <span>{escape(count)}</span>"
    about = ""
    if group in _ABOUT and _ABOUT[group] is (not entries):
        about = f'<p class="bri-meeting-note">{escape(texts(f"meeting.about.{group}"))}</p>'
    lines = "".join(_line(entry, texts) for entry in entries[:most])
    if len(entries) > most:
        more = texts("meeting.more", n=fmt.number(len(entries) - most, texts))
        lines += f'<li class="bri-meeting-more"><a href="#{TABLE_ID}">{escape(more)}</a></li>'
    if not entries and not about:
        lines = f"<li>{duty_mark('not_applicable')}<span></span><p>{escape(texts('meeting.none'))}</p></li>"
    return Markup(f"<h3>{head}</h3>{about}<ul>{lines}</ul>")


def _line(entry: Entry, texts: Texts) -> Markup:
    word = escape(state_word(entry.state, texts, is_exact=entry.is_exact))
    is_late = ' class="bri-is-late"' if entry.state in ("late", "done_late") else ""
    state = f"<strong>{word}</strong> · " if is_late else f'<span class="bri-hidden">{word}, </span>'
    return Markup(
        f"<li{is_late}>{duty_mark(entry.state, is_exact=entry.is_exact)}<time>{escape(entry.when)}</time>"
        f"<p>{_named(entry, texts)} · {state}<span>{escape(entry.note)}</span>"
        f"<small>{_source(entry, texts)}</small></p></li>"
    )


def _named(entry: Entry, texts: Texts) -> Markup:
    return Markup(brief_link(*entry.brief, entry.name, texts) if entry.brief else f"<b>{escape(entry.name)}</b>")


def _source(entry: Entry, texts: Texts) -> Markup:
    return title_link(*entry.source, texts) if entry.source else Markup()


def _axis(meeting: Meeting, texts: Texts) -> Markup:
    drawn = axis(meeting, texts)
    items = "".join(
        f"<li>{duty_mark(state, is_exact=exact)}{escape(state_word(state, texts, is_exact=exact))}</li>"  # type: ignore[arg-type]
        for state, exact in _LEGEND
    )
    outside = ""
    if drawn.outside:
        year = meeting.sitting.today.year - 1
        note = texts("meeting.axis_more", n=fmt.number(drawn.outside, texts), year=str(year))
        outside = f'<li class="bri-legend-note">{escape(note)}</li>'
    frame = f'role="img" aria-label="{escape(texts("meeting.axis"))}" viewBox="0 0 {WIDTH:g} {drawn.height:g}"'
    return Markup(
        f'<section class="bri-meeting-axis"><svg {frame}>'
        f'{drawn.svg}</svg><ul class="bri-legend">{items}{outside}</ul></section>'
    )


def _twin(meeting: Meeting, texts: Texts) -> Markup:
    names = ("group", "state", "date", "name", "note", "source", "locator")
    heads = [texts(f"meeting.heading.{name}") for name in names]
    cells = [
        (
            escape(texts(f"meeting.group.{entry.group}")),
            escape(state_word(entry.state, texts, is_exact=entry.is_exact)),
            escape(entry.when),
            _named(entry, texts),
            escape(entry.note),
            _source(entry, texts),
            place(entry.locator, texts),
        )
        for entry in meeting.entries[:_MOST_ROWS]
    ]
    note = limited_note(len(cells), len(meeting.entries) + meeting.unread, texts)
    return fold(texts("meeting.twin"), table(texts("meeting.twin"), heads, cells) + note, id=TABLE_ID)
