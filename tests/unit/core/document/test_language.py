from __future__ import annotations

import pytest

from onrecord.core.document.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two houses in the village were burned by the men who came from the north.", "en"),
        ("Dy shtëpi në fshat janë djegur nga burrat që kanë ardhur nga veriu.", "sq"),
        ("Dve kuće u selu su zapalili ljudi koji su došli sa severa.", "sr-Latn"),
        ("Две куће у селу су запалили људи који су дошли са севера.", "sr-Cyrl"),
        ("Два дома в деревне были сожжены людьми, которые пришли с севера ыэ.", None),
        ("1999", None),
        ("Arta", None),
        ("", None),
    ],
)
def test_a_language_is_named_only_where_the_text_tells(text: str, language: str | None) -> None:
    assert guess_language(text) == language
