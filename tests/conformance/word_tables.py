"""The tables of Word documents as python-docx and pandoc read them, accepted and rejected, and their parts for a schema.

word_tables.py FILE...: a line of JSON for each file: tables by row and cell, read by each of the two, in both versions.
"""
import json, subprocess, sys
import docx
from docx.oxml.ns import qn

GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def stands(element, version):
    """Whether a text is in that version: in no deletion of it, nor in a row or cell that it has not."""
    gone = [qn("w:" + name) for name in GONE[version]]
    return not any(one.tag in gone for one in element.iterancestors())


def kept(properties, version):
    """Whether a row or cell stands there, by the mark among its properties."""
    if properties is None:
        return True
    mark = {"accept": ("w:del", "w:cellDel"), "reject": ("w:ins", "w:cellIns")}[version]
    return all(properties.find(qn(name)) is None for name in mark)


def text(cell, version):
    names = (qn("w:t"), qn("w:delText"))
    return "".join(one.text or "" for one in cell.iter(*names) if stands(one, version))


def by_docx(path, version):
    """A cell that spans is given once, where it begins; python-docx gives it for each column."""
    tables = []
    for table in docx.Document(path).tables:
        rows = []
        for row in table.rows:
            if not kept(row._tr.trPr, version):
                continue
            cells = []
            for cell in row.cells:
                if all(cell._tc is not one for one in cells):
                    cells.append(cell._tc)
            rows.append([text(one, version) for one in cells if kept(one.tcPr, version)])
        tables.append(rows)
    return tables


def said(node):
    if isinstance(node, list):
        return "".join(said(one) for one in node)
    if not isinstance(node, dict):
        return ""
    if node["t"] == "Str":
        return node["c"]
    if node["t"] in ("Para", "Plain"):
        return said(node["c"])
    return said([one for one in node.get("c", []) if isinstance(one, (list, dict))]) if "c" in node else ""


def tables_in(node):
    if isinstance(node, dict) and node.get("t") == "Table":
        _, _, _, head, bodies, foot = node["c"]
        rows = head[1] + [row for body in bodies for row in body[2] + body[3]] + foot[1]
        return [[[said(cell[4]) for cell in row[1]] for row in rows]]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [table for one in inner for table in tables_in(one)]


def by_pandoc(path, version):
    done = subprocess.run(
        ["pandoc", "-f", "docx", "--track-changes=" + version, "-t", "json", path],
        capture_output=True, check=True,
    )
    return tables_in(json.loads(done.stdout)["blocks"])


for path in sys.argv[1:]:
    read = {name: {version: read(path, version) for version in GONE} for name, read in
            (("python-docx", by_docx), ("pandoc", by_pandoc))}
    print(json.dumps({"file": path, **read}))
