from __future__ import annotations

import json

import pytest

from onrecord import cli
from onrecord.cli import output


def test_without_a_command_the_help_is_shown_and_the_use_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main([]) == 2
    assert "COMMAND" in capsys.readouterr().out


@pytest.mark.parametrize("name", cli.command_names())
def test_every_command_has_help_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([name, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert f"onrecord {name}" in shown.split("Example:")[1]
    assert "--json" in shown


def test_json_has_null_for_unknown_and_refuses_not_a_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output.emit({"N": None, "place": "Gjakovë"})
    assert json.loads(capsys.readouterr().out) == {"N": None, "place": "Gjakovë"}
    with pytest.raises(ValueError, match="not JSON compliant"):
        output.emit({"N": float("nan")})


def test_a_table_lines_up_letters_with_marks() -> None:
    shown = output.table(["place", "n"], [["Pec\u0301", 5], ["Gjakovë", 120]], "lr")
    lengths = {len(line.replace("\u0301", "")) for line in shown.splitlines()}
    assert lengths == {12}
