"""What a reference case is made of: published facts, each with a source and a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Quantity


class Status(StrEnum):
    """How well a value is checked."""

    seen = "seen"
    """Read in the publication of the body that states it."""
    second_hand = "second-hand"
    """Read in a copy, or in a text that cites somebody else."""
    unverified = "unverified"
    """The source behind it was not found or not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSource:
    """A publication that states values; sources of one ``origin`` count once."""

    id: str
    publisher: str
    title: str
    date: Period | None
    licence: str
    required_notice: str
    origin: str
    primary_to_fetch: bool
    read_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedQuestion:
    """A scope that makes figures comparable; ``measure`` and ``group`` are concept ids."""

    id: str
    title: str
    measure: str
    group: str | None
    place: str
    period: Period | None
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A quantity that one source states, with its own scope and the state of its checking.

    ``flags`` says on purpose what a check would otherwise find: ``as_of_before_events``.
    """

    id: str
    question: str
    measure: str
    quantity: Quantity
    as_of: Period | None
    period: Period | None
    group: str | None
    place: str
    source: str
    where: str
    status: Status
    supersedes: str | None
    flags: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total; negative where the source takes it away."""

    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTotal:
    """A sum that a source states, with the parts that it gives beside it."""

    id: str
    what: str
    figure: str | None
    stated: float
    parts: tuple[Part, ...]
    source: str
    where: str
    status: Status
    note: str

    @property
    def sum_of_parts(self) -> float:
        """Return the sum of the parts as we add them."""
        return sum(part.value for part in self.parts)

    @property
    def difference(self) -> float:
        """Return what the stated total has more than its parts."""
        return self.stated - self.sum_of_parts

    @property
    def holds(self) -> bool:
        """Say whether the parts make the total."""
        return self.difference == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureHistoryTable:
    """The published capture histories: ``lists`` names the 0/1 columns of ``rows``.

    ``content`` holds the bytes of the CSV file, so that it can be stored as an exhibit.
    """

    lists: tuple[str, ...]
    rows: tuple[tuple[tuple[int, ...], float], ...]
    content: bytes
    source: str
    required_notice: str

    @property
    def observed(self) -> float:
        """Return the weighted number of persons in at least one list."""
        return sum(count for _, count in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """An event of the timeline, named in four languages."""

    id: str
    date: Period
    labels: Mapping[str, str] = field(hash=False)
    source: str
    where: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A body with a mandate; ``valid_from`` and ``valid_to`` are empty where no source was read."""

    id: str
    abbreviation: str
    kind: str
    valid_from: Period | None
    valid_to: Period | None
    labels: Mapping[str, str] = field(hash=False)
    mandate: str
    source: str
    where: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionUnit:
    """Units of an institution: one that is named, or a number of unnamed ones."""

    id: str
    institution: str
    name: str | None
    count: int
    as_of: Period | None
    place: str
    source: str
    where: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationDocument:
    """A short invented document, so that a demonstration shows every step."""

    name: str
    title: str
    kind: str
    language: str
    media_type: str
    content: bytes
    mapping: bytes | None
    """The mapping file (YAML) of a list, None for a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCase:
    """One reference case, whole; every source, question and concept named in it exists."""

    name: str
    sources: tuple[PublishedSource, ...]
    questions: tuple[PublishedQuestion, ...]
    figures: tuple[PublishedFigure, ...]
    totals: tuple[PublishedTotal, ...]
    capture_histories: CaptureHistoryTable
    timeline: tuple[DatedEvent, ...]
    institutions: tuple[Institution, ...]
    units: tuple[InstitutionUnit, ...]
    documents: tuple[DemonstrationDocument, ...]

    def source(self, source_id: str) -> PublishedSource:
        """Return the source of this id; an unknown id is an InputError."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise InputError("The reference case has no such source.", value=source_id)

    def question(self, question_id: str) -> PublishedQuestion:
        """Return the question of this id; an unknown id is an InputError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise InputError("The reference case has no such question.", value=question_id)

    def figure(self, figure_id: str) -> PublishedFigure:
        """Return the figure of this id; an unknown id is an InputError."""
        for figure in self.figures:
            if figure.id == figure_id:
                return figure
        raise InputError("The reference case has no such figure.", value=figure_id)

    def figures_of(self, question_id: str) -> tuple[PublishedFigure, ...]:
        """Return the figures that stand side by side under a question, in file order."""
        wanted = self.question(question_id).id
        return tuple(figure for figure in self.figures if figure.question == wanted)

    def document(self, name: str) -> DemonstrationDocument:
        """Return the demonstration document of this file name; else an InputError."""
        for document in self.documents:
            if document.name == name:
                return document
        raise InputError("The reference case has no such document.", value=name)
