"""Do the documents keep up with the code? Names, links, commands and numbers."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from django.apps import apps

from onrecord import __version__, cli
from onrecord.adapters.read.text_of import readers
from onrecord.core.estimate import all_methods
from onrecord.reference import kosovo
from onrecord.reference.census import ceilings
from onrecord.web.site.rights import Right, Role

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "onrecord"
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
BOOKKEEPING = {
    "AccountPassage",  # which words an account cites: a row between account and passage
    "ActBasis",  # on which account an act rests: a row between both
    "AdjudicationBasis",  # on which coding an adjudication rests: a row between both
    "Change",  # the history of an account of a user
    "ClusterMember",  # in which cluster of a run a mention is: a row between both
    "Effect",  # which merge a decision about a pair brought about: a row between both
    "Head",  # one row: the newest entry of the log
    "ListEvent",  # what happened to one row between two versions of a list
    "LoginLink",
    "Place",  # where a finding stands: a row between finding and text or figure
    "RecoveryCode",
}
"""Models that no person meets under their name."""


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def tool(name: str) -> ModuleType:
    """Load a tool of the checkout, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(page), re.MULTILINE | re.DOTALL)


def without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


# What is generated is current.


def test_the_reference_of_the_command_line_is_what_the_parsers_say() -> None:
    written = read(REFERENCE / "command-line.md")
    assert written == tool("build_cli_reference").render(), "run: make docs"


def test_the_manual_of_the_methods_is_the_specifications() -> None:
    assert read(REFERENCE / "methods.md") == tool("build_manual").render(), "run: make docs"


@pytest.mark.slow
def test_the_comparison_with_a_census_is_what_the_methods_say() -> None:
    from onrecord.core.estimate.fast import available  # noqa: PLC0415 - only here

    if not available():
        pytest.skip("numba is not here: the plain code of latent-class takes minutes")
    page = read(DOCS / "explanation" / "validation.md")
    assert _without_chains(page) == _without_chains(tool("build_validation").render()), (
        "run: make docs"
    )


def _without_chains(page: str) -> list[str]:
    """Leave out the line of the sampler, whose last digits depend on how numba compiled it."""
    return [line for line in page.splitlines() if not line.startswith("| `latent-class`")]


def test_the_comparison_with_a_census_names_every_method_and_ceiling() -> None:
    page = read(DOCS / "explanation" / "validation.md")
    assert [m.name for m in all_methods() if f"`{m.name}`" not in page] == []
    limits = [f"| {ceiling.persons:,.0f} |" for ceiling in ceilings(kosovo())]
    assert [limit for limit in limits if limit not in page] == []


@pytest.mark.parametrize("name", ["file-types.md", "roles.md"])
def test_the_lists_of_the_reference_are_what_the_code_has(name: str) -> None:
    assert read(REFERENCE / name) == tool("build_reference").PAGES[name](), "run: make docs"


@pytest.mark.slow
@pytest.mark.parametrize("page", tool("build_runs").pages(), ids=named)
def test_every_shown_run_and_number_is_what_the_program_prints(page: Path) -> None:
    assert read(page) == tool("build_runs").current(read(page)), "run: make docs"


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in read(page)], ids=named)
def test_every_python_session_gives_what_it_shows(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert outcome.attempted
    assert not outcome.failed


# Everything that the code has is in the documents.


def test_every_command_method_reader_role_and_right_is_named() -> None:
    command_line = read(REFERENCE / "command-line.md")
    assert [n for n in cli.command_names() if f"## onrecord {n}\n" not in command_line] == []
    methods = read(REFERENCE / "methods.md")
    assert [m.name for m in all_methods() if f"`{m.name}`" not in methods] == []
    files = read(REFERENCE / "file-types.md")
    assert [suffix for suffix in readers() if f"`{suffix}`" not in files] == []
    roles = read(REFERENCE / "roles.md")
    assert [word for word in (*Role, *Right) if f"`{word}`" not in roles] == []


def test_every_environment_variable_is_named() -> None:
    places = [*SOURCE.rglob("*.py"), ROOT / "Makefile", ROOT / ".ci" / "run"]
    used = {
        name
        for path in places
        for name in re.findall(r"\bONRECORD_[A-Z]+(?:_[A-Z]+)*", path.read_text(encoding="utf-8"))
    }
    page = read(REFERENCE / "settings.md")
    assert {name for name in used if f"`{name}`" not in page} == set()


def test_every_key_of_a_mapping_file_is_named() -> None:
    from onrecord.adapters.read.mapping import reading  # noqa: PLC0415 - private list of keys

    page = read(REFERENCE / "mapping-files.md")
    keys = importlib.import_module(reading.__name__).Values.__annotations__
    grouped = {"given", "surname", "father", "full", "municipality", "village", "name_order"}
    assert {key for key in keys if key not in grouped and f"`{key}`" not in page} == set()


def test_every_kind_of_problem_that_verify_finds_is_explained() -> None:
    from onrecord.adapters.archive import ProblemKind  # noqa: PLC0415 - only here

    code = (SOURCE / "web" / "audit" / "verify.py").read_text(encoding="utf-8")
    kinds = {*re.findall(r'Problem\(\s*"([\w-]+)"', code), *(f"exhibit-{k}" for k in ProblemKind)}
    page = read(DOCS / "how-to" / "verify.md")
    assert len(kinds) > 10
    assert {kind for kind in kinds if f"`{kind}`" not in page} == set()


def test_every_key_of_the_json_documents_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    page = read(REFERENCE / "json.md")
    table = SOURCE / "reference" / "data" / "capture_histories.csv"
    document = SOURCE / "reference" / "data" / "documents" / "report-gurishte.html"
    example = DOCS / "how-to" / "files" / "invented-three-lists"
    commands = [
        ["estimate", str(table)],
        ["estimate", "--list-methods"],
        ["tabulate", f"{example}.csv", "--mapping", f"{example}.yaml"],
        ["mapping", "init", f"{example}.csv"],
        ["read", str(document)],
    ]
    for command in commands:
        assert cli.main([*command, "--json"]) == 0
        keys = set(_keys(json.loads(capsys.readouterr().out)))
        assert {key for key in keys if f"`{key}`" not in page} == set(), command[0]


_INNER = {"diagnostics", "mapping", "remarks"}
"""Keys whose value is not part of the contract."""


def _keys(document: object) -> Iterator[str]:
    if isinstance(document, list):
        for item in document:
            yield from _keys(item)
    elif isinstance(document, dict):
        for key, value in document.items():
            yield key
            if key not in _INNER:
                yield from _keys(value)


# Words.


def test_every_class_that_the_glossary_names_exists() -> None:
    paths = re.findall(r"`((?:core|vocab|adapters|flows|web)\.[\w.]+)`", read(ROOT / "GLOSSARY.md"))
    missing = []
    for path in paths:
        module, _, name = path.rpartition(".")
        if not hasattr(importlib.import_module(f"onrecord.{module}"), name):
            missing.append(path)
    assert paths
    assert missing == []


def test_every_model_of_the_register_is_in_the_glossary() -> None:
    glossary = read(ROOT / "GLOSSARY.md")
    models = {
        model.__name__: f"`{model.__module__.removeprefix('onrecord.')}.{model.__name__}`"
        for config in apps.get_app_configs()
        if config.name.startswith("onrecord.web.")
        for model in config.get_models()
    }
    assert BOOKKEEPING <= set(models)
    left_out = {name for name, path in models.items() if path not in glossary}
    assert left_out - BOOKKEEPING == set()


def test_each_word_stands_once_in_the_glossary_in_three_languages() -> None:
    rows = re.findall(r"^\| (.+) \|$", read(ROOT / "GLOSSARY.md"), re.MULTILINE)
    words = [row.split(" | ") for row in rows if not row.startswith(("English", "---"))]
    english = [cells[0] for cells in words]
    assert len(english) == len(set(english)) > 50
    assert [cells[0] for cells in words if not all(cell.strip() for cell in cells[:4])] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_texts_promise_nothing_and_name_no_machine(page: Path) -> None:
    text = read(page).casefold()
    praise = ("seamless", "powerful", "cutting-edge", "state of the art", "leverage", "robust")
    elsewhere = ("/work/", "/tmp/", "todo", "coming soon")
    assert [word for word in (*praise, *elsewhere) if word in text] == []


# Links and commands.


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(read(page))):
        if target.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)
    assert broken == []


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", without_blocks(read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings}


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = re.findall(r"\]\((?!https:)([^)\s#]+)", without_blocks(read(page)))
        waiting += [(page.parent / target).resolve() for target in targets]
    assert {named(page) for page in PAGES} - {named(page) for page in reached} == set()


def shown_commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        lines = "\n".join(blocks(page, "sh")).splitlines()
        lines += re.findall(r"^\$ (.+)$", "\n".join(blocks(page, "console")), re.MULTILINE)
        found += [
            (named(page), part.strip())
            for line in lines
            for part in re.split(r"&&|[;|>]", line)
            if part.strip().startswith("onrecord ")
        ]
    return found


@pytest.mark.parametrize(("page", "command"), shown_commands())
def test_every_shown_command_is_one_that_the_parsers_take(page: str, command: str) -> None:
    words = shlex.split(command)[1:]
    if words == ["--help"]:
        return
    parsed = cli._parser(words[0]).parse_args(words)
    assert parsed.command == words[0]


def test_every_target_of_make_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert len(targets) <= 12
    for page in PAGES:
        mentioned = set(re.findall(r"`make ([a-z]+)", read(page)))
        mentioned |= set(re.findall(r"^\$? ?make ([a-z]+)", read(page), re.MULTILINE))
        assert mentioned <= targets, named(page)


# Security, versions.


def test_the_files_that_hold_the_promises_of_security_exist() -> None:
    page = read(DOCS / "explanation" / "security.md")
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    paths = [path for row in rows for path in re.findall(r"`((?:src|tests)/[\w./-]+)`", row)]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    untested = [row for row in rows if "`tests/" not in row]
    assert len(rows) > 10
    assert untested == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["version"] == __version__ == citation["version"]
    assert f"## [{__version__}]" in read(ROOT / "CHANGELOG.md")


def test_every_decision_says_why_what_and_what_follows() -> None:
    decisions = sorted((DOCS / "decisions").glob("0*.md"))
    index = read(DOCS / "decisions" / "README.md")
    assert [page.name[:4] for page in decisions] == [f"{n + 1:04}" for n in range(len(decisions))]
    for page in decisions:
        assert page.name in index
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert read(page).count(part) == 1, page.name
