"""Which tables do several specifications ask about?"""

from __future__ import annotations

from itertools import product

from tests.spec.manual import Table


def _csv(lists: str, counts: dict[str, float]) -> str:
    """Return a table as CSV from histories such as ``"101"``; ``-`` is a list that covers not."""
    rows = [f"{','.join(history)},{count:g}".replace("-", "") for history, count in counts.items()]
    return "\n".join([f"{lists.replace(' ', ',')},count", *rows]) + "\n"


_EIGHT = {f"{'0' * place}11{'0' * (6 - place)}": 20 + place for place in range(7)}

KOSOVO = Table(
    "The four lists of Kosovo",
    "Killings from 20 March to 22 June 1999 as named by exhumations (EXH), the American Bar "
    "Association (ABA), the OSCE and Human Rights Watch (HRW); Ball, Betts, Scheuren, Dudukovich "
    "and Asher 2002. Records whose date was imputed weigh one third. The publisher asks that this "
    'note goes with them: "These are convenience sample data, and as such they are not a '
    "statistically representative sample of events in this conflict. These data do not support "
    'conclusions about patterns, trends, or other substantive comparisons."',
    "EXH,ABA,OSCE,HRW,count\n1,1,1,1,27\n1,1,1,0,181\n1,1,0,1,18\n1,1,0,0,176.6667\n"
    "1,0,1,1,42\n1,0,1,0,228\n1,0,0,1,106\n1,0,0,0,1131\n0,1,1,1,32\n0,1,1,0,217\n"
    "0,1,0,1,31\n0,1,0,0,844.9999\n0,0,1,1,123\n0,0,1,0,936\n0,0,0,1,306\n",
)
KOSOVO_ROUNDED = Table(
    "The four lists of Kosovo, rounded",
    "The same in whole persons, as other packages have it and answer for it.",
    KOSOVO.text.replace("176.6667", "177").replace("844.9999", "845"),
)
TWO_LISTS = Table(
    "Two lists",
    "Invented: the court has 60 people, the press 50, and 20 are on both.",
    "court,press,count\n1,0,40\n0,1,30\n1,1,20\n",
)
INDEPENDENT = Table(
    "Three lists that are independent",
    "Invented: 1,000 people, each on each of three lists with chance one half, so that 125 are in "
    "each cell and 125 on no list.",
    _csv(
        "court press union",
        {"".join(h): 125 for h in product("01", repeat=3) if "".join(h) > "000"},
    ),
)
STRANGERS = Table(
    "Lists that share nobody",
    "Invented: three lists without a common name.",
    _csv("court press union", {"100": 50, "010": 40, "001": 30}),
)
HARDLY_MEET = Table(
    "Lists that hardly meet",
    "Invented by Chan, Silverman and Vincent (2021): court and press share six people, and the "
    "union shares nobody with either.",
    _csv("court press union", {"100": 40, "010": 30, "001": 20, "110": 6}),
)
EVEN = Table(
    "Nearly everybody on two lists",
    "Invented: people on two lists are as many as people on one, and hardly anybody is on three, "
    "as when somebody hands out two leaflets to each.",
    _csv(
        "court press union",
        {"100": 100, "010": 100, "001": 100, "110": 90, "101": 90, "011": 90, "111": 5},
    ),
)
TWO_REGIONS = Table(
    "A list that covers one region",
    "Invented: 600 people live where all three lists worked and 400 where the union did not "
    "(an empty cell). Each list names each person that it covers with chance one half.",
    _csv(
        "court press union",
        {
            **{"".join(h): 75 for h in product("01", repeat=3) if "".join(h) > "000"},
            **dict.fromkeys(("10-", "01-", "11-"), 100),
        },
    ),
)
EIGHT = Table(
    "Eight lists",
    "Invented: each of eight lists shares some people with the next.",
    _csv("a b c d e f g h", _EIGHT),
)

SHARED = (
    KOSOVO,
    KOSOVO_ROUNDED,
    TWO_LISTS,
    INDEPENDENT,
    STRANGERS,
    HARDLY_MEET,
    EVEN,
    TWO_REGIONS,
    EIGHT,
)
"""The tables, in the order of the manual."""
