"""Reads a PPTX file as PowerPoint would: what it would refuse or repair, and what its slides say."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REPEATED = {"p", "r", "br", "fld", "ser", "dLbl", "axId"}
SHOWN = [f"show{part}" for part in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")]
# The order the format asks for (« | »: any of these), of the elements this project writes.
ORDERS = {
    f"{P}cSld": ["bg", "spTree", "extLst"],
    f"{P}sld": ["cSld", "clrMapOvr", "transition", "timing", "extLst"],
    f"{P}sp": ["nvSpPr", "spPr", "style", "txBody", "extLst"],
    f"{P}spPr": ["xfrm", "custGeom|prstGeom", "noFill|solidFill|pattFill", "ln", "effectLst"],
    f"{P}txBody": ["bodyPr", "lstStyle", "p"],
    f"{A}txBody": ["bodyPr", "lstStyle", "p"],
    f"{A}tc": ["txBody", "tcPr"],
    f"{A}tcPr": ["lnL", "lnR", "lnT", "lnB", "noFill|solidFill"],
    f"{A}p": ["pPr", "r|br|fld", "endParaRPr"],
    f"{A}rPr": ["ln", "noFill|solidFill", "effectLst", "latin", "ea", "cs", "hlinkClick"],
    f"{A}ln": ["noFill|solidFill", "prstDash", "round"],
    f"{A}xfrm": ["off", "ext", "chOff", "chExt"],
    f"{A}custGeom": ["avLst", "gdLst", "ahLst", "cxnLst", "rect", "pathLst"],
    f"{C}chartSpace": ["date1904", "lang", "roundedCorners", "chart", "spPr", "txPr", "externalData"],
    f"{C}ser": ["idx", "order", "tx", "spPr", "invertIfNegative", "dPt", "dLbls", "cat", "val"],
    f"{C}dLbls": ["dLbl", "numFmt", "spPr", "txPr", "dLblPos", *SHOWN],
    f"{C}dLbl": ["idx", "tx", "txPr", "dLblPos", *SHOWN],
    f"{C}barChart": ["barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "axId"],
    f"{P}presentation": [
        "sldMasterIdLst",
        "notesMasterIdLst",
        "sldIdLst",
        "sldSz",
        "notesSz",
        "defaultTextStyle",
        "extLst",
    ],
}


def parts(blob: bytes) -> dict[str, bytes]:
    """The parts of the package, by name."""
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        return {name: package.read(name) for name in package.namelist()}


def faults(blob: bytes) -> list[str]:
    """What PowerPoint is known to refuse: broken XML, numbers used twice, links to nothing, elements out of order."""
    every = parts(blob)
    found = []
    for name, content in every.items():
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(content)
            found += [f"{name}: {fault}" for fault in (*_twice(tree), *_disordered(tree), *_empty(tree))]
            if not name.endswith(".rels"):
                found += [f"{name}: no link {key}" for key in _links(tree) - _linked(every, name)]
    return found


def _twice(tree: Any) -> list[str]:
    numbers = [known.get("id") for known in tree.iter(f"{P}cNvPr")]
    return [f"shape {number} twice" for number in {n for n in numbers if numbers.count(n) > 1}]


def _disordered(tree: Any) -> list[str]:
    found = []
    for parent in tree.iter(*ORDERS):
        places = {name: place for place, names in enumerate(ORDERS[parent.tag]) for name in names.split("|")}
        names = [etree.QName(child).localname for child in parent]
        ranks = [places.get(name, -1) for name in names]
        if -1 in ranks or ranks != sorted(ranks):
            found.append(f"{etree.QName(parent).localname} holds {names}")
        once = [name for name in names if name not in _REPEATED]
        found += [f"{etree.QName(parent).localname} holds {name} twice" for name in set(once) if once.count(name) > 1]
    return found


def _empty(tree: Any) -> list[str]:
    return [
        f"{body.tag} without a paragraph"
        for body in tree.iter(f"{P}txBody", f"{A}txBody")
        if body.find(f"{A}p") is None
    ]


def _links(tree: Any) -> set[str]:
    return {value for node in tree.iter() for key, value in node.attrib.items() if key.startswith(R)}


def _linked(every: dict[str, bytes], name: str) -> set[str]:
    folder, _, file = name.rpartition("/")
    links = every.get(f"{folder}/_rels/{file}.rels")
    return {link.get("Id") for link in etree.fromstring(links)} if links else set()


def silent(blob: bytes) -> list[str]:
    """The objects that say nothing to a reader who does not see them, and are not marked as decorative."""
    found = []
    for number, slide in enumerate(Presentation(io.BytesIO(blob)).slides, 1):
        for known in slide._element.iter(f"{P}cNvPr"):
            holder = known.getparent().getparent()
            is_tree = holder.tag == f"{P}spTree"
            has_text = (
                any((node.text or "").strip() for node in holder.iter(f"{A}t")) if holder.tag == f"{P}sp" else False
            )
            decorative = any(etree.QName(node).localname == "decorative" for node in known.iter())
            if not (is_tree or has_text or known.get("descr") or decorative):
                found.append(f"{number}: {known.get('name')}")
    return found


def charts(blob: bytes) -> list[Any]:
    """The native charts, in the order of the slides."""
    slides = Presentation(io.BytesIO(blob)).slides
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def drawn(chart: Any) -> dict[str, dict[str, float]]:
    """Series → bar → value, as the chart draws them."""
    names = list(chart.plots[0].categories)
    series = [one for plot in chart.plots for one in plot.series]
    # the totals have no name in a legend: their column has one
    return {one.name.strip() or "Total": dict(zip(names, one.values, strict=True)) for one in series}


def embedded(chart: Any) -> dict[str, dict[str, float]]:
    """Series → bar → value, as the workbook inside the file holds them."""
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True).active
    header, *rows = sheet.iter_rows(values_only=True)
    return {name: {row[0]: row[column] for row in rows} for column, name in enumerate(header) if column}


def spoken(slide: Any) -> str:
    """The speaker's notes."""
    return str(slide.notes_slide.notes_text_frame.text)


def shown(slide: Any) -> str:
    """Every word on a slide, titles and tables included, in reading order."""
    return "\n".join("".join(text.text or "" for text in node.iter(f"{A}t")) for node in slide._element.iter(f"{A}p"))
