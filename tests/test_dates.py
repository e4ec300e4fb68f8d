"""EDTF → bounds: what a historian writes, and what must be refused."""

import pytest

from histkg.dates import Extent, Span, parse_extent
from histkg.errors import UsageError

BEGIN = [
    ("1920-05-26", "1920-05-26", "1920-05-26", "day"),
    ("[1920-05-25,1920-05-26]", "1920-05-25", "1920-05-26", "day"),  # the night of 25 to 26 May
    ("[1920-05-25..1920-05-28]", "1920-05-25", "1920-05-28", "day"),
    ("1920-05-25/1920-05-26", "1920-05-25", "1920-05-26", "day"),
    ("1920-05", "1920-05-01", "1920-05-31", "month"),
    ("1920-05-XX", "1920-05-01", "1920-05-31", "month"),
    ("1920-02", "1920-02-01", "1920-02-29", "month"),  # 1920 was a leap year
    ("1921-02", "1921-02-01", "1921-02-28", "month"),
    ("1920-21", "1920-03-01", "1920-05-31", "season"),
    ("1920", "1920-01-01", "1920-12-31", "year"),
    ("192X", "1920-01-01", "1929-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("-0043", "-0043-01-01", "-0043-12-31", "year"),
    ("../1920-05", None, "1920-05-31", "longer"),
    ("1920-05/..", "1920-05-01", None, "longer"),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "precision"), BEGIN, ids=[row[0] for row in BEGIN])
def test_begin_has_the_bounds_of_the_calendar(edtf, earliest, latest, precision):
    assert parse_extent(edtf, "begin") == Extent(Span(earliest, latest, precision))


def test_interval_as_whole_extent_begins_in_its_first_part_and_ends_in_its_last():
    assert parse_extent("1920-04/1921-02", "date") == Extent(
        Span("1920-04-01", "1920-04-30", "month"), Span("1921-02-01", "1921-02-28", "month")
    )


def test_single_unit_as_whole_extent_holds_both_ends():
    month = Span("1920-06-01", "1920-06-30", "month")
    assert parse_extent("1920-06", "date") == Extent(month, month)


def test_open_end_is_not_an_unknown_end():
    assert parse_extent("1920-08/..", "date").end == Span(open=True)
    assert parse_extent("1920-08/", "date").end is None


def test_unknown_end_gets_no_invented_year():
    """python-edtf pads an unknown end by ten years; nothing of that may come through."""
    assert parse_extent("1920-06/", "begin").begin.latest is None


def test_doubt_is_kept_beside_the_bounds():
    about = parse_extent("1920-06-04~", "end").end
    assert (about.earliest, about.approximate, about.uncertain) == ("1920-06-04", True, False)
    assert parse_extent("1920?", "begin").begin.uncertain
    assert parse_extent("1920%", "begin").begin == Span("1920-01-01", "1920-12-31", "year", False, True, True)


REFUSED = [
    ("1846-7", "may mean a month or a year"),
    ("1920-02-30", "no calendar has"),
    ("spring 1920", "words"),
    ("26 May 1920", "words"),
    ("1921/1920", "ends before it begins"),
    ("", "empty"),
    ("..", "empty"),
    ("1920-05-26T", "no EDTF"),
    ("١٩٢٠", "characters"),
    ("1920-13", "no EDTF"),
]


@pytest.mark.parametrize(("edtf", "reason"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_what_is_no_date_is_refused_with_its_reason(edtf, reason):
    with pytest.raises(UsageError) as caught:
        parse_extent(edtf, "begin")
    assert reason in caught.value.what
    assert caught.value.hint


def test_a_property_that_takes_no_date_is_named():
    with pytest.raises(UsageError, match="place"):
        parse_extent("1920", "place")
