"""Does a text give an institution a role that it does not have?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.kernel.finding import Finding, Severity, Sureness
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import Dossier
from onrecord.core.reconcile.checks.timeline import Entry, EntryKind

NAME = "institution_roles"
_WAYS = (
    r"(?<!\w){name}\s?\((?:the\s)?[^()]{{0,50}}{role}[^()]{{0,20}}\)",
    r"(?<!\w){name},\s(?:the|a|an)\s[^,.;]{{0,50}}{role}",
    r"(?<!\w){name}\s(?:is|was)\s(?:the|a|an)\s[^,.;]{{0,40}}{role}",
    r"(?<!\w){name}'s\s(?:[\w-]+\s){{0,6}}?its\s(?:[\w-]+\s){{0,3}}?{role}",
    r"(?<!\w){name}'s\s(?:[\w-]+\s){{0,2}}?{role}",
)
"""How a text says what an institution is: in brackets, after a comma, with "is", as its own."""


def run(dossier: Dossier) -> Iterator[Finding]:
    """Yield each place that describes a known institution by a role that it does not have."""
    entries = [one for one in dossier.timeline.of(EntryKind.institution) if one.not_roles]
    for document in dossier.documents:
        for entry in entries:
            match = _search(entry, document.text)
            if match is None:
                continue
            yield Finding(
                check=NAME,
                severity=Severity.low,
                what=Remark.of("An institution is described by a role it does not have."),
                explanation=Remark.of(
                    "“{words}”: {name} is something else ({source}).",
                    words=" ".join(match[0].split()),
                    name=entry.name,
                    source=entry.source,
                ),
                passages=(document.span(*match.span()),),
                sureness=Sureness.likely,
                settled_by=Remark.of("The mandate of the institution."),
            )


def _search(entry: Entry, text: str) -> re.Match[str] | None:
    """Return the first description by a wrong role, looked for only at names that occur."""
    for name in entry.names:
        if name not in text:
            continue
        for role in entry.not_roles:
            for way in _WAYS:
                pattern = way.format(name=re.escape(name), role=re.escape(role))
                match = re.search(pattern, text)
                if match:
                    return match
    return None


CHECK = Check(
    name=NAME,
    looks_for=Remark.of("'UNMIK (the police force)': a role that an institution does not have."),
    limits=Remark.of("Knows the institutions of the timeline, and roles that are often mixed up."),
    sureness=Sureness.likely,
    run=run,
)
