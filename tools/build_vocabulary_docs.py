"""Write docs/reference/vocabularies.md from the schemes, so that it never falls behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.vocab import LANGUAGES, Concept, Scheme, load_scheme, schemes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "vocabularies.md"
_HEAD = """\
# Vocabularies

This page is built from `src/onrecord/vocab/schemes/` by `python tools/build_vocabulary_docs.py`;
do not edit it by hand.

A concept has an id that never changes, a label in four languages, and a scope note. It is retired,
never deleted. A broader concept may be chosen where a source says no more. What a check refuses: a
label that is missing or stands twice, an unknown broader concept, a circle, letters of the wrong
script, and a Cyrillic label that reads otherwise than the Latin one.
"""


def render() -> str:
    """Return the whole page."""
    loaded = [load_scheme(name) for name in schemes()]
    contents = "\n".join(
        f"- [{scheme.name}](#{scheme.name}): {scheme.title['en']}, {len(scheme)} concepts"
        for scheme in loaded
    )
    return "\n".join([_HEAD, contents, "", *(_section(scheme) for scheme in loaded)])


def _section(scheme: Scheme) -> str:
    titles = " · ".join(scheme.title[language] for language in LANGUAGES)
    rows = "\n".join(_row(concept, depth) for concept, depth in _in_order(scheme))
    return (
        f"## {scheme.name}\n\n{titles}\n\n{scheme.scope_note}\n\n"
        "| Concept | en | sq | sr-Latn | sr-Cyrl | Scope |\n|---|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def _in_order(scheme: Scheme) -> Iterator[tuple[Concept, int]]:
    """Yield each concept once, below the first of its broader ones, with its depth."""

    def below(concept: Concept, depth: int) -> Iterator[tuple[Concept, int]]:
        yield concept, depth
        for narrower in scheme.narrower(concept.id):
            if narrower.broader[0] == concept.id:
                yield from below(narrower, depth + 1)

    for concept in scheme.top():
        yield from below(concept, 0)


def _row(concept: Concept, depth: int) -> str:
    labels = [concept.label(language) for language in LANGUAGES]
    labels[0] = "· " * depth + labels[0]
    cells = [f"`{concept.id}`", *labels, " ".join(_scope(concept))]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _scope(concept: Concept) -> Iterator[str]:
    yield concept.scope_note
    if concept.rule:
        yield f"*Rule:* {concept.rule}"
    if concept.example:
        yield f"*Example:* {concept.example}"
    if concept.valid_from or concept.valid_to:
        yield f"*In use:* {concept.valid_from or '…'} to {concept.valid_to or '…'}."
    if len(concept.broader) > 1:
        yield f"*Also under:* {', '.join(f'`{wider}`' for wider in concept.broader[1:])}."
    for code, values in concept.mappings.items():
        yield f"*{code}:* {', '.join(values)}."


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
