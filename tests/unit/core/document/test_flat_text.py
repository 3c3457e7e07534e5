from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.document.dates import find_dates
from onrecord.core.document.figures import find_figures
from onrecord.core.document.flat_text import flattened


def test_white_space_is_evened_out_and_the_way_back_is_known() -> None:
    flat = flattened("more  than\n \t12\tmen")
    assert flat.text == "more than\n12 men"
    assert flat.quote(0, 12) == "more  than\n \t12"
    assert flattened("more than\n12 men").places is None


@given(st.text(alphabet="ab1 \n\t\r", max_size=60), st.data())
def test_every_part_is_found_in_the_original(original: str, data: st.DataObject) -> None:
    flat = flattened(original)
    assert flat.text.split() == original.split()
    start = data.draw(st.integers(0, len(flat.text)))
    end = data.draw(st.integers(start, len(flat.text)))
    assert flat.quote(start, end).split() == flat.text[start:end].split()


def test_figures_and_dates_are_read_over_uneven_white_space() -> None:
    text = "By  January \n 1,  1998 more \r\n than\t 1,303  people  were missing."
    (date,) = find_dates(text)
    (figure,) = find_figures(text)
    assert (date.edtf, date.role) == ("1998-01-01", "as_of")
    assert text[date.start : date.end] == date.quote == "January \n 1,  1998"
    assert figure.quantity.low == 1303
    assert figure.as_of == "1998-01-01"
    assert figure.counted == "people"
    assert text[figure.start : figure.end] == figure.quote == "more \r\n than\t 1,303"
