"""What one place of a Word file names must be in another: schemas do not ask for that, and programs drop or repair what is not there.

Numbers of lists and their definitions, relations and their targets, links and bookmarks, styles, ids that are counted once for the whole
file, rows and the columns of their table, fields that begin and end.
"""

import re
import zipfile
from collections import Counter
from pathlib import PurePosixPath

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
STYLES = {W + name for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")}


def references(path) -> list[str]:
    """Everything that is named and is not there, or is there twice."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {
        name: etree.fromstring(data, etree.XMLParser(huge_tree=True))
        for name, data in parts.items()
        if name.startswith("word/") and name.endswith(".xml")
    }
    found = []
    for name in trees:
        found += relations(name, trees[name], parts)
    found += numbers(trees) + styles(trees) + once(trees) + bookmarks(trees)
    for name, tree in trees.items():
        found += [f"{name}: {line}" for line in tables(tree) + fields(tree)]
    return found


def relations(name, tree, parts) -> list[str]:
    file = PurePosixPath(name)
    of = str(file.parent / "_rels" / f"{file.name}.rels")
    known = {}
    for relation in etree.fromstring(parts[of]) if of in parts else ():
        known[relation.get("Id")] = relation
    found = []
    for relation in known.values():
        target = relation.get("Target").lstrip("/")
        inside = relation.get("TargetMode") != "External"
        if inside and target not in parts and str(file.parent / target) not in parts:
            found.append(f"{of}: {target} is not there")
    for element in tree.iter(etree.Element):
        for key, value in element.attrib.items():
            if key.startswith(R) and value not in known:
                found.append(f"{name}: no relation {value}")
    return found


def numbers(trees) -> list[str]:
    numbering = trees.get("word/numbering.xml")
    defined = {"0"}
    if numbering is not None:
        defined |= {num.get(W + "numId") for num in numbering.iter(W + "num")}
    return [
        f"{name}: list {own.get(W + 'val')} is not defined"
        for name, tree in trees.items()
        for own in tree.iter(W + "numId")
        if own.get(W + "val") not in defined
    ]


def styles(trees) -> list[str]:
    defined = {style.get(W + "styleId") for style in trees["word/styles.xml"].iter(W + "style")}
    return [
        f"{name}: style {own.get(W + 'val')} is not defined"
        for name, tree in trees.items()
        for own in tree.iter(*STYLES)
        if own.get(W + "val") not in defined
    ]


def once(trees) -> list[str]:
    """Ids of drawings, paragraphs and bookmarks are those of the whole file; what old programs read instead has its own."""
    counts = Counter()
    for tree in trees.values():
        for own in tree.iter(etree.Element):
            kind = etree.QName(own).localname
            if kind == "docPr" and not any(above.tag == FALLBACK for above in own.iterancestors()):
                counts["drawing", own.get("id")] += 1
            elif own.tag == W + "bookmarkStart":
                counts["bookmark", own.get(W + "id")] += 1
                counts["bookmark", own.get(W + "name")] += 1
            if own.get(W14 + "paraId"):
                counts["paragraph", own.get(W14 + "paraId")] += 1
    return [f"{kind} {own}: {count} times" for (kind, own), count in counts.items() if count > 1]


def bookmarks(trees) -> list[str]:
    there = {own.get(W + "name") for tree in trees.values() for own in tree.iter(W + "bookmarkStart")}
    named = set()
    for tree in trees.values():
        named |= {own.get(W + "anchor") for own in tree.iter(W + "hyperlink") if own.get(W + "anchor")}
        for own in tree.iter(W + "instrText"):
            asked = re.match(r"\s*(?:REF|PAGEREF)\s+(\S+)", own.text or "")
            named |= {asked[1]} if asked else set()
    return [f"bookmark {name} is not there" for name in sorted(named - there)]


def tables(tree) -> list[str]:
    found = []
    for table in tree.iter(W + "tbl"):
        columns = len(table.find(W + "tblGrid"))
        for row in table.findall(W + "tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(W + "tc")]
            width = sum(1 if span is None else int(span.get(W + "val")) for span in spans)
            if width != columns:
                found.append(f"a row of {width} columns in a table of {columns}")
        for cell in table.iter(W + "tc"):
            if not len(cell) or cell[-1].tag != W + "p":
                found.append("a cell that does not end with a paragraph")
    return found


def fields(tree) -> list[str]:
    depth = 0
    for mark in tree.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType"), 0)
        if depth < 0:
            break
    return [] if depth == 0 else ["a field does not end, or ends without beginning"]
