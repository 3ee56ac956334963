"""One spoiled file to import, made from a seed: bytes changed or cut, parts of a workbook changed, hostile cells.

The same seed makes the same file, so that one which was found to hurt can be made again.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from functools import cache
from pathlib import Path

import xlsxwriter

HEADINGS = ("Identifiant", "Type", "Titre", "Début", "Fin", "État", "Visibilité", "Sources", "Repères", "Villes")
_CITY_HEADINGS = ("Nom", "Nom (en anglais)", "Pays", "Latitude (°)", "Longitude (°)", "Siège", "Sources", "Repères")
_CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:essai\r\nBEGIN:VEVENT\r\nUID:a@essai\r\nDTSTART;VALUE=DATE:20270301\r\n"
    "DTEND;VALUE=DATE:20270304\r\nSUMMARY:Visite\r\nLOCATION:Namur\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_TRAVEL = (
    "ref_number,title_fr,purpose_fr,start_date,end_date,destination_fr,airfare,total,owner_org\n"
    "T-1,Maire,Congrès,2027-03-01,2027-03-04,Namur,10.5,20,ville\n" * 2
)
_VALUES = (
    "", " ", "\x00", "\u202e", "\ufeff", "\U0001f600" * 50, "é" * 30_000, "=1+1", "=HYPERLINK(\"x\")", "+1", "-1", "@a",
    "<script>alert(1)</script>", "[a](javascript:x)", "${7*7}", "{{7}}", "' OR 1=1 --", "../../etc/passwd", "C:\\con",
    "NaN", "inf", "-inf", "1e400", "1e-400", "9" * 400, "0x10", "1 234,5", "1,234", "1.234,5", "−5", "1/2", "①", "٣",
    "2027-13-45", "0000-00-00", "9999-12-31", "10000-01-01", "-0001-01-01", "2027-02-30", "31/12/2027", "03/04/2027",
    "2027-W09", "hier", "02-30", "12345678", "1900-01-00", "2027-03-01T25:61", "1 mars 2027", "march 2027", "99 mars",
    ";", ";;;;", "a;a;a", "a;;b", "x" * 19_000, "\n" * 500, "a\r\nb", "\"", "\"\"\"", "'", "|", "\t", "oui", "OUI;NON",
    "mission", "public", "huis_clos", "geonames", "essai-1", "quebec", "Québec", "québec", "QUE\u0301BEC", "None",
    "null", "true", "#N/A", "#REF!", "total", "Total général", "identifiant", "—", "\u00a0", "\u2028", "\ud7ff", "%s%n",
    "2027", "200", "-91", "180,0001", "46,8139", "BE", "Belgique", "ZZ", "CA;FR", "http://[::1", "https://a b",
)  # fmt: skip


def hostile_file(place: Path, seed: int) -> Path:
    """Write in `place` the spoiled file of that seed; its path."""
    chance = random.Random(seed)
    (spoiled,) = chance.choices((_bytes_changed, _part_changed, _cells_changed), (16, 2, 2))
    suffix, content = spoiled(chance)
    file = place / f"hostile{suffix}"
    file.write_bytes(content)
    return file


def _bytes_changed(chance: random.Random) -> tuple[str, bytes]:
    """A sound file whose bytes are changed at places, half of them cut."""
    suffix = chance.choice([".xlsx", ".csv", ".ics", ".csv"])
    plain = {
        ".xlsx": [_workbook()],
        ".csv": [_text(_sound_rows(chance)).encode(), _TRAVEL.encode()],
        ".ics": [_CALENDAR.encode()],
    }
    content = bytearray(chance.choice(plain[suffix]))
    for _ in range(chance.choice([0, 1, 2, 5, 60])):
        start = chance.randrange(len(content))
        content[start : start + chance.randint(1, 3)] = chance.randbytes(2)
    cut = chance.choice([len(content), chance.randrange(len(content) + 1)])
    return chance.choice([suffix, suffix, suffix, ".xlsx", ".csv"]), bytes(content[:cut])


def _part_changed(chance: random.Random) -> tuple[str, bytes]:
    """A workbook that unzips without fault and whose parts lie, repeat or lack."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as sound, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        names = sound.namelist()
        spoiled = chance.sample([name for name in names if name.startswith("xl/")], 2)
        for name in names:
            content = sound.read(name)
            if name in spoiled and chance.random() < 0.15:
                continue
            opened.writestr(name, _xml_changed(content, chance) if name in spoiled else content)
    return ".xlsx", made.getvalue()


def _xml_changed(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8")
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text))
        old, new = chance.choice([
            (text[start : start + 1], chance.choice(_VALUES)[:50]), ('r="A2"', 'r="XFD1048576"'), ('t="s"', 't="e"'),
            ('t="s"', 't="d"'), ("<v>1</v>", "<v>99999999999</v>"), ("<v>2</v>", "<v>-1</v>"), ('r="', 'r="-'),
            ("</row>", "</row>" * 3), ("<sheetData>", "<sheetData><row r='0'/>"), ('sheetId="1"', 'sheetId="9"'),
            ("<?xml", '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><?xml'), ("sheets/", "../"),
            ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:J4"/></mergeCells>'),
            (text[start:], ""), ("UTF-8", "UTF-16"),
        ])  # fmt: skip
        text = text.replace(old, new, 2) if old else text
        if not text:
            break
    return text.encode("utf-8", "surrogatepass")


def _cells_changed(chance: random.Random) -> tuple[str, bytes]:
    """A table of ours by its headings, whose cells are hostile; sometimes a heading or a row as well."""
    rows = _sound_rows(chance)
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(rows if chance.random() < 0.15 else rows[1:])
        row[chance.randrange(len(row))] = chance.choice(_VALUES)
    if chance.random() < 0.1:
        rows.insert(chance.randrange(len(rows)), [chance.choice(_VALUES)] * chance.choice([1, 3, 1200]))
    if chance.random() < 0.3:
        return ".xlsx", _sheet_of(rows)
    text = _text(rows, chance.choice([",", ";", "\t", "|"]))
    encoding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
    return chance.choice([".csv", ".txt"]), text.encode(encoding, "replace")


def _sound_rows(chance: random.Random) -> list[list[str]]:
    if chance.random() < 0.3:
        city = ["Namur", "Namur", "Belgique", "50,46669", "4,86746", "non", "geonames", "p. 1"]
        return [list(_CITY_HEADINGS), city, ["Liège", "Liège", "Belgique", "50,63", "5,57", "non", "geonames", "p. 2"]]
    rows = [
        [f"essai-{n}", "mission", f"Visite {n}", f"2027-0{n + 1}-03", "", "prévue", "publique", "geonames", "p. 1", ""]
        for n in range(3)
    ]
    return [list(HEADINGS), *rows]


def _text(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@cache
def _workbook() -> bytes:
    return _sheet_of(_sound_rows(random.Random(1)))


def _sheet_of(rows: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        tab = book.add_worksheet("Villes" if rows[0][:1] == ["Nom"] else "Activités")
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                tab.write_string(number, place, text[:32_000])
    return made.getvalue()
