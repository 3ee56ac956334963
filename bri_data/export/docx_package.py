"""What a Word file is made of around its text: settings of today's Word, and the letters of our documents."""

from __future__ import annotations

import uuid
from functools import cache

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from ..present import fonts
from ..present.theme import OFFICE_SANS, OFFICE_SERIF
from ..present.words import Lang
from .docx_parts import element

_WORD_2013 = "15"  # what Word calls « not in compatibility mode »
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
# Family, which of its files, the file, and the font of Word that stands in for it where embedded fonts are refused.
_FACES = (
    ("BRI Sans", "embedRegular", "BRISans-Regular.ttf", OFFICE_SANS),
    ("BRI Sans", "embedItalic", "BRISans-Italic.ttf", OFFICE_SANS),
    ("BRI Sans Semibold", "embedRegular", "BRISans-Semibold.ttf", OFFICE_SANS),
    ("BRI Serif", "embedRegular", "BRISerif-Regular.ttf", OFFICE_SERIF),
    ("BRI Serif Semibold", "embedRegular", "BRISerif-Semibold.ttf", OFFICE_SERIF),
)
_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_LEFT_OVER = ("stylesWithEffects", "customXml", "thumbnail")


def modern(word: WordDocument, lang: Lang) -> None:
    """Settings of today's Word in the document's language, and nothing of the library's own template."""
    settings = word.settings.element
    for name in ("w:savePreviewPicture", "w:rsids", "w:shapeDefaults"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    compat = settings.find(qn("w:compat"))
    for found in compat.findall(qn("w:useFELayout")):
        compat.remove(found)
    for found in compat.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), _WORD_2013)
    signs = {"fr": (",", ";"), "en": (".", ",")}[lang]
    for name, sign in zip(("w:decimalSymbol", "w:listSeparator"), signs, strict=True):
        settings.find(qn(name)).set(qn("w:val"), sign)
    package = word.part.package
    for part in (word.part, package):
        relations = part.rels if part else {}
        for key in [key for key, one in relations.items() if one.reltype.endswith(_LEFT_OVER)]:
            del relations[key]
    for part in package.iter_parts() if package else ():
        if part.partname == "/docProps/app.xml":
            part._blob = _APP


def carry_fonts(word: WordDocument) -> None:
    """Put our letters into the file, so that it looks the same, and breaks its pages alike, wherever it is opened."""
    table = next(one.target_part for one in word.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    faces: dict[str, list[str]] = {}
    for number, (family, slot, file, _) in enumerate(_FACES, 1):
        key, blob = _hidden(file)
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), _FONT_TYPE, blob, table.package)
        relation = table.relate_to(part, f"{_RELATIONS}/font")
        faces.setdefault(family, []).append(f'<w:{slot} r:id="{relation}" w:fontKey="{key}"/>')
    stand_ins = {family: stand_in for family, _, _, stand_in in _FACES}
    said = "".join(
        f'<w:font w:name="{family}"><w:altName w:val="{stand_ins[family]}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{"roman" if "Serif" in family else "swiss"}"/><w:pitch w:val="variable"/>'
        f"{''.join(found)}</w:font>"
        for family, found in faces.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    table._blob = f'{head}<w:fonts xmlns:w="{_NAMES}" xmlns:r="{_RELATIONS}">{said}</w:fonts>'.encode()
    zoom = word.settings.element.find(qn("w:zoom"))
    zoom.set(qn("w:percent"), "100")
    zoom.addnext(element("embedTrueTypeFonts"))


@cache
def _hidden(file: str) -> tuple[str, bytes]:
    """The key of a font file and its bytes as the format wants them: the first 32 mixed with the key (ECMA-376)."""
    font = bytearray((fonts.FOLDER / file).read_bytes())
    key = uuid.uuid5(uuid.NAMESPACE_URL, file)
    for position in range(32):
        font[position] ^= key.bytes[15 - position % 16]
    return f"{{{str(key).upper()}}}", bytes(font)
