"""Are the pages whole in every language, with nothing half translated or left unmarked?"""

from __future__ import annotations

import ast
import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools.messages.catalog import Catalog, Entry, renewed
from tools.messages.compiled import compiled
from tools.messages.constants import Constants
from tools.messages.marks import placeholders, spoken_in_cyrillic
from tools.messages.sources import Message, in_python, in_template
from tools.messages.tree import PLURALS, ROOT, WEB, po_path

from onrecord.core.kernel.script import latin_from_serbian

LATIN = re.compile(r"[A-Za-zçëđšžčćÇËĐŠŽČĆ]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
CATALOGS = {language: Catalog.read(po_path(language)) for language in PLURALS}
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))


def forms(language: str) -> list[tuple[Entry, str]]:
    return [(entry, form) for entry in CATALOGS[language].entries for form in entry.forms]


def test_every_sentence_is_translated_and_none_is_left_over() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.messages", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


@pytest.mark.parametrize("language", PLURALS)
def test_placeholders_of_a_sentence_and_its_translation_agree(language: str) -> None:
    astray = [
        (entry.singular, form)
        for entry, form in forms(language)
        if placeholders(form) not in (placeholders(entry.singular), placeholders(entry.plural))
    ]
    assert astray == []


def test_serbian_cyrillic_has_no_latin_letter() -> None:
    assert [form for _, form in forms("sr") if LATIN.search(spoken_in_cyrillic(form))] == []


@pytest.mark.parametrize("language", ["sq", "sr_Latn"])
def test_albanian_and_serbian_latin_have_no_cyrillic_letter(language: str) -> None:
    assert [form for _, form in forms(language) if CYRILLIC.search(form)] == []


def test_serbian_latin_is_made_from_cyrillic() -> None:
    cyrillic, latin = CATALOGS["sr"].entries, CATALOGS["sr_Latn"].entries
    assert [tuple(map(latin_from_serbian, entry.forms)) for entry in cyrillic] == [
        entry.forms for entry in latin
    ]


@pytest.mark.parametrize("language", PLURALS)
def test_the_first_letter_and_the_final_stop_follow_the_english(language: str) -> None:
    astray = [
        (entry.singular, form)
        for entry, form in forms(language)
        if entry.singular.endswith(".") != form.endswith(".")
        and not entry.singular.endswith(("No.", "!"))
    ]
    assert astray == []


@pytest.mark.parametrize("language", PLURALS)
def test_gettext_reads_the_compiled_catalog_as_it_is_written(language: str) -> None:
    path = po_path(language).with_suffix(".mo")
    assert path.read_bytes() == compiled(CATALOGS[language])
    with path.open("rb") as file:
        read = gettext.GNUTranslations(file)
    for entry in CATALOGS[language].entries:
        singular = f"{entry.context}\x04{entry.singular}" if entry.context else entry.singular
        if entry.plural:
            said = {read.ngettext(singular, entry.plural, n) for n in (1, 2, 5, 21, 112)}
            assert said == set(entry.forms)
        else:
            assert read.gettext(singular) == entry.forms[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_no_words_outside_translate(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for unseen in (
        r"\{#.*?#\}",
        r"\{% comment %\}.*?\{% endcomment %\}",
        r"\{% blocktranslate.*?\{% endblocktranslate %\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
        r"<(script|style|code|kbd)\b.*?</\1>",
    ):
        text = re.sub(unseen, " ", text, flags=re.DOTALL)
    spoken_attributes = r'\b(?:alt|title|placeholder|aria-label|summary)="([^"]*)"'
    words = [*re.findall(spoken_attributes, text), re.sub(r"<[^>]*>", " ", text)]
    left = re.sub(r"&\w+;|OnRecord|SHA-256|CSV|\b(?:BIC|AIC|df|p)\b", " ", " ".join(words))
    assert re.findall(r"[^\W\d_]+", left) == []


def test_the_tool_finds_what_templates_and_code_say() -> None:
    template = (
        "{% load i18n %}{% translate 'One (1)' as one %}"
        "{% blocktranslate count n=rows trimmed %}\n a row{% plural %}\n {{ n }} rows"
        "{% endblocktranslate %}"
    )
    assert list(in_template(template)) == [Message("One (1)"), Message("a row", "%(n)s rows")]
    code = (
        "from django.utils.translation import gettext as _, ngettext\n"
        "def f(n):\n    return _('A ' 'b'), ngettext('one', 'many', n), _(n)\n"
    )
    assert set(in_python(ast.parse(code))) == {
        Message("A b"),
        Message("one", "many"),
    }


def test_the_tool_finds_what_errors_and_remarks_carry(tmp_path: Path) -> None:
    code = (
        "SAID: Final = 'Two {lists}.'\n_TABLE = {1: 'one', 2: 'two'}\n"
        "class OwnError(UserError): ...\n"
        "def f(a):\n"
        "    raise OwnError('Bad.' if a else 'Worse.', remedy='Mend it.', value='x')\n"
        "def g(a):\n    return Remark.of(sentences.SAID, lists=2), Remark.of(_TABLE[a])\n"
        "METHOD = Method(name='m', title='A method', assumption='All is well.')\n"
    )
    path = tmp_path / "module.py"
    constants = Constants.of({path: ast.parse(code)})
    assert set(constants.said_in(path)) == {
        *("Bad.", "Worse.", "Mend it.", "Two {lists}.", "one", "two"),
        *("A method", "All is well."),
    }


def test_a_changed_sentence_keeps_its_translation_to_be_looked_at() -> None:
    before = Catalog("", (Entry("The file is empty", "", "", ("Skedari është bosh",)),))
    said = [Message("The file is empty."), Message("Quite new")]
    after = renewed(before, said, PLURALS["sq"])
    assert [(entry.forms, entry.fuzzy) for entry in after.entries] == [
        (("Skedari është bosh",), True),
        (("",), False),
    ]
    assert b"Skedari" not in compiled(after)


def test_a_catalog_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    entry = Entry('A "quoted" \\ text\nin lines', "p", "c", ("x " * 100, "y"), ("a.py",), True)
    catalog = Catalog("Plural-Forms: x\n", (entry,), "A note.")
    catalog.write(tmp_path / "x.po")
    assert Catalog.read(tmp_path / "x.po") == catalog
