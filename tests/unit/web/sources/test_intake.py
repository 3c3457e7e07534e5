"""Archives and mails taken apart: what is kept, what is refused, and what going on anew does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from tests.unit.web.sources.conftest import Scene
from tests.unit.web.sources.intake_files import mail, web_archive, zipped

from onrecord.adapters.read.containers import Member
from onrecord.core.kernel.errors import AccessDenied, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.jobs.live import Stopped
from onrecord.web.site import register
from onrecord.web.sources.intake import Sent, open_archive, take_in_more, take_in_new
from onrecord.web.sources.intake_contents import contents_of
from onrecord.web.sources.intake_members import kept_type
from onrecord.web.sources.models import Custody, Description, Exhibit, Source
from onrecord.web.sources.services import take_in


def untold(_done: int, _all: int) -> None:
    """Tell nobody how far it is."""


def within(archive: Exhibit) -> list[Exhibit]:
    return list(Exhibit.objects.filter(derived_from=archive, tool="onrecord intake").order_by("pk"))


def test_files_of_an_archive_are_kept_beside_it_with_their_place(scene: Scene) -> None:
    packed = zipped({"a/one.txt": b"One.", "a/two.txt": b"Two."})
    archive = take_in(scene.report, packed, name="files.zip", by=scene.supervisor)
    listed = open_archive(archive, apart=False, by=scene.supervisor, tell=untold)
    one, two = within(archive)
    assert register.archive().read(archive.sha256) == packed
    assert register.archive().read(one.sha256) == b"One."
    assert one.source_id == two.source_id == archive.source_id
    assert one.parameters["stated_name"] == "a/one.txt"
    assert one.parameters["place"] == 1
    assert one.media_type == "text/plain; derived=member"
    assert [event.kind for event in two.custody.all()] == ["intake"]
    assert archive.custody.filter(kind="read").count() == 1
    assert [place.sha256 for place in contents_of(listed).places] == [one.sha256, two.sha256]


def test_the_same_archive_twice_adds_nothing(scene: Scene) -> None:
    archive = take_in(scene.report, web_archive(), name="web.warc.gz", by=scene.supervisor)
    first = open_archive(archive, apart=True, by=scene.supervisor, tell=untold)
    before = (Exhibit.objects.count(), Source.objects.count(), Custody.objects.count())
    again = open_archive(archive, apart=True, by=scene.supervisor, tell=untold)
    assert again == first
    assert (Exhibit.objects.count(), Source.objects.count(), Custody.objects.count()) == before


def test_a_web_page_apart_is_a_source_with_host_address_and_day(scene: Scene) -> None:
    archive = take_in(scene.report, web_archive(), name="web.warc.gz", by=scene.supervisor)
    open_archive(archive, apart=True, by=scene.supervisor, tell=untold)
    page = Description.objects.get(location="https://news.example/a")
    assert page.originator == "news.example"
    assert str(page.received) == "2001-05-05"
    assert page.made == ""
    assert page.compartment_id == archive.compartment_id
    (kept,) = page.source.exhibits.all()
    assert kept.derived_from_id == archive.pk


def test_stopped_work_keeps_what_it_kept_and_goes_on_behind_it(scene: Scene) -> None:
    packed = zipped({f"{number}.txt": f"File {number}.".encode() for number in range(5)})
    archive = take_in(scene.report, packed, name="files.zip", by=scene.supervisor)

    def stop_at_the_third(done: int, _all: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        open_archive(archive, apart=False, by=scene.supervisor, tell=stop_at_the_third)
    before = [exhibit.pk for exhibit in within(archive)]
    assert len(before) == 2
    open_archive(archive, apart=False, by=scene.supervisor, tell=untold)
    after = [exhibit.pk for exhibit in within(archive)]
    assert after[:2] == before
    assert len(after) == 5


def test_names_lead_nowhere_and_what_cannot_be_taken_is_listed(scene: Scene) -> None:
    packed = zipped({"../../etc/passwd": b"root", "C:\\x\\a\u202egpj.exe": b"x", "empty.txt": b""})
    archive = take_in(scene.report, packed, name="hostile.zip", by=scene.supervisor)
    listed = open_archive(archive, apart=True, by=scene.supervisor, tell=untold)
    assert [exhibit.name for exhibit in within(archive)] == ["passwd", "a_gpj.exe"]
    (left_out,) = contents_of(listed).left_out
    assert left_out.stated_name == "empty.txt"
    assert str(left_out.why) == "The file is empty."
    titles = Description.objects.values_list("title", flat=True)
    assert not any("\u202e" in title for title in titles)


def test_a_bomb_stops_and_what_came_before_is_kept(scene: Scene) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("good.txt", "Good.")
        packed.writestr("bomb.bin", b"\0" * 64 * 1024 * 1024)
    archive = take_in(scene.report, out.getvalue(), name="bomb.zip", by=scene.supervisor)
    listed = contents_of(open_archive(archive, apart=False, by=scene.supervisor, tell=untold))
    assert [exhibit.name for exhibit in within(archive)] == ["good.txt"]
    assert "bomb" in str(listed.why_stopped)


def test_more_than_ten_thousand_files_are_refused_in_words(scene: Scene) -> None:
    packed = zipped({f"{number}.txt": b"x" for number in range(10_001)})
    archive = take_in(scene.report, packed, name="many.zip", by=scene.supervisor)
    listed = contents_of(open_archive(archive, apart=False, by=scene.supervisor, tell=untold))
    assert "more than 10,000 files" in str(listed.why_stopped)
    assert len(within(archive)) == 1  # the same bytes are kept once


def test_no_archive_may_say_that_its_file_is_one_of_ours() -> None:
    def kept(kind: str) -> str:
        return kept_type(Member(name="a", stated_name="a", data=b"x", media_type=kind))

    assert kept("application/vnd.onrecord.embedded+json") == "application/octet-stream"
    assert kept("text/plain") == "text/plain; derived=member"


def test_a_mail_gives_what_it_carries(scene: Scene) -> None:
    letter = take_in(scene.report, mail(), name="letter.eml", by=scene.supervisor)
    open_archive(letter, apart=False, by=scene.supervisor, tell=untold)
    (carried,) = within(letter)
    assert carried.name == "counted.txt"
    assert b"31 persons" in register.archive().read(carried.sha256)


def test_only_who_may_code_opens_and_only_what_can_be_opened(
    scene: Scene, user_of: Callable[..., User], general: Compartment
) -> None:
    archive = take_in(scene.report, zipped({"a": b"a"}), name="a.zip", by=scene.supervisor)
    with pytest.raises(AccessDenied):
        open_archive(archive, apart=False, by=user_of("reader", [general]), tell=untold)
    with pytest.raises(UsageError):
        open_archive(scene.original, apart=False, by=scene.supervisor, tell=untold)
    with pytest.raises(UsageError):
        open_archive(scene.text, apart=False, by=scene.supervisor, tell=untold)


def test_many_files_are_one_source_or_many_and_the_same_adds_nothing(
    scene: Scene, general: Compartment
) -> None:
    def sent() -> list[Sent]:
        return [Sent(io.BytesIO(text), f"{text.decode()}.txt") for text in (b"one", b"two", b"")]

    values = {"title": "Two notes", "kind": "source/report"}
    by = scene.supervisor
    taken = take_in_new(sent(), values, compartment_id=general.pk, apart=False, by=by)
    assert len({exhibit.source_id for exhibit in taken.new}) == 1
    assert [name for name, _why in taken.refused] == [".txt"]
    count = Source.objects.count()
    again = take_in_new(sent(), values, compartment_id=general.pk, apart=True, by=by)
    assert again.new == ()
    assert again.known == taken.new
    assert Source.objects.count() == count
    more = take_in_more(taken.new[0].source, sent(), by=by)
    assert more.new == ()
    assert len(more.known) == 2


def test_each_file_apart_has_its_place_in_the_folder_as_title(
    scene: Scene, general: Compartment
) -> None:
    files = [Sent(io.BytesIO(b"a"), "a.txt", "notes/a.txt"), Sent(io.BytesIO(b"b"), "b\u202e.txt")]
    values = {"title": "", "kind": "source/report"}
    taken = take_in_new(files, values, compartment_id=general.pk, apart=True, by=scene.supervisor)
    titles = [Description.objects.get(source=one.source).title for one in taken.new]
    assert titles == ["notes/a.txt", "b\\u{202e}.txt"]
    assert taken.new[0].parameters == {"stated_name": "notes/a.txt"}
