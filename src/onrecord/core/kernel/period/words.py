"""The words of dates in English, Albanian and Serbian, for writing and for reading.

Serbian stands in Cyrillic and its Latin form is made from that; the library of locale data
(CLDR) gives no genitive months for Serbian, so they are written out. Templates that end in
``_of`` serve after a preposition or in a genitive: *para vitit 1999*, *pre marta 1999.*
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from onrecord.core.kernel.script import latin_from_serbian, without_marks

Text = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one language writes dates; seasons run from spring to winter."""

    months: tuple[str, ...]
    months_of: tuple[str, ...]
    seasons: tuple[str, ...]
    seasons_of: tuple[str, ...]
    day: str
    day_of: str
    month: str
    month_of: str
    season: str
    season_of: str
    year: str
    year_of: str
    decade: str
    decade_of: str
    thirds: tuple[str, ...]
    before: str
    after: str
    circa: str
    interval: str
    interval_of: str = ""


_ENGLISH = Words(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_of=(),
    seasons=("spring", "summer", "autumn", "winter"),
    seasons_of=(),
    day="{d} {month} {y}",
    day_of="{d} {month} {y}",
    month="{month} {y}",
    month_of="{month} {y}",
    season="{season} {y}",
    season_of="{season} {y}",
    year="{y}",
    year_of="{y}",
    decade="{y}s",
    decade_of="{y}s",
    thirds=("early {x}", "mid-{x}", "late {x}"),
    before="before {x}",
    after="after {x}",
    circa="circa {x}",
    interval="{a} to {b}",
)
_ALBANIAN = Words(
    months=(
        "janar",
        "shkurt",
        "mars",
        "prill",
        "maj",
        "qershor",
        "korrik",
        "gusht",
        "shtator",
        "tetor",
        "nëntor",
        "dhjetor",
    ),
    months_of=(
        "janarit",
        "shkurtit",
        "marsit",
        "prillit",
        "majit",
        "qershorit",
        "korrikut",
        "gushtit",
        "shtatorit",
        "tetorit",
        "nëntorit",
        "dhjetorit",
    ),
    seasons=("pranvera", "vera", "vjeshta", "dimri"),
    seasons_of=("pranverës", "verës", "vjeshtës", "dimrit"),
    day="{d} {month} {y}",
    day_of="datës {d} {month} {y}",
    month="{month} {y}",
    month_of="{month_of} {y}",
    season="{season} {y}",
    season_of="{season_of} {y}",
    year="{y}",
    year_of="vitit {y}",
    decade="vitet {y}",
    decade_of="viteve {y}",
    thirds=("fillimi i {x}", "mesi i {x}", "fundi i {x}"),
    before="para {x}",
    after="pas {x}",
    circa="rreth {x}",
    interval="{a} – {b}",
)
_SERBIAN = Words(
    months=(
        "јануар",
        "фебруар",
        "март",
        "април",
        "мај",
        "јун",
        "јул",
        "август",
        "септембар",
        "октобар",
        "новембар",
        "децембар",
    ),
    months_of=(
        "јануара",
        "фебруара",
        "марта",
        "априла",
        "маја",
        "јуна",
        "јула",
        "августа",
        "септембра",
        "октобра",
        "новембра",
        "децембра",
    ),
    seasons=("пролеће", "лето", "јесен", "зима"),
    seasons_of=("пролећа", "лета", "јесени", "зиме"),
    day="{d}. {month_of} {y}.",
    day_of="{d}. {month_of} {y}.",
    month="{month} {y}.",
    month_of="{month_of} {y}.",
    season="{season} {y}.",
    season_of="{season_of} {y}.",
    year="{y}.",
    year_of="{y}.",
    decade="{y}-е",
    decade_of="{y}-их",
    thirds=("почетак {x}", "средина {x}", "крај {x}"),
    before="пре {x}",
    after="после {x}",
    circa="око {x}",
    interval="од {a} до {b}",
    interval_of="од {a} до {b}",
)


def _latin(words: Words) -> Words:
    changed: dict[str, Text] = {}
    for field in fields(words):
        text: Text = getattr(words, field.name)
        changed[field.name] = (
            latin_from_serbian(text)
            if isinstance(text, str)
            else tuple(latin_from_serbian(one) for one in text)
        )
    return Words(**changed)  # type: ignore[arg-type]  # each field keeps the type it had


WORDS: Final[dict[str, Words]] = {
    "en": _ENGLISH,
    "sq": _ALBANIAN,
    "sr-Latn": _latin(_SERBIAN),
    "sr-Cyrl": _SERBIAN,
}

_MORE_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan shk mar pri maj qer kor gus sht tet nen dhj",
    "jan feb mar apr maj jun jul avg sep okt nov dec",
    "janari shkurti marsi prilli maji qershori korriku gushti shtatori tetori nentori dhjetori",
    "januaru februaru martu aprilu maju junu julu avgustu septembru oktobru novembru decembru",
)
"""Abbreviations of each language, Albanian definite and Serbian locative forms."""

_MORE_SEASONS = (
    "spring summer fall winter",
    "pranvere vere vjeshte dimer",
    "pranveren veren vjeshten dimrin",
    "proljece ljeto jeseni zimu",
    "proljeca ljeta jeseni zimi",
)


def _numbered(*rows: tuple[str, ...]) -> dict[str, int]:
    return {
        without_marks(latin_from_serbian(word)): number
        for row in rows
        for number, word in enumerate(row, start=1)
    }


MONTH_NUMBERS: Final = {
    **_numbered(
        *(words.months for words in WORDS.values()),
        *(words.months_of for words in WORDS.values()),
        *(tuple(row.split()) for row in _MORE_MONTHS),
    ),
    "sept": 9,
}
"""Month by its folded name in any of the four languages, 1 to 12."""

SEASON_NUMBERS: Final = _numbered(
    *(words.seasons for words in WORDS.values()),
    *(words.seasons_of for words in WORDS.values()),
    *(tuple(row.split()) for row in _MORE_SEASONS),
)
"""Season by its folded name, 1 spring to 4 winter."""

DECADE_WORDS: Final = {
    word: first
    for words, first in (
        ("sixties sezdesete sezdesetih", 1960),
        ("seventies sedamdesete sedamdesetih", 1970),
        ("eighties osamdesete osamdesetih", 1980),
        ("nineties devedesete devedesetih", 1990),
        ("dvehiljadite dvehiljaditih", 2000),
    )
    for word in words.split()
}
THIRD_WORDS: Final = {
    word: third
    for third, words in enumerate(
        (
            "early beginning start fillim fillimi fillimin fillimit pocetak pocetkom pocetku",
            "mid middle mes mesi mesin mesit sredina sredinom sredini",
            "late end fund fundi fundin fundit kraj krajem kraju",
        )
    )
    for word in words.split()
}
ROLE_WORDS: Final = {
    word: role
    for role, words in (
        ("before", "before prior para perpara pre prije"),
        ("after", "after pas posle poslije nakon"),
        ("circa", "circa c ca about around approximately approx rreth afersisht oko otprilike"),
        ("from", "since from nga prej od"),
        ("to", "to until till by through deri do"),
        ("between", "between ndermjet midis izmedju izmedu"),
        ("and", "and dhe i"),
        ("decade", "vitet viteve"),
    )
    for word in words.split()
}
FILLERS: Final = frozenset(
    [
        "in",
        "the",
        "of",
        "on",
        "at",
        "during",
        "year",
        "day",
        "month",
        "up",
        "ne",
        "me",
        "gjate",
        "vitit",
        "viti",
        "vit",
        "muajit",
        "muaji",
        "dates",
        "date",
        "data",
        "e",
        "te",
        "se",
        "qe",
        "u",
        "tokom",
        "godine",
        "godina",
        "godini",
        "god",
        "g",
        "mesec",
        "meseca",
        "mesecu",
        "mjeseca",
        "dana",
    ]
)
