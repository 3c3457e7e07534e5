"""How does a bag tell archives what happened? PREMIS 3: objects, events, agents, rights.

Data dictionary: Library of Congress, PREMIS 3.0 (2015). Objects come with fixity, format, original
name and derivation; events are those of the custody chain that may be shown; agents are the
pseudonyms in it and the tools; rights are the consent under which each source goes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from onrecord.adapters.write.bag.contents import Contents, Digests, File, Source, plain_name
from onrecord.core.document.custody import Event

NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NSMAP = {None: NAMESPACE, "xsi": _XSI}
_TYPE = f"{{{_XSI}}}type"

Node = Any
"""An element of lxml, which has no types."""


def document(contents: Contents, payload: Mapping[str, Digests]) -> bytes:
    """Return premis.xml, written entity by entity."""
    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        root = xml.element(f"{{{NAMESPACE}}}premis", {"version": "3.0"}, nsmap=_NSMAP)
        with root:
            for entity in _entities(contents, payload):
                xml.write("\n", entity)
            xml.write("\n")
    return out.getvalue()


def _entities(contents: Contents, payload: Mapping[str, Digests]) -> Iterator[Node]:
    events = [link.event for link in contents.custody if link.event is not None]
    for file in contents.files:
        yield _object(file, payload[file.path])
    for event in events:
        yield _event(event)
    yield from _agents(events)
    for source in contents.sources:
        yield _rights(source, contents)


def _object(file: File, digests: Digests) -> Node:
    node = _new("object")
    node.set(_TYPE, "file")
    _identifier(node, "object", "exhibit", file.exhibit)
    _identifier(node, "object", "SHA-256", file.sha256)
    traits = _add(node, "objectCharacteristics")
    for name, value in (("SHA-256", digests.sha256), ("SHA-512", digests.sha512)):
        fixity = _add(traits, "fixity")
        _add(fixity, "messageDigestAlgorithm", name)
        _add(fixity, "messageDigest", value)
    _add(traits, "size", str(file.size))
    designation = _add(_add(traits, "format"), "formatDesignation")
    _add(designation, "formatName", file.media_type or "application/octet-stream")
    if file.tool:
        tool = _add(traits, "creatingApplication")
        _add(tool, "creatingApplicationName", file.tool)
        if file.version:
            _add(tool, "creatingApplicationVersion", file.version)
    _add(node, "originalName", file.name)
    location = _add(_add(node, "storage"), "contentLocation")
    _add(location, "contentLocationType", "path in this bag")
    _add(location, "contentLocationValue", file.path)
    if file.derived_from is not None:
        relationship = _add(node, "relationship")
        _add(relationship, "relationshipType", "derivation")
        _add(relationship, "relationshipSubType", "has source")
        _linked(relationship, "relatedObject", "exhibit", file.derived_from)
    _linked(node, "linkingRightsStatement", "source", file.source)
    return node


def _event(event: Event) -> Node:
    node = _new("event")
    _identifier(node, "event", "custody event", event.id)
    _add(node, "eventType", event.kind.value)
    _add(node, "eventDateTime", str(event.to_dict()["when"]))
    _add(_add(node, "eventDetailInformation"), "eventDetail", _detail(event))
    agent = _linked(node, "linkingAgent", "pseudonym", event.who)
    if event.role:
        _add(agent, "linkingAgentRole", event.role)
    _linked(node, "linkingAgent", "tool", event.tool)
    _linked(node, "linkingObject", "exhibit", event.what)
    return node


def _detail(event: Event) -> str:
    told = (
        ("why", event.why),
        ("from", event.sender),
        ("to", event.receiver),
        ("where", event.where),
        ("basis", event.basis),
        ("SHA-256 before", event.before),
        ("SHA-256 after", event.after),
        ("clock", event.clock),
    )
    return "; ".join(f"{name}: {value}" for name, value in told if value)


def _agents(events: Iterable[Event]) -> Iterator[Node]:
    people, tools = dict.fromkeys(e.who for e in events), dict.fromkeys(e.tool for e in events)
    kinds = (("pseudonym", people, "person"), ("tool", tools, "software"))
    for identifier, names, kind in kinds:
        for name in names:
            node = _new("agent")
            _identifier(node, "agent", identifier, name)
            _add(node, "agentName", name)
            _add(node, "agentType", kind)
            yield node


def _rights(source: Source, contents: Contents) -> Node:
    node = _new("rights")
    statement = _add(node, "rightsStatement")
    _identifier(statement, "rightsStatement", "source", source.id)
    _add(statement, "rightsBasis", "other")
    other = _add(statement, "otherRightsInformation")
    _add(other, "otherRightsBasis", "consent" if source.consents else "policy")
    _add(other, "otherRightsNote", source.ruling)
    if source.required_notice:
        _add(other, "otherRightsNote", f"Required notice: {source.required_notice}")
    granted = _add(statement, "rightsGranted")
    _add(granted, "act", f"use: {contents.purpose}")
    return node


def _new(name: str) -> Node:
    return etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=_NSMAP)


def _add(parent: Node, name: str, text: str | None = None) -> Node:
    node = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text is not None:
        node.text = plain_name(text)
    return node


def _identifier(parent: Node, entity: str, kind: str, value: str) -> None:
    node = _add(parent, f"{entity}Identifier")
    _add(node, f"{entity}IdentifierType", kind)
    _add(node, f"{entity}IdentifierValue", value)


def _linked(parent: Node, entity: str, kind: str, value: str) -> Node:
    node = _add(parent, f"{entity}Identifier")
    _add(node, f"{entity}IdentifierType", kind)
    _add(node, f"{entity}IdentifierValue", value)
    return node
