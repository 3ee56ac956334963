"""Rows and sides of the timeline's bars: no two things in one place, whatever the texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bri_data.present.figures.timeline.layout import BAR, NARROW, WIDE, Place, pack, row_count
from bri_data.present.timeline import Item, Span


def item(left: float, right: float, name: str) -> Item:
    return Item(name, "activities", "mission", "dated", Span(1, left, right, right), name, "", (), name, "")


def test_a_bar_takes_the_highest_free_row() -> None:
    march, april, october = item(17, 25, "Washington"), item(25, 33, "San Antonio"), item(76, 84, "Québec")
    # Washington's text runs over April, whose bar goes down; October is far, and its text stands on the left
    places = pack([march, april, october], WIDE)
    assert [(place.row, place.on_left) for place in places] == [(0, False), (1, False), (0, True)]
    assert row_count(places) == 2


def test_a_text_that_would_leave_the_frame_stands_on_the_left() -> None:
    (place,) = pack([item(70, 74, "Une conférence internationale")], NARROW)
    assert place.on_left


def test_no_item_takes_no_row() -> None:
    assert row_count(pack([], WIDE)) == 0


_ITEMS = st.lists(
    st.builds(
        lambda left, width, name: item(left, min(left + width, 100), name),
        st.floats(0, 99.7),
        st.floats(0.27, 60),
        st.text("abcdé WM北京", max_size=60),
    ),
    max_size=25,
)


@given(_ITEMS, st.sampled_from([WIDE, NARROW]))
def test_nothing_overlaps_and_nothing_leaves_the_frame(items: list[Item], width: float) -> None:
    boxes: dict[int, list[tuple[float, float]]] = {}
    for found, place in zip(items, pack(items, width), strict=True):
        left, right = box(found, place, width)
        assert left >= -1e-6
        assert right <= width + 1e-6
        for other_left, other_right in boxes.setdefault(place.row, []):
            assert right <= other_left or other_right <= left
        boxes[place.row].append((left, right))


def box(found: Item, place: Place, width: float) -> tuple[float, float]:
    assert found.span
    left = min(found.span.left / 100 * width, width - BAR)
    right = max(found.span.right / 100 * width, left + BAR)
    return (left - place.room, right) if place.on_left else (left, right + place.room)
