from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.text_of import file_bytes, readers, text_of
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import make_docx, make_pdf


def test_readers_take_part_by_lying_in_the_folder() -> None:
    assert set(readers()) >= {".txt", ".html", ".htm", ".pdf", ".docx"}


def test_a_path_and_its_bytes_give_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "Report.PDF"
    path.write_bytes(make_pdf(["Arta"]))
    assert text_of(path).text == text_of(path.read_bytes(), "Report.PDF").text == "Arta"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", r"^a\.txt: The file is empty"),
        (b"Arta", "a.xyz", r"^a\.xyz: No reader knows .*\.xyz.*\.docx"),
        (b"Arta", "noending", "no file ending"),
        (b"Arta", "a.pdf", r"^a\.pdf: The file ends in \.pdf, but its content is of another kind"),
        (make_pdf(["Arta"]), "a.txt", "another kind"),
        (make_docx(["Arta"]), "a.html", "another kind"),
        (b"Arta\x00", "a.txt", r"^a\.txt: The file holds control characters"),
    ],
)
def test_an_error_names_the_file_and_the_remedy(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        text_of(data, name)


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        file_bytes(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="folder"):
        text_of(tmp_path)
    with pytest.raises(InputError, match="larger than 0 MiB"):
        text_of(b"Arta", "a.txt", limits=Limits(file_bytes=2))
