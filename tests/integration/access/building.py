"""How is a side filled with one of everything that the register can hold?

Sealed judgements also rest on general claims: that is the way on which their existence could be
told from outside.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from tests.integration.access import stamped
from tests.integration.access.building_linkage import build_linkage, decided, link
from tests.integration.access.building_paper import build_paper
from tests.integration.access.building_rounds import build_rounds
from tests.integration.access.building_statements import build_statements
from tests.integration.access.sides import NUMBERS, SECRET, Side
from tests.unit.adapters.read.embedded.test_tags import PRIZREN, picture

from onrecord.adapters.read.mapping import Mapping
from onrecord.flows.check import COPIED
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.checks.models import Finding
from onrecord.web.checks.models import Place as FindingPlace
from onrecord.web.checks.services import decide
from onrecord.web.coding import services as coding
from onrecord.web.coding.models import Account, Act, Event, Suggestion
from onrecord.web.estimates.selectors import ListChoice
from onrecord.web.estimates.services import Order, counted_lists, counted_table, make
from onrecord.web.figures.models import Figure, Question
from onrecord.web.figures.services import add_figure, ask, correct_figure, place
from onrecord.web.jobs.models import Job
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.services import imports, mentions, persons
from onrecord.web.site.versions import correct
from onrecord.web.sources import stamping
from onrecord.web.sources.models import Description, Exhibit, Passage, Source
from onrecord.web.sources.services import (
    add_source,
    describe,
    hand_on,
    keep_text,
    mark_passage,
    note_custody,
    record_consent,
    take_in,
)

_MAPPING = """
id: id
list: list
names: {given: given, surname: surname, father: father}
sex: sex
birth: born
age: age
place: {municipality: municipality, village: village}
death: died
"""
_TABLE = (
    "{a},{b},{c},count\n1,1,1,27\n1,1,0,32\n1,0,1,42\n0,1,1,123\n1,0,0,31\n0,1,0,106\n0,0,1,306\n"
)
_METHODS = ("chao-mh", "chapman", "independence", "loglinear-bic")
"""Those that answer at once."""


def build(side: Side, compartment: Compartment, word: str, *, by: User, second: User) -> Side:
    """Record everything that the register can hold once; every text holds ``word``."""
    number = NUMBERS[word]
    source = _source(compartment, word, by)
    exhibit = take_in(source, _sentence(word, number).encode(), name=f"{word}.txt", by=by)
    note_custody(exhibit, "view", by=by, note=f"seen in {word}")
    hand_on(
        [exhibit],
        "transfer",
        by=by,
        reason=f"asked for in {word}",
        sender=f"office of {word}",
        receiver=f"court of {word}",
        place=f"town of {word}",
        basis=f"order of {word}",
    )
    photo = take_in(source, picture(gps=PRIZREN), name=f"photo-{word}.jpg", by=by)
    asked = stamping.ask(exhibit, by=by)
    answer = stamped.reply(exhibit.sha256)
    text = keep_text(
        exhibit,
        _sentence(word, number),
        [(0, len(_sentence(word, number)))],
        by=by,
        tool="test",
        parameters={"language": "en"},
    )
    passage = mark_passage(text, by=by, start=0, end=len(_sentence(word, number)))
    side = replace(
        side,
        compartment=compartment.pk,
        source=source.pk,
        description=Description.objects.current().get(source=source).pk,
        exhibit=exhibit.pk,
        text=text.pk,
        embedded=Exhibit.objects.get(derived_from=photo).pk,
        time_request=asked.pk,
        reply=answer,
        root=stamped.root(),
        digests=(exhibit.sha256, text.sha256),
    )
    side = build_paper(side, source, word, by=by)
    side = _figures(side, source, passage, word, number, by=by)
    side = _suggestions(side, text, word, number, by=by)
    side = _people(side, source, passage, word, by=by)
    side = build_linkage(side, source, word, by=by)
    side = _estimates(side, source, word, by=by)
    side = replace(
        side,
        waiting_job=_job(exhibit, word, "waiting", by=by).pk,
        failed_job=_job(text, word, "failed", by=by).pk,
    )
    side = _findings(side, text, word, by=by)
    side = _copied(side, text, word, by=by)
    side = _coding(side, source, passage, word, by=by)
    side = build_rounds(side, source, word, by=by, second=second)
    return build_statements(side, word, by=by)


def judge_across(sealed: Side, general: Side, *, by: User) -> Side:
    """Let sealed judgements rest on general claims as well, and return the sealed side."""
    question = _question(sealed)
    place(question, _figure(general.figure), by=by, reason=SECRET, difference=SECRET)
    stems = {sealed.mention: frozenset({sealed.person_id})}
    for stem in (general.mention, general.alone):
        stems[stem] = frozenset() if stem == general.alone else frozenset({general.person_id})
    merged = persons.merge(stems, by=by, reason=SECRET)
    act = Act.objects.current().get(stem=sealed.act)
    act = coding.correct_act(
        act, {}, by=by, reason=SECRET, accounts=[sealed.account, general.account]
    )
    across = link(sealed.compartment, SECRET, by=by).pairs.filter(
        left__in=(sealed.tree, general.tree), right__in=(sealed.tree, general.tree)
    )
    decided(across.get(), "same", SECRET, by=by)
    texts = [Exhibit.objects.get(pk=side.text) for side in (sealed, general)]
    _copy_of(texts, texts[0].compartment_id, SECRET, by=by)
    return replace(sealed, decision=merged.pk, act_version=act.pk)


def _sentence(word: str, number: int) -> str:
    return f"In {word} armed men killed {number:,} persons on 3 April 1999, said {word}. "


def _job(exhibit: Exhibit, word: str, state: str, *, by: User) -> Job:
    return Job.objects.create(
        kind="read",
        subject=exhibit.pk,
        title=f"Document {word}",
        state=state,
        arguments={"word": word},
        result=f"/{word}/",
        error={"template": "Nothing.", "params": {}, "remedy": word} if state == "failed" else {},
        compartment_id=exhibit.compartment_id,
        made_by_id=by.pk,
    )


def _findings(side: Side, text: Exhibit, word: str, *, by: User) -> Side:
    found = []
    for number in range(2):
        sentence = {"template": f"Finding {word}", "params": []}
        finding = Finding.objects.create(
            key=f"{word}-{number}",
            rule=f"check-{word}",
            severity="high",
            rank=0,
            sureness="likely",
            what=sentence,
            why=sentence,
            settled_by=sentence,
            compartment_id=text.compartment_id,
            made_by_id=by.pk,
        )
        FindingPlace.objects.create(
            finding=finding,
            text=text,
            end=5,
            compartment_id=text.compartment_id,
            made_by_id=by.pk,
        )
        found.append(finding)
    verdict = decide(found[1], "fault", by=by, reason=f"Because {word}.")
    return replace(side, finding=found[0].pk, decided_finding=found[1].pk, verdict=verdict.pk)


def _copied(side: Side, text: Exhibit, word: str, *, by: User) -> Side:
    """Let another source of the compartment share a passage with the text."""
    words = f"Copied in {word}: {word} again."
    source = add_source(
        {"title": f"Copy of {word}", "kind": "source/report"},
        compartment_id=text.compartment_id,
        by=by,
    )
    exhibit = take_in(source, words.encode(), name=f"copy-{word}.txt", by=by)
    copy = keep_text(exhibit, words, [(0, len(words))], by=by, tool="test", parameters={})
    _copy_of([text, copy], text.compartment_id, word, by=by)
    return replace(side, copying=source.pk)


def _copy_of(texts: list[Exhibit], compartment_id: int, word: str, *, by: User) -> None:
    sentence = {"template": f"Copy {word}: {{words}}", "params": [["words", 40]]}
    made = {"compartment_id": compartment_id, "made_by_id": by.pk}
    finding = Finding.objects.create(
        key=f"copy-{word}-{texts[1].pk}",
        rule=COPIED,
        severity="info",
        rank=3,
        sureness="certain",
        what=sentence,
        why=sentence,
        **made,
    )
    for text in texts:
        FindingPlace.objects.create(finding=finding, text=text, end=5, **made)


def _source(compartment: Compartment, word: str, by: User) -> Source:
    source = add_source(
        {
            "title": f"Report of {word}",
            "kind": "source/report",
            "originator": f"Office of {word}",
            "language": "en",
            "made": "1999-04",
            "licence": f"by leave of {word}",
            "required_notice": f"Notice of {word}",
            "origin": f"origin-{word}",
            "location": f"https://example.org/{word}",
        },
        compartment_id=compartment.pk,
        by=by,
    )
    first = Description.objects.get(source=source)
    describe(first, {"title": f"Report from {word}"}, by=by, reason=f"Misread {word}")
    record_consent(source, "internal", given=True, on=None, by=by, reason=f"asked in {word}")
    return source


def _figures(
    side: Side, source: Source, passage: Passage, word: str, number: int, *, by: User
) -> Side:
    values = {
        "bound": "exact",
        "value": float(number),
        "measure": "figure/killed",
        "counted": f"dead of {word}",
        "group": f"people of {word}",
        "place": f"place {word}",
        "period": "1999-04",
        "as_of": "1999-06",
        "attributed_to": f"elder of {word}",
        "where": f"page of {word}",
        "note": f"note of {word}",
    }
    figure = add_figure(source, values, by=by, passage=passage)
    figure = correct_figure(figure, {"note": f"better note of {word}"}, by=by, reason=word)
    worded = {**values, "bound": "worded", "value": None, "wording": f"hundreds from {word}"}
    unplaced = add_figure(source, worded, by=by, passage=passage)
    question = ask(
        {
            "title": f"How many in {word}?",
            "measure": "figure/killed",
            "population": f"all of {word}",
            "place": f"place {word}",
            "period": "1999-04",
            "definition": f"as {word} defines it",
        },
        compartment_id=side.compartment,
        by=by,
    )
    question = correct(question, {"population": f"people of {word}"}, by=by, reason=word)
    place(question, figure, by=by, reason=f"says {word}", difference="")
    return replace(
        side,
        figure=figure.stem,
        figure_version=figure.pk,
        unplaced=unplaced.stem,
        question=question.stem,
    )


def _suggestions(side: Side, text: Exhibit, word: str, number: int, *, by: User) -> Side:
    def suggest(start: int, end: int, rule: str) -> Suggestion:
        return Suggestion.objects.create(
            exhibit=text,
            kind="figure",
            payload={
                "bound": "exact",
                "value": number,
                "unit": "persons",
                "counted": f"persons of {word}",
                "phenomenon": "figure/killed",
                "place": word,
                "attribution": word,
                "start": start,
                "end": end,
                "quote": _sentence(word, number)[start:end],
                "rule": rule,
            },
            start=start,
            end=end,
            rule=rule,
            tool=f"test of {word}",
            compartment_id=text.compartment_id,
            made_by_id=by.pk,
        )

    open_one, decided = suggest(3, 30, f"rule of {word}"), suggest(3, 12, f"other rule of {word}")
    decision = coding.reject(decided, by=by, reason=f"no figure of {word}")
    return replace(side, suggestion=open_one.pk, decided=decided.pk, decision_on_it=decision.pk)


def _people(side: Side, source: Source, passage: Passage, word: str, *, by: User) -> Side:
    header = "id,list,given,surname,father,sex,born,age,municipality,village,died\n"
    lines = [
        f"{word}-{n},list of {word} {which},Arta {word},Gashi {word},Besim {word},female,1960,39,"
        f"Prizren {word},village {word},1999-04-0{n}"
        for n, which in ((1, "A"), (2, "B"), (3, "A"), (4, "B"), (5, "A"))
    ]
    refused = f"{word}-6,list of {word} A,Enver {word},Guri,,male,1950,old in {word},,,1999-04-05"
    content = header + "\n".join([*lines, refused])
    exhibit = take_in(source, content.encode(), name=f"list-{word}.csv", by=by)
    batch = imports.stage(exhibit, Mapping.from_yaml(_MAPPING), by=by).batch
    imports.commit(batch, by=by)
    staged_mapping = Mapping.from_yaml(_MAPPING + f'missing: {{age: {{"*": ["{word}"]}}}}\n')
    staged = imports.stage(exhibit, staged_mapping, by=by).batch
    one, two, alone, last, spare = Mention.objects.filter(batch=batch).order_by("line")
    loose = _member_list(source, word, by=by)
    later = _later_version(source, word, batch, by=by)
    one = mentions.correct_mention(one, {"fate": ""}, by=by, reason=f"as {word} says")
    named = {"name": f"Goran {word}", "given": f"Goran {word}", "list_name": f"text of {word}"}
    mentions.add_mention(source, named, passage=passage, by=by)
    decision = persons.merge(
        {one.stem: frozenset(), two.stem: frozenset()}, by=by, reason=f"one person of {word}"
    )
    return replace(
        side,
        list_file=exhibit.pk,
        batch=batch.pk,
        staged=staged.pk,
        mention=one.stem,
        mention_version=one.pk,
        alone=alone.stem,
        last=last.stem,
        spare=spare.stem,
        loose=loose.pk,
        later=later.pk,
        person=decision.person.code,
        person_id=decision.person_id,
        decision=decision.pk,
        digests=(*side.digests, exhibit.sha256),
    )


def _member_list(source: Source, word: str, *, by: User) -> Batch:
    """Bring a list with a membership column in, take it back and bring it in again."""
    name = f"member of {word}"
    content = f"id,{name}\n{word}-7,true\n".encode()
    exhibit = take_in(source, content, name=f"loose-{word}.csv", by=by)
    mapping = Mapping.from_yaml(f"id: id\nlists: [{name}]\n")
    batch = imports.commit(imports.stage(exhibit, mapping, by=by).batch, by=by)
    imports.undo(batch, by=by, reason=f"the wrong file of {word}")
    return imports.commit(imports.stage(exhibit, mapping, by=by).batch, by=by)


def _later_version(source: Source, word: str, earlier: Batch, *, by: User) -> Batch:
    """Bring the next version of a list in: one row changed, one came, the others are gone."""
    content = (
        "id,list,given,surname,sex,age,village\n"
        f"{word}-1,later list of {word},Arta {word},Gashi {word},female,40,town {word}\n"
        f"{word}-9,later list of {word},Fatime {word},Shala {word},female,8,village {word}\n"
    )
    exhibit = take_in(source, content.encode(), name=f"later-{word}.csv", by=by)
    mapping = Mapping.from_yaml(
        "id: id\nlist: list\nnames: {given: given, surname: surname}\n"
        "sex: sex\nage: age\nplace: {village: village}\n"
    )
    staged = imports.stage(exhibit, mapping, by=by).batch
    return imports.commit(staged, by=by, earlier=earlier)


def _estimates(side: Side, source: Source, word: str, *, by: User) -> Side:
    names = {letter: f"{word}_{letter}" for letter in "abc"}
    exhibit = take_in(source, _TABLE.format(**names).encode(), name=f"table-{word}.csv", by=by)
    order = Order(title=f"Dead of {word}", reason=f"chosen in {word}", methods=_METHODS)
    estimate = make(counted_table(exhibit), order, by=by)
    chosen = [ListChoice(source.pk, f"list of {word} {letter}", 2) for letter in "AB"]
    order = Order(title=f"Lists of {word}", reason=f"from {word}", methods=_METHODS)
    counted = make(counted_lists(chosen, by=by), order, by=by)
    return replace(side, table=exhibit.pk, estimate=estimate.pk, counted=counted.pk)


def _coding(side: Side, source: Source, passage: Passage, word: str, *, by: User) -> Side:
    values = {
        "act_type": "act/killing-deliberate",
        "victim_name": f"Besim {word}",
        "period": "1999-04-03",
        "place_text": f"a yard in {word}",
        "place_id": "xk-m21",
        "perpetrator_text": f"armed men of {word}",
        "method": f"shot in {word}",
        "attributed_to": f"a neighbour in {word}",
    }
    cited = {name: [passage] for name in values}
    account = coding.code_account(source, values, passages=cited, by=by)
    account = coding.correct_account(account, {"method": f"shot near {word}"}, by=by, reason=word)
    event, other = (
        coding.judge_event(
            {
                "title": f"{which} attack on {word}",
                "description": f"about {word}",
                "period": "1999-04",
                "place_text": f"around {word}",
                "place_id": "xk-m21",
            },
            compartment_id=side.compartment,
            by=by,
            reason=f"drawn together in {word}",
        )
        for which in ("First", "Second")
    )
    link = coding.link_events(event, other, "precedes", by=by, reason=f"order of {word}")
    act, other_act = (_act(side, account, event, word, by=by) for _turn in range(2))
    involvement = coding.involve(
        act,
        {
            "perpetrator_text": f"armed men of {word}",
            "mode": "involvement/carried-out",
            "evidential_status": "status/alleged",
        },
        basis=account.stem,
        by=by,
        reason=f"alleged in {word}",
    )
    return replace(
        side,
        account=account.stem,
        account_version=account.pk,
        act=act.stem,
        act_version=act.pk,
        other_act=other_act.stem,
        event=event.stem,
        event_version=event.pk,
        other_event=other.stem,
        link=link.stem,
        involvement=involvement.pk,
        involvement_stem=involvement.stem,
    )


def _act(side: Side, account: Account, event: Event, word: str, *, by: User) -> Act:
    return coding.judge_act(
        {
            "act_type": "act/killing-deliberate",
            "victim_name": f"Besim {word}",
            "period": "1999-04-03",
            "place_text": f"a yard in {word}",
            "place_id": "xk-m21",
            "method": f"shot in {word}",
            "event": event.stem,
        },
        accounts=[account.stem],
        by=by,
        reason=f"one victim of {word}",
    )


def _figure(stem: uuid.UUID) -> Figure:
    return Figure.objects.current().get(stem=stem)


def _question(side: Side) -> Question:
    return Question.objects.current().get(stem=side.question)
