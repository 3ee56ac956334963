"""Why a disk refuses is said in the reader's language, whatever part of the program meets the refusal."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from bri_data.__main__ import main
from bri_data.intake.import_command import why_not
from bri_data.intake.said import refusal
from bri_data.intake.sheets import RefusedFileError
from bri_data.journal.engine import JournalError
from bri_data.journal.transaction import NotWrittenError
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.words import LOCALES, Lang, texts


def raised(error: Exception) -> NotWrittenError:
    """What a writer raises for it, through the history."""
    try:
        try:
            raise JournalError(str(error)) from error
        except JournalError as told:
            raise NotWrittenError(str(told)) from told
    except NotWrittenError as refused:
        return refused


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "full"),
        (sqlite3.OperationalError("database or disk is full"), "full"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "closed"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "closed"),
    ],
)
def test_a_full_or_closed_disk_is_said_with_what_to_do(error: Exception, kind: str, lang: Lang) -> None:
    words = texts(lang)
    assert why_not(raised(error), words) == words("keep.refused.not_written", reason=words(f"problems.disk.{kind}"))


def test_what_is_of_no_known_kind_keeps_its_own_words() -> None:
    assert disk_reason(OSError(errno.EIO, "unheard of"), texts("fr")) == "unheard of"


def test_a_path_that_does_not_hold_is_said_by_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = texts("fr")("problems.disk.folder")
    for command in (["template", str(tmp_path)], ["export", "--format", "csv", "--out", str(tmp_path)]):
        assert main(command) != 0
        assert said in capsys.readouterr().err, command


def test_a_file_that_the_system_does_not_let_read_is_refused_in_words() -> None:
    error = RefusedFileError("unreadable", reason="Permission denied")
    error.__cause__ = PermissionError(errno.EACCES, "Permission denied")
    assert texts("fr")("problems.disk.closed") in refusal(error, texts("fr"))
