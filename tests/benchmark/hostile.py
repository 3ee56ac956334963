"""Data folders that nobody should have to read, made from a sound one with a seed: each fault is one line of FAULTS."""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

Chance = random.Random
_BYTES = (b"\0", b"\xff", b'"', b"\r", b"\x1a", b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[31m", b"\xef\xbb\xbf")
_CODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "cp437", "utf-7", "cp037", "gb18030", "utf-8-sig")
_VALUES = (
    "",
    " ",
    "=1+1",
    "<script>alert(1)</script>",
    "9" * 400,
    "1e999",
    "-0",
    "NaN",
    "2025-02-30",
    "0000",
    "9999-12-31",
    "2025-13",
    "../../etc/passwd",
    "javascript:alert(1)",
    "a\nb",
    "\x0b\x1b[2J",
    "{0} %s $x$ #panic()",
    "🙂" * 300,
    "x" * 200_000,
    "; ".join(f"v{n}" for n in range(3000)),
    "huis clos",
)


def hostile_folder(sound: Path, folder: Path, seed: int) -> str:
    """Copy `sound` to `folder`, spoiled by one to three faults; their names. The same seed gives the same folder."""
    chance = Chance(seed)
    shutil.copytree(sound, folder)
    names = []
    for fault in chance.sample(FAULTS, chance.choice((1, 1, 2, 3))):
        file = chance.choice(sorted(folder.glob("*.csv")))
        if file.is_file():
            fault(file, chance)
            names.append(f"{fault.__name__.strip('_')} {file.name}")
    return ", ".join(names)


def _rows(file: Path) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8", "replace"), newline=""))) or [[""]]
    except csv.Error:
        return [[""]]


def _write(file: Path, rows: list[list[str]], delimiter: str = ",") -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    file.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))


def _flipped(file: Path, chance: Chance) -> None:
    held = bytearray(file.read_bytes() or b"x")
    for _ in range(chance.choice((1, 3, 200))):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    file.write_bytes(held)


def _inserted(file: Path, chance: Chance) -> None:
    held = file.read_bytes()
    place = chance.randrange(len(held) + 1)
    file.write_bytes(held[:place] + chance.choice(_BYTES) * chance.choice((1, 1, 1000)) + held[place:])


def _truncated(file: Path, chance: Chance) -> None:
    held = file.read_bytes()
    file.write_bytes(held[: chance.randrange(len(held) + 1)])


def _recoded(file: Path, chance: Chance) -> None:
    text = file.read_bytes().decode("utf-8", "replace")
    file.write_bytes(text.encode(chance.choice(_CODINGS), "replace"))


def _replaced(file: Path, chance: Chance) -> None:
    contents = (b"", b"\n" * 1000, b"\0" * 100_000, b"PK\x03\x04", b"," * 50_000, b'"' * 50_001, b'{"a":1}')
    file.write_bytes(chance.choice((*contents, chance.randbytes(100_000))))


def _value(file: Path, chance: Chance) -> None:
    rows = _rows(file)
    for _ in range(chance.choice((1, 5))):
        row = rows[chance.randrange(len(rows))]
        if row:
            row[chance.randrange(len(row))] = chance.choice(_VALUES)
    _write(file, rows)


def _heading(file: Path, chance: Chance) -> None:
    rows = _rows(file)
    place = chance.randrange(len(rows[0]) or 1)
    rows[0][place : place + 1] = chance.choice(([], ["inconnu"], ["x" * 1_000_000], [rows[0][0], rows[0][0]]))
    _write(file, rows)


def _wide(file: Path, chance: Chance) -> None:
    rows = _rows(file)
    more = chance.choice((1, 1000, 20_000))
    rows[0] += [f"x{n}" for n in range(more)]
    _write(file, rows)


def _duplicated(file: Path, chance: Chance) -> None:
    rows = _rows(file)
    _write(file, [*rows, *(chance.choice(rows) for _ in range(chance.choice((1, 100))))])


def _shuffled(file: Path, chance: Chance) -> None:
    rows = _rows(file)
    chance.shuffle(rows)
    _write(file, rows)


def _delimited(file: Path, chance: Chance) -> None:
    _write(file, _rows(file), chance.choice((";", "\t", "|", " ")))


def _referring(file: Path, chance: Chance) -> None:
    """References to nothing, to themselves, or round."""
    rows = _rows(file)
    keys = [row[0] for row in rows[1:] if row]
    for row in rows[1:]:
        if row:
            row[chance.randrange(len(row))] = chance.choice([*keys, "inconnu", "; ".join(keys)])
    _write(file, rows)


def _crossed(file: Path, chance: Chance) -> None:
    other = chance.choice(sorted(one for one in file.parent.glob("*.csv") if one.is_file()))
    file.write_bytes(other.read_bytes())


def _missing(file: Path, chance: Chance) -> None:
    file.unlink()


def _folder(file: Path, chance: Chance) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path, chance: Chance) -> None:
    file.unlink()
    os.mkfifo(file)


def _linked(file: Path, chance: Chance) -> None:
    file.unlink()
    file.symlink_to(chance.choice(("/dev/zero", "/dev/null", "/etc/passwd", file, file.parent, "nowhere")))


def _sparse(file: Path, chance: Chance) -> None:
    with file.open("ab") as stream:
        stream.truncate(20_000_000)


FAULTS: list[Callable[[Path, Chance], None]] = [
    _flipped,
    _inserted,
    _truncated,
    _recoded,
    _replaced,
    _value,
    _heading,
    _wide,
    _duplicated,
    _shuffled,
    _delimited,
    _referring,
    _crossed,
    _missing,
    _folder,
    _pipe,
    _linked,
    _sparse,
]
