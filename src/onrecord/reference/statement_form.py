"""An invented statement form as an XLSForm workbook, in English, Albanian and Serbian."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

Row = Mapping[str, object]

LANGUAGES = ("English (en)", "Shqip (sq)", "Српски (sr-Cyrl)")


def workbook(
    survey: Sequence[Row], choices: Sequence[Row] = (), settings: Sequence[Row] = ()
) -> bytes:
    """Return an XLSForm workbook with these rows; columns stand in the order they first come."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        if not rows and title != "survey":
            continue
        sheet = book.create_sheet(title)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def said(column: str, *texts: str) -> dict[str, object]:
    """Return a column in the three languages of the form."""
    return {f"{column}::{language}": text for language, text in zip(LANGUAGES, texts, strict=False)}


def statement_form(*, version: str = "1", more: Sequence[Row] = ()) -> bytes:
    """Return the workbook of an invented form on attacks; ``more`` rows are asked at its end."""
    settings = {
        "form_title": "Statement on attacks",
        "form_id": "attacks",
        "version": version,
        "default_language": LANGUAGES[0],
    }
    return workbook([*SURVEY, *more], CHOICES, [settings])


SURVEY: tuple[Row, ...] = (
    {"type": "start", "name": "start"},
    {
        "type": "begin group",
        "name": "person",
        **said("label", "Who speaks", "Kush flet", "Ко говори"),
    },
    {
        "type": "note",
        "name": "welcome",
        **said(
            "label",
            "Speak as freely as you wish. You can stop at any time.",
            "Flisni sa të lirë të doni. Mund të ndaleni në çdo kohë.",
            "Говорите слободно колико желите. Можете стати у сваком тренутку.",
        ),
    },
    {
        "type": "text",
        "name": "full_name",
        "required": "yes",
        **said("label", "What is your name?", "Si e keni emrin?", "Како се зовете?"),
        **said("required_message", "A name is needed.", "Emri nevojitet.", "Име је потребно."),
    },
    {
        "type": "integer",
        "name": "age",
        "constraint": ". >= 0 and . <= 120",
        **said("label", "How old are you?", "Sa vjeç jeni?", "Колико имате година?"),
        **said(
            "constraint_message",
            "An age lies between 0 and 120.",
            "Mosha është midis 0 dhe 120.",
            "Старост је између 0 и 120.",
        ),
    },
    {
        "type": "select_one sex",
        "name": "sex",
        **said("label", "Sex", "Gjinia", "Пол"),
    },
    {
        "type": "text",
        "name": "guardian",
        "relevant": "${age} < 18",
        "required": "yes",
        **said("label", "Who is with you?", "Kush është me ju?", "Ко је са вама?"),
        **said(
            "hint",
            "A child is never asked alone.",
            "Fëmija nuk pyetet kurrë vetëm.",
            "Дете се никада не пита само.",
        ),
    },
    {"type": "end group"},
    {
        "type": "begin repeat",
        "name": "incident",
        **said("label", "Incident", "Ngjarja", "Догађај"),
    },
    {
        "type": "select_multiple act",
        "name": "what",
        "required": "yes",
        **said("label", "What was done?", "Çfarë u bë?", "Шта је учињено?"),
    },
    {
        "type": "date",
        "name": "when",
        "constraint": ". <= today()",
        **said("label", "On which day?", "Në cilën ditë?", "Ког дана?"),
        **said(
            "constraint_message",
            "This day has not come yet.",
            "Kjo ditë nuk ka ardhur ende.",
            "Тај дан још није дошао.",
        ),
    },
    {
        "type": "select_one region",
        "name": "region",
        **said("label", "In which region?", "Në cilin rajon?", "У ком региону?"),
    },
    {
        "type": "select_one town or_other",
        "name": "town",
        "choice_filter": "region = ${region} or name = 'other'",
        "relevant": "${region} != ''",
        **said("label", "In which town?", "Në cilin qytet?", "У ком граду?"),
    },
    {
        "type": "select_one perpetrator",
        "name": "by_whom",
        **said(
            "label",
            "Who is said to have done it?",
            "Kush thuhet se e bëri?",
            "Ко је то наводно учинио?",
        ),
    },
    {
        "type": "begin repeat",
        "name": "victim",
        **said("label", "Victim", "Viktima", "Жртва"),
    },
    {
        "type": "text",
        "name": "victim_name",
        **said("label", "Name of the victim", "Emri i viktimës", "Име жртве"),
    },
    {
        "type": "integer",
        "name": "victim_age",
        "constraint": ". >= 0 and . <= 120",
        **said("label", "Age of the victim", "Mosha e viktimës", "Старост жртве"),
    },
    {"type": "end repeat"},
    {
        "type": "text",
        "name": "story",
        "appearance": "multiline",
        **said(
            "label",
            "What happened in ${town}, incident ${turn}?",
            "Çfarë ndodhi në ${town}, ngjarja ${turn}?",
            "Шта се десило у ${town}, догађај ${turn}?",
        ),
    },
    {"type": "calculate", "name": "turn", "calculation": "position(..)"},
    {"type": "end repeat"},
    {
        "type": "calculate",
        "name": "victims",
        "calculation": "count-non-empty(${victim_name})",
    },
    {
        "type": "acknowledge",
        "name": "read_back",
        "required": "yes",
        **said(
            "label",
            "The statement was read back. It names ${victims} victims.",
            "Deklarata u lexua me zë. Ajo përmend ${victims} viktima.",
            "Изјава је прочитана. Она помиње ${victims} жртава.",
        ),
    },
)

CHOICES: tuple[Row, ...] = (
    {"list_name": "sex", "name": "f", **said("label", "female", "femër", "женски")},
    {"list_name": "sex", "name": "m", **said("label", "male", "mashkull", "мушки")},
    {"list_name": "act", "name": "killing", **said("label", "a killing", "vrasje", "убиство")},
    {"list_name": "act", "name": "beating", **said("label", "a beating", "rrahje", "пребијање")},
    {"list_name": "act", "name": "burning", **said("label", "a burning", "djegie", "паљење")},
    {"list_name": "region", "name": "west", **said("label", "west", "perëndim", "запад")},
    {"list_name": "region", "name": "south", **said("label", "south", "jug", "југ")},
    {
        "list_name": "town",
        "name": "gjakova",
        "region": "west",
        **said("label", "Gjakova", "Gjakova", "Ђаковица"),
    },
    {
        "list_name": "town",
        "name": "prizren",
        "region": "south",
        **said("label", "Prizren", "Prizren", "Призрен"),
    },
    {
        "list_name": "perpetrator",
        "name": "uniform",
        **said("label", "men in uniform", "burra në uniformë", "људи у униформи"),
    },
    {
        "list_name": "perpetrator",
        "name": "unknown",
        **said("label", "unknown", "të panjohur", "непознати"),
    },
)
