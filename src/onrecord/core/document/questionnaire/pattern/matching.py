"""Does a whole text match a compiled pattern?"""

from __future__ import annotations

from onrecord.core.document.questionnaire.pattern.compiled import Instruction, Program

LONGEST = 2_000
"""Characters of the longest text that can match; a longer one does not."""


def matches(program: Program, text: str) -> bool:
    """Tell whether the text from its first to its last character fits the program.

    Takes at most ``len(program) * len(text)`` steps.
    """
    if len(text) > LONGEST:
        return False
    states = _reached(program, {0}, at_start=True, at_end=not text)
    for place, character in enumerate(text, start=1):
        code = ord(character)
        after = {
            state + 1
            for state in states
            if state < len(program) and _takes(program[state], code, character)
        }
        states = _reached(program, after, at_start=False, at_end=place == len(text))
    return len(program) in states


def _reached(program: Program, states: set[int], *, at_start: bool, at_end: bool) -> set[int]:
    """Return every step that can be reached without taking a character."""
    found: set[int] = set()
    open_states = list(states)
    while open_states:
        state = open_states.pop()
        if state in found:
            continue
        found.add(state)
        if state == len(program):
            continue
        step = program[state]
        if step.kind in ("split", "jump"):
            open_states += [state + offset for offset in step.to]
        elif (step.kind == "start" and at_start) or (step.kind == "end" and at_end):
            open_states.append(state + 1)
    return found


def _takes(step: Instruction, code: int, character: str) -> bool:
    if step.kind != "one":
        return False
    inside = any(low <= code <= high for low, high in step.ranges)
    return (inside or (step.letters and character.isalpha())) != step.negated
