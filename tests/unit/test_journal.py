"""A change of a data folder enters whole or not at all, wherever it is stopped, and what is confirmed stays."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from bri_data.intake.backup import back_up
from bri_data.intake.import_command import why_not
from bri_data.journal import engine, transaction
from bri_data.journal.engine import SETTING, JournalError, history_of, reading, writing
from bri_data.journal.history import Change, RowChange, changes, rows_of_change
from bri_data.journal.states import contents_of, state_on, states
from bri_data.journal.transaction import (
    BusyError,
    ConflictError,
    NotWrittenError,
    NotYetInPlaceError,
    digests,
    enter,
    one_editor,
    settle,
    steady,
)
from bri_data.present.words import texts
from tests.unit import postgresql

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")
NAMES = ("activites.csv", "sources.csv", "villes.csv")
CHANGE = Change("2027-01-02T10:00:00", "Direction", "essai", "import")
HELD = ("activites.csv", "sources.csv", "held/villes.csv")
NOBODY = 65534
LONG = b"a row of a large file\n" * 20_000
ROW = RowChange("cities", "namur", None, {"name": "Namur"})


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql.server() as address:
        yield address


def folder_with(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"state 0\n")
    return tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose history one engine or the other keeps: what is asked of one is asked of both."""
    if request.param == "postgresql":
        kept_by_postgresql(request.getfixturevalue("server"), tmp_path, monkeypatch)
    return folder_with(tmp_path)


def kept_by_postgresql(address: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, postgresql.journal_of(address))
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))


@pytest.fixture
def shared_place(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept_by_postgresql(server, tmp_path, monkeypatch)
    return folder_with(tmp_path)


def state(place: Path) -> set[bytes]:
    return {(place / name).read_bytes() for name in NAMES}


def change_to(place: Path, number: int) -> int:
    content = b"state %d\n" % number
    return enter(place, CHANGE, [ROW], dict.fromkeys(NAMES, content), digests(place, NAMES))


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Run `work` in a child that is killed at its `step`-th write to disk; whether it was killed before its end."""
    child = os.fork()
    if child == 0:
        seen = 0

        def die_at(real: Callable[..., object]) -> Callable[..., object]:
            def call(*values: object) -> object:
                nonlocal seen
                seen += 1
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*values)

            return call

        os.fsync, os.replace = die_at(os.fsync), die_at(os.replace)  # type: ignore[assignment]
        transaction.keep, transaction.close = die_at(transaction.keep), die_at(transaction.close)  # type: ignore[assignment]
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_change_is_in_every_file_and_in_the_history(place: Path) -> None:
    number = change_to(place, 1)
    assert state(place) == {b"state 1\n"}
    ((kept, rows),) = changes(place)
    assert (kept.id, kept.who, kept.why, rows) == (number, "Direction", "essai", 1)
    assert rows_of_change(place, number) == (ROW,)
    assert sorted(file.name for file in place.iterdir() if file.name.endswith(".part")) == []


def test_killed_at_any_step_it_is_whole_or_absent(place: Path) -> None:
    change_to(place, 1)
    step, outcomes = 1, []
    while killed_at(step, lambda: change_to(place, 2)):
        settle(place)
        (content,) = state(place)  # one state alone: never half of one
        outcomes.append(content)
        assert len(changes(place)) == (2 if content == b"state 2\n" else 1)
        if content == b"state 2\n":
            change_to(place, 1)
            with writing(place) as con:
                con.execute("DELETE FROM changed_row WHERE change_id > 1")
                con.execute("DELETE FROM folder_state WHERE change_id > 1")
                con.execute("DELETE FROM change WHERE id > 1")
        step += 1
    assert len(outcomes) >= 9  # three drafts, the confirmation, three names, the folder, the end
    assert outcomes == sorted(outcomes)  # once confirmed it is never lost
    assert len(set(outcomes)) == 2


def test_what_a_kill_leaves_half_done_is_finished_by_whoever_reads(place: Path) -> None:
    change_to(place, 1)
    step = 1
    while len(state(place)) == 1:
        assert killed_at(step, lambda: change_to(place, 2))
        step += 1
    with transaction.steady(place):
        assert state(place) == {b"state 2\n"}
    assert settle(place) is False


def test_a_kill_in_the_middle_of_a_commit_leaves_a_history_that_is_read(tmp_path: Path) -> None:
    """SQLite has begun to write over its file: whoever only reads could not go back."""
    place = folder_with(tmp_path)
    change_to(place, 1)
    child = os.fork()
    if child == 0:
        with writing(place) as con:
            con.execute("PRAGMA cache_size = 1")  # what does not fit in one page is written before the commit
            con.execute("BEGIN IMMEDIATE")
            con.execute("UPDATE change SET why = ?", ("x" * 100_000,))
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert Path(f"{history_of(place)}-journal").exists()
    ((kept, _),) = changes(place)
    assert kept.why == "essai"
    assert settle(place) is False
    assert change_to(place, 2) == 2


def test_a_full_disk_changes_nothing(place: Path) -> None:
    import resource  # noqa: PLC0415

    change_to(place, 1)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        try:
            enter(place, CHANGE, [ROW], dict.fromkeys(NAMES, b"x" * 1000), digests(place, NAMES))
        except NotWrittenError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert state(place) == {b"state 1\n"}
    assert len(changes(place)) == 1
    assert change_to(place, 2) == 2


def test_a_file_that_cannot_take_its_name_leaves_the_others_as_they_were(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_to(place, 1)
    real, calls = os.replace, []

    def refuse_the_second(draft: Path, file: Path) -> None:
        calls.append(file)
        if len(calls) == 2:
            raise PermissionError(13, "held by another program")
        real(draft, file)

    monkeypatch.setattr(os, "replace", refuse_the_second)
    with pytest.raises(NotWrittenError, match="held by another program"):
        change_to(place, 2)
    assert state(place) == {b"state 1\n"}
    assert len(changes(place)) == 1


def as_nobody(work: Callable[[], object], largest: int = 0) -> int:
    """Run `work` in a child that has no right of its own and writes no file beyond `largest` bytes; 7 when it is said
    not to be written, 8 when it is said to come later, 0 when it is done."""
    import resource  # noqa: PLC0415

    child = os.fork()
    if child == 0:
        if largest:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            work()
        except NotYetInPlaceError:
            os._exit(8)
        except NotWrittenError:
            os._exit(7)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder of everybody's where the last file of HELD stands in a place that nobody else may change."""
    with tempfile.TemporaryDirectory() as made:  # pytest's own place is closed to others
        place = Path(made)
        for closed in ("held", ".held"):  # the draft of « held/x » is « .held/x.part »
            (place / closed).mkdir()
        for name in HELD:
            (place / name).write_bytes(LONG)
        for folder, rights in ((place, 0o777), (place / ".held", 0o777), (place / "held", 0o555)):
            folder.chmod(rights)
        yield place
        for folder in (place, place / "held"):
            folder.chmod(0o777)


def test_what_was_refused_never_enters_though_undoing_it_failed_too(shared: Path) -> None:
    """The first files take their names, the last cannot, and the long ones of before are beyond what may be written."""
    seen = digests(shared, HELD)
    said = as_nobody(lambda: enter(shared, CHANGE, [ROW], dict.fromkeys(HELD, b"new\n"), seen), largest=len(LONG) // 2)
    assert said == 7
    assert (shared / HELD[0]).read_bytes() == b"new\n"  # half in place, and it could not be put back
    assert changes(shared) == ()
    with steady(shared):
        assert [(shared / name).read_bytes() for name in HELD] == [LONG] * len(HELD)
    assert changes(shared) == ()
    assert states(shared) == ()


def test_a_disk_that_cannot_be_written_refuses_and_is_read(shared: Path) -> None:
    number = enter(shared, CHANGE, [ROW], {HELD[0]: b"new\n"}, digests(shared, HELD))
    shared.chmod(0o555)
    seen = digests(shared, HELD)
    assert as_nobody(lambda: enter(shared, CHANGE, [ROW], {HELD[0]: b"other\n"}, seen)) == 7

    def read() -> None:
        with steady(shared):
            assert (shared / HELD[0]).read_bytes() == b"new\n"
        assert [one.id for one, _ in changes(shared)] == [number]

    assert as_nobody(read) == 0


def on(day: str) -> Change:
    return Change(f"{day}T10:00:00-05:00", "", "", "import")


def test_every_state_opens_as_it_was_and_what_was_edited_by_hand_is_told(place: Path) -> None:
    for number, day in enumerate(("2027-01-31", "2027-02-10"), 1):
        enter(place, on(day), [ROW], {"villes.csv": LONG + b"%d" % number + LONG}, digests(place, NAMES))
    (place / "sources.csv").write_bytes(b"by hand\n")
    enter(place, on("2027-02-20"), [ROW], {"villes.csv": b"state 3\n"}, digests(place, NAMES))
    known = states(place)
    assert [(one.change, one.was_left) for one in known] == [(0, True), (1, True), (2, False), (3, True)]
    held = [contents_of(place, one) for one in known]
    assert [one["villes.csv"] for one in held] == [b"state 0\n", LONG + b"1" + LONG, LONG + b"2" + LONG, b"state 3\n"]
    assert [one["sources.csv"] for one in held] == [b"state 0\n"] * 3 + [b"by hand\n"]
    found = {day: state_on(known, date.fromisoformat(day)) for day in ("2027-01-30", "2027-01-31", "2027-02-19")}
    assert [one and one.change for one in found.values()] == [None, 1, 2]
    with reading(place) as journal:
        assert journal is not None
        (size,) = journal.execute("SELECT sum(length(middle)) FROM content").fetchone()
    assert size < len(LONG) // 4  # a change costs what differs


def test_a_folder_that_changed_meanwhile_is_not_written_over(place: Path) -> None:
    seen = digests(place, NAMES)
    (place / "villes.csv").write_bytes(b"by hand\n")
    with pytest.raises(ConflictError, match=r"villes\.csv"):
        enter(place, CHANGE, [ROW], {"sources.csv": b"mine\n"}, seen)
    assert (place / "sources.csv").read_bytes() == b"state 0\n"


def test_a_turn_that_does_not_come_is_told_without_a_path(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "_EDITOR_WAIT_S", 0.01)
    with FileLock(place / transaction.EDITOR_LOCK), pytest.raises(BusyError) as told, one_editor(place):
        pass
    said = why_not(told.value, texts("fr"))
    assert "d’autres écrivent" in said
    assert str(place) not in said


def test_twenty_writers_lose_no_change(place: Path) -> None:
    def add(number: int) -> None:
        while True:
            seen = digests(place, NAMES)
            content = (place / "villes.csv").read_bytes() + b"%d\n" % number
            try:
                enter(place, CHANGE, [], {"villes.csv": content}, seen)
                return
            except ConflictError:
                continue

    def ten(first: int) -> None:
        writers = [threading.Thread(target=add, args=(number,)) for number in range(first, first + 10)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()

    child = os.fork()  # two processes, as two machines would be
    if child == 0:
        ten(10)
        os._exit(0)
    ten(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    lines = (place / "villes.csv").read_text("utf-8").split("\n")[1:-1]
    assert sorted(map(int, lines)) == list(range(20))
    assert len(changes(place)) == 20


def test_postgresql_alone_holds_the_history_and_parts_the_writers_without_the_folders_own_lock(
    shared_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # two machines share no lock of a file system
    monkeypatch.setattr(transaction, "FileLock", lambda *_, **__: contextlib.nullcontext())
    test_twenty_writers_lose_no_change(shared_place)
    assert not history_of(shared_place).exists()


def test_another_folder_keeps_its_own_history(shared_place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    change_to(shared_place, 1)
    other = folder_with(tmp_path_factory.mktemp("other"))
    assert changes(other) == ()
    with steady(other):
        assert state(other) == {b"state 0\n"}
    change_to(other, 7)
    assert history_of(other).exists()
    assert len(changes(shared_place)) == 1


def test_the_history_of_the_file_is_carried_over_by_the_first_change_and_backed_up_as_a_file(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    folder = folder_with(tmp_path / "data")
    change_to(folder, 1)
    kept_by_postgresql(server, folder, monkeypatch)
    assert [one.id for one, _ in changes(folder)] == [1]  # still read where it is
    assert change_to(folder, 2) == 2
    history_of(folder).unlink()
    assert [one.id for one, _ in changes(folder)] == [2, 1]
    assert [contents_of(folder, one)["villes.csv"] for one in states(folder)] == [b"state %d\n" % n for n in range(3)]
    back_up(folder, tmp_path / "backup.zip")
    monkeypatch.delenv(SETTING)
    with zipfile.ZipFile(tmp_path / "backup.zip") as made:
        made.extract(engine.FILE, folder)
    assert [one.id for one, _ in changes(folder)] == [2, 1]
    assert rows_of_change(folder, 2) == (ROW,)


def test_a_database_that_does_not_answer_refuses_a_change_and_lets_the_data_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place = folder_with(tmp_path)
    monkeypatch.setenv(SETTING, "postgresql://bri:secret@127.0.0.1:1/bri")
    monkeypatch.setenv("BRI_DATA_DIR", str(place))
    with pytest.raises(NotWrittenError) as refused:
        change_to(place, 1)
    with pytest.raises(JournalError):
        changes(place)
    with steady(place):
        assert state(place) == {b"state 0\n"}
    assert "secret" not in str(refused.value) + caplog.text
