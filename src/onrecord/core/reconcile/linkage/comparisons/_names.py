"""How alike two spellings of one part of a name are: a family of levels for every part."""

from __future__ import annotations

from onrecord.core.reconcile.linkage.comparison import Comparison, Level, Row
from onrecord.core.reconcile.names.likeness import jaro_winkler, one_letter_apart

_SHORTEST = 3
_CLOSE, _NEAR, _SAME_KEY = 0.92, 0.84, 0.8


def name_comparison(part: str, words: str) -> Comparison:
    """Return the comparison of one part of a name, which a reader knows as ``words``.

    Equal names weigh by how rare they are in the lists (tiers 1 rare to 3 common), so the chance
    that two strangers share a common name is learned apart from that of a rare one.
    """
    return Comparison(
        name=part,
        columns=(part, f"{part}_b", f"{part}_r"),
        needs=(part,),
        levels=(
            Level(
                sql=f"{part}_l IS NULL OR {part}_r IS NULL",
                holds=lambda left, right: left[part] is None or right[part] is None,
                sentence=f"One of the two does not state the {words}.",
                start=0.0,
            ),
            *(_equal(part, words, tier) for tier in (1, 2, 3)),
            *_alike(part, words),
        ),
    )


def _equal(part: str, words: str, tier: int) -> Level:
    how = {1: "rare in these lists", 2: "neither rare nor common", 3: "common in these lists"}
    return Level(
        sql=f"{part}_l = {part}_r AND {part}_r_l = {tier}",
        holds=lambda left, right: left[part] == right[part] and left[f"{part}_r"] == tier,
        sentence=f"The {words} is the same in both, and {how[tier]}.",
        start=0.25,
    )


def _alike(part: str, words: str) -> tuple[Level, ...]:
    one, other, key_one, key_other = f"{part}_l", f"{part}_r", f"{part}_b_l", f"{part}_b_r"
    return (
        Level(
            sql=f"{{dl}}({one}, {other}) <= 1 AND length({one}) >= {_SHORTEST}"
            f" AND length({other}) >= {_SHORTEST}",
            holds=lambda left, right: _one_letter(*_texts(left, right, part)),
            sentence=f"The {words} differs by one letter.",
            start=0.15,
        ),
        Level(
            sql=f"{{jw}}({one}, {other}) >= {_CLOSE}"
            f" OR ({key_one} = {key_other} AND {{jw}}({one}, {other}) >= {_SAME_KEY})",
            holds=lambda left, right: _close(left, right, part),
            sentence=f"The {words} is spelled alike.",
            start=0.04,
        ),
        Level(
            sql=f"{{jw}}({one}, {other}) >= {_NEAR} OR {{starts}}({one}, {other})"
            f" OR {{starts}}({other}, {one})",
            holds=lambda left, right: _near(*_texts(left, right, part)),
            sentence=f"The {words} is similar, or one is the beginning of the other.",
            start=0.03,
        ),
        Level(sql="ELSE", holds=lambda _l, _r: True, sentence=f"The {words} differs.", start=0.03),
    )


def _texts(left: Row, right: Row, part: str) -> tuple[str, str]:
    return str(left[part]), str(right[part])


def _one_letter(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST and (one == other or one_letter_apart(one, other))


def _close(left: Row, right: Row, part: str) -> bool:
    alike = jaro_winkler(*_texts(left, right, part))
    key = left[f"{part}_b"]
    same_key = key is not None and key == right[f"{part}_b"]
    return alike >= _CLOSE or (same_key and alike >= _SAME_KEY)


def _near(one: str, other: str) -> bool:
    return jaro_winkler(one, other) >= _NEAR or one.startswith(other) or other.startswith(one)
