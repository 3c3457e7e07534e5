"""What can go wrong, as one tree.

::

    OnRecordError
    └── UserError            something the user can mend; exit code 2
        ├── InputError       a file, line, column or value that cannot be taken
        ├── UsageError       a command or call that makes no sense as it stands
        ├── AccessDenied     the acting user may not do this
        └── Conflict         somebody else changed the same record first

Everything else that is raised is a programming error and crashes (exit code 3).
"Cannot be estimated", "cannot be compared" and "suppressed" are results, not errors.
"""

from __future__ import annotations

from typing import ClassVar


class OnRecordError(Exception):
    """Base of every error that OnRecord raises on purpose."""

    exit_code: ClassVar[int] = 3


class UserError(OnRecordError):
    """An error that the user can mend: says what is wrong, where, and what to do next.

    ``template`` is a constant sentence with ``{names}``, so that it can be translated; the
    values of those names come as keyword arguments and are kept in ``params``.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self,
        template: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
        value: object = None,
        remedy: str | None = None,
        **params: object,
    ) -> None:
        self.template = template
        self.params = params
        self.file = file
        self.line = line
        self.column = column
        self.value = value
        self.remedy = remedy
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Return place, message, value and remedy as one readable line."""
        place = ", ".join(
            part
            for part in (
                self.file,
                f"line {self.line}" if self.line is not None else None,
                f"column {self.column}" if self.column is not None else None,
            )
            if part
        )
        message = _stopped(self.template.format(**self.params) if self.params else self.template)
        shown = f" (value: {str(self.value)[:80]!r})" if self.value is not None else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place + ': ' if place else ''}{message}{shown}{remedy}"

    def as_row(self) -> dict[str, object]:
        """Return the error as a row of a failed-rows report: line, column, value, reason."""
        reason = _stopped(self.template.format(**self.params) if self.params else self.template)
        return {
            "line": self.line,
            "column": self.column,
            "value": None if self.value is None else str(self.value),
            "reason": f"{reason} {self.remedy}" if self.remedy else reason,
        }


def _stopped(sentence: str) -> str:
    """Return the sentence with a full stop, where it has none and another may follow."""
    return sentence if sentence.endswith((".", "?", "!", ":")) else f"{sentence}."


class InputError(UserError):
    """A file, line, column or value that cannot be taken as it is."""


class UsageError(UserError):
    """A command or call that makes no sense as it stands."""


class AccessDenied(UserError):
    """The acting user may not do this."""


class Conflict(UserError):
    """Somebody else changed the same record first."""
