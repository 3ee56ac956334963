"""What a validator of the Office formats says of the files: nothing. One file of each, with all that it can hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from bri_data.export.docx import docx
from tests.unit.test_document_pdf import DOCUMENT
from tests.unit.test_pptx_slides import BODIES, ROWS, made, slide


def slides() -> bytes:
    return made(slide("bars", BODIES["bars"], rows=ROWS), slide("number", BODIES["number"]), with_rows=True)


@pytest.mark.parametrize(("ending", "make"), [("docx", lambda: docx(DOCUMENT)), ("pptx", slides)])
def test_a_validator_of_the_format_finds_nothing(tmp_path: Path, ending: str, make: Callable[[], bytes]) -> None:
    file = tmp_path / f"essai.{ending}"
    file.write_bytes(make())
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
