"""Requests that no page of ours would send: they change nothing, tell nothing, break nothing."""

from __future__ import annotations

import pytest
from tests.integration.access.asking import ask
from tests.integration.access.judging import Scene, address
from tests.integration.access.sides import SECRET
from tests.integration.access.stage import Told
from tests.integration.access.table import Row, all_rows
from tests.integration.access.visitors import Visitor

ROWS = all_rows()
POSTING = [row for row in ROWS if row.post]
EXPORTED = [row for row in ROWS if row.export]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_other_methods_change_nothing(row: Row, told: Told) -> None:
    scene, _before = told
    outsider = next(
        v for v in scene.visitors if v.role == "supervisor" and "sealed" not in v.enters
    )
    for visitor in (outsider, *_able(row, scene)):
        for method in ("HEAD", "PUT", "DELETE"):
            answer = ask(visitor, address(row, scene.sealed), method=method)
            assert answer.status < 500
            assert not answer.changed or row.logs == "export", (str(visitor), method)
            if visitor is outsider:
                assert SECRET not in answer.text.casefold()


@pytest.mark.django_db
@pytest.mark.parametrize("row", POSTING, ids=str)
def test_a_post_without_its_token_changes_nothing(row: Row, told: Told) -> None:
    scene, _before = told
    for visitor in _able(row, scene):
        visitor.client.handler.enforce_csrf_checks = True
        data = row.post(scene.sealed) if row.post else {}
        answer = ask(visitor, address(row, scene.sealed), method="POST", data=data)
        visitor.client.handler.enforce_csrf_checks = False
        assert (answer.status, answer.changed) == (403, False)


@pytest.mark.django_db
@pytest.mark.parametrize("row", POSTING, ids=str)
def test_nonsense_in_a_post_is_refused_in_words(row: Row, told: Told) -> None:
    scene, _before = told
    data = dict(row.post(scene.sealed)) if row.post else {}
    query = dict(row.query(scene.sealed)) if row.query else {}
    path = address(row, scene.sealed)
    for visitor in _able(row, scene):
        for nonsense in ("x", "9" * 5000, "\0"):
            for key in data:
                sent = {**data, key: nonsense}
                answer = ask(visitor, path, query, method="POST", data=sent)
                assert answer.status < 500, (key, nonsense)
            for key in query:
                answer = ask(visitor, path, {**query, key: nonsense})
                assert answer.status < 500, (key, nonsense)


@pytest.mark.django_db
@pytest.mark.parametrize("row", EXPORTED, ids=str)
def test_nonsense_in_the_query_of_a_list_is_refused_in_words(row: Row, told: Told) -> None:
    scene, _before = told
    keys = ("sort", "after", "before", "q", "list", "date", "period", "place", "at")
    for visitor in _able(row, scene):
        for nonsense in ("-", "1~x", f"{'9' * 5000}~1", "\0", "'%_"):
            for asked in (dict.fromkeys(keys, nonsense), {"after": nonsense}, {"export": nonsense}):
                answer = ask(visitor, address(row, scene.sealed), asked)
                assert answer.status < 500, asked


def _able(row: Row, scene: Scene) -> list[Visitor]:
    """Return one person who may do what the row offers."""
    return [
        visitor
        for visitor in scene.visitors
        if visitor.role in row.posters
        and visitor.factor
        and visitor.enters == {"general", "sealed"}
    ][:1]
