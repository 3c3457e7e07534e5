from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.read.text_builder import TextBuilder
from onrecord.core.document.document_text import Flag

STEPS = st.lists(
    st.one_of(
        st.sampled_from(["tab", "line", "paragraph", "open", "close"]),
        st.text(alphabet="ab \n", max_size=4).map(lambda text: f"words:{text}"),
    ),
    max_size=40,
)


def test_breaks_do_not_add_up() -> None:
    builder = TextBuilder()
    builder.paragraph()
    builder.words(" first ")
    builder.line()
    builder.paragraph()
    builder.words("second")
    builder.tab()
    builder.tab()
    builder.words(" third ")
    builder.paragraph()
    assert builder.text() == "first\n\nsecond\t\tthird"


@given(STEPS)
def test_flags_always_lie_on_their_words(steps: list[str]) -> None:
    builder = TextBuilder()
    keys: list[int] = []
    for step in steps:
        if step.startswith("words:"):
            builder.words(step.removeprefix("words:"))
        elif step == "open":
            keys.append(builder.open_flag(Flag.hidden))
        elif step == "close" and keys:
            builder.close_flag(keys.pop())
        elif step in ("tab", "line", "paragraph"):
            getattr(builder, step)()
    while keys:
        builder.close_flag(keys.pop())
    text = builder.text()
    assert len(text) == builder.length
    assert text == text.strip()
    for span in builder.flagged():
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()
