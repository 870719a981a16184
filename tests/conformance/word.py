"""Accepts or rejects every tracked change of Word documents in LibreOffice and prints the text, by UNO.

word.py accept|reject FILE...: a line of JSON for each file, its text without white space, and its paragraphs and
tables (by row and cell) in order.
"""
import json, os, re, sys
from office import opened, prop


def rows(table):
    """The cells of a table by row, in order of their columns; merged ones stand where they begin."""
    found = {}
    for name in table.getCellNames():
        column, row = re.fullmatch(r"([A-Za-z]+)(\d+)", name).groups()
        found.setdefault(int(row), []).append((len(column), column, table.getCellByName(name).getString()))
    return [[text for _, _, text in sorted(found[row])] for row in sorted(found)]


what, files = sys.argv[1], sys.argv[2:]
with opened() as (context, desktop):
    manager = context.ServiceManager
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    command = ".uno:AcceptAllTrackedChanges" if what == "accept" else ".uno:RejectAllTrackedChanges"
    for path in files:
        document = desktop.loadComponentFromURL("file://" + os.path.abspath(path), "_blank", 0, (prop("Hidden", True),))
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        out = path + "." + what + ".txt"
        document.storeToURL("file://" + os.path.abspath(out), (prop("FilterName", "Text (encoded)"), prop("FilterOptions", "UTF8,LF")))
        blocks = []
        parts = document.Text.createEnumeration()
        while parts.hasMoreElements():
            part = parts.nextElement()
            blocks.append(rows(part) if part.supportsService("com.sun.star.text.TextTable") else part.getString())
        document.close(True)
        text = open(out, encoding="utf-8-sig").read()
        print(json.dumps({"file": path, "text": re.sub(r"\s+", "", text), "blocks": blocks}))
