"""Which fields a list can have, and by which column names they go in English, sq and sr."""

from __future__ import annotations

MISSING_FIELDS = (
    "given",
    "surname",
    "father",
    "full",
    "sex",
    "birth",
    "birth_year",
    "age",
    "municipality",
    "village",
    "death",
)
"""Fields that may have missing codes."""

COLUMN_FIELDS = ("id", "list", "weight", *MISSING_FIELDS)
"""Fields that a mapping gives a column each."""

HEADERS: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "uid", "record id", "rec id", "record", "number", "no", "nr", "row",
        "numri", "numri rendor", "nr rendor", "br", "rb", "broj", "redni broj", "rbr",
    ),
    "list": ("list", "source", "src", "dataset", "lista", "burimi", "izvor", "spisak"),
    "weight": ("weight", "wt", "w", "pesha", "ponder", "tezina"),
    "given": (
        "given", "given name", "first name", "firstname", "fname", "first", "forename",
        "emri", "emer", "ime",
    ),
    "surname": (
        "surname", "last name", "lastname", "lname", "last", "family name",
        "mbiemri", "mbiemer", "prezime",
    ),
    "father": (
        "father", "father name", "fathers name", "father s name", "name of father",
        "emri i babait", "babai", "i ati", "emri i prindit", "prindi",
        "ime oca", "otac", "ime roditelja", "oca",
    ),
    "full": (
        "name", "full name", "fullname", "person", "victim", "victim name", "name and surname",
        "emri dhe mbiemri", "emri mbiemri", "emer mbiemer", "viktima",
        "ime i prezime", "prezime i ime", "zrtva",
    ),
    "sex": ("sex", "gender", "gjinia", "seksi", "pol"),
    "birth": (
        "birth", "birth date", "birthdate", "date of birth", "dob", "born",
        "datelindja", "data e lindjes", "dt lindjes",
        "datum rodjenja", "rodjen", "dat rodj",
    ),
    "birth_year": (
        "birth year", "byear", "year of birth", "by", "yob",
        "viti i lindjes", "godina rodjenja", "godiste",
    ),
    "age": ("age", "age at death", "mosha", "starost", "godina starosti", "godine"),
    "municipality": (
        "municipality", "mun", "mcode", "city", "town", "komuna", "qyteti", "opstina", "grad",
    ),
    "village": (
        "village", "settlement", "location", "place", "pcode",
        "fshati", "vendbanimi", "vendi", "selo", "naselje", "mesto",
    ),
    "death": (
        "death", "date of death", "death date", "dod", "died",
        "event", "event date", "date", "killed",
        "date killed", "dt kill", "incident date", "date of event", "date of disappearance",
        "data", "data e vdekjes", "data e ngjarjes", "data e zhdukjes",
        "datum", "datum smrti", "datum dogadjaja", "datum nestanka",
    ),
}  # fmt: skip
"""Column names of each field, folded to plain Latin letters; earlier ones win."""

NOTES: dict[str, str] = {
    "id": "The record's id within this file.",
    "list": "The column that names the list each record is from.",
    "list_name": "This file is one list; its name:",
    "lists": "One column for each list: true, false, or empty where the list did not cover it.",
    "weight": "How many records a row stands for; may be fractional.",
    "names": "Columns of the name: given, surname, father; or full for one column with all parts.",
    "sex": "Male, female or what the list writes for them.",
    "birth": "Date of birth, of any precision.",
    "birth_year": "Year of birth, used where the date of birth is empty.",
    "age": "Age in full years.",
    "place": "Columns of the place as the list writes it.",
    "death": "Date of death, disappearance or the event.",
    "missing": 'Codes that mean "not known", by field and source; "*" is every source.',
    "dates": "Formats of the dates: %d day, %m month, %b month's name, %y or %Y year.",
    "header": "The line that holds the column names.",
    "notice": "The sentence that the publisher requires wherever the data are shown.",
}
"""What each key of a mapping file means, as remarks of a draft."""
