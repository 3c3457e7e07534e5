"""Write docs/reference/command-line.md from the parsers of the commands themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from onrecord.cli import command_module, command_names

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "command-line.md"
_HEAD = """\
# The command line

This page is built by `make docs` from the parsers; do not edit it by hand.

Every command has `--help` with an example, and `--json`: one JSON document on standard output and
nothing else there. Progress, warnings and refusals go to standard error. What the JSON documents
hold stands in [JSON of the commands](json.md).

| Exit code | Meaning |
|---|---|
| 0 | done; a refusal to estimate is a result and ends with 0 too |
| 1 | a finding or refusal that the command was asked to report as failure |
| 2 | wrong use or wrong input; the message names file, line, value and remedy |
| 3 | a fault of OnRecord; the message says so |
"""


def render() -> str:
    """Return the whole page."""
    contents = "\n".join(
        f"- [`onrecord {name}`](#onrecord-{name}): {_plain(command_module(name).HELP)}"
        for name in command_names()
    )
    return "\n".join([_HEAD, contents, "", *(_section(name) for name in command_names())])


def _section(name: str) -> str:
    module = command_module(name)
    parser = argparse.ArgumentParser(prog=f"onrecord {name}", add_help=False)
    module.configure(parser)
    lines = [
        f"## onrecord {name}",
        "",
        f"{_sentence(module.HELP)}",
        "",
        "```sh",
        module.EXAMPLE,
        "```",
        "",
        *_options(parser),
    ]
    for verb, below in _verbs(parser).items():
        lines += [f"### onrecord {name} {verb}", "", _sentence(_help_of(parser, verb)), ""]
        lines += _options(below)
    return "\n".join(lines)


def _options(parser: argparse.ArgumentParser) -> list[str]:
    rows = [
        f"| {_name(action)} | {_note(action)} |"
        for action in _actions(parser)
        if not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - no public name
        and action.help != argparse.SUPPRESS
        and not {"--json", "--help"} & set(action.option_strings)
    ]
    return ["| Argument | Meaning |", "|---|---|", *rows, ""] if rows else []


def _name(action: argparse.Action) -> str:
    value = action.metavar or ("" if action.nargs == 0 else action.dest)
    shown = " ".join(value) if isinstance(value, tuple) else value
    if not action.option_strings:
        return f"`{shown}`" + _times(action)
    options = ", ".join(action.option_strings)
    return f"`{options} {shown}`".replace(" `", "`") + _times(action)


def _times(action: argparse.Action) -> str:
    if action.nargs in ("*", "+") or isinstance(action, argparse._AppendAction):  # noqa: SLF001
        return " (several)"
    return " (may be left out)" if action.nargs == "?" else ""


def _note(action: argparse.Action) -> str:
    parts = [action.help or ""]
    if action.choices:
        parts.append("one of " + ", ".join(f"`{choice}`" for choice in action.choices))
    if action.required and action.option_strings:
        parts.append("required")
    elif _worth_saying(action.default, parts[0]):
        parts.append(f"default `{action.default}`")
    return "; ".join(part for part in parts if part).replace("|", "\\|").replace("*", "\\*")


def _worth_saying(default: object, said: str) -> bool:
    if isinstance(default, bool) or default == argparse.SUPPRESS:
        return False
    return isinstance(default, str | int | Path) and str(default) not in said


def _verbs(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - no public name
            return dict(action.choices)
    return {}


def _help_of(parser: argparse.ArgumentParser, verb: str) -> str:
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - no public name
            for choice in action._choices_actions:  # noqa: SLF001 - no public name
                if choice.dest == verb:
                    return choice.help or ""
    return ""


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    yield from parser._actions  # noqa: SLF001 - argparse has no public list of its options


def _plain(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
