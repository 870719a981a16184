"""Edits Word documents in LibreOffice with tracked changes, as reviewers would, by UNO.

edit.py JOBS: a JSON list of {"file", "out", "seed", "edits", "track"}. Prints a line of JSON for each job: the edits
that were made, and the paragraphs as LibreOffice has them with every change accepted.
"""
import json, os, random, sys
import uno
from office import opened, prop

WORDS = "notably approximately the Company's remaining subject to customary terms (see above) 2.7 $14.2 million; quarterly & <net> *gross* [old] under_score".split(" ")
NAMES = ["Jane Roe", "Max Power"]


jobs = json.load(open(sys.argv[1]))


def author(manager, context, name):
    provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (prop("nodepath", "/org.openoffice.UserProfile/Data"),))
    given, family = name.split(" ")
    access.setPropertyValue("givenname", given)
    access.setPropertyValue("sn", family)
    access.commitChanges()


def paragraphs(text):
    """All paragraphs, those of cells after their table's place, with whether they stand in a cell."""
    found = []
    each = text.createEnumeration()
    while each.hasMoreElements():
        one = each.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            for name in one.CellNames:
                cell = one.getCellByName(name).createEnumeration()
                while cell.hasMoreElements():
                    inner = cell.nextElement()
                    if inner.supportsService("com.sun.star.text.Paragraph"):
                        found.append((inner, True))
        else:
            found.append((one, False))
    return found


def word_in(chance, paragraph):
    """A cursor over a word that stands between blanks, or None."""
    text = paragraph.String
    spans, at = [], 0
    for word in text.split(" "):
        if len(word) > 1 and "\n" not in word and "\t" not in word:
            spans.append((at, at + len(word)))
        at += len(word) + 1
    if not spans:
        return None
    start, end = chance.choice(spans)
    cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
    cursor.goRight(start, False)
    cursor.goRight(end - start, True)
    return cursor if cursor.String == text[start:end] else None


def edit(chance, document, paragraph, in_cell):
    kinds = ["replace", "insert", "delete", "replace", "insert"]
    if not in_cell:
        kinds += ["new paragraph", "delete paragraph", "bold", "italic", "split"]
    kind = chance.choice(kinds)
    before = paragraph.String
    cursor = word_in(chance, paragraph)
    if cursor is None:
        return None
    if kind == "replace":
        cursor.String = chance.choice(WORDS)
    elif kind == "insert":
        cursor.collapseToEnd()
        cursor.Text.insertString(cursor, " " + chance.choice(WORDS), False)
    elif kind == "delete":
        cursor.goRight(1, True)
        cursor.String = ""
    elif kind == "bold":
        cursor.CharWeight = 100.0 if cursor.CharWeight > 100 else 150.0
    elif kind == "italic":
        cursor.CharPosture = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
    elif kind == "split":
        cursor.collapseToStart()
        cursor.Text.insertControlCharacter(cursor, 0, False)
    elif kind == "new paragraph":
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, 0, False)
        cursor.Text.insertString(cursor, "A new sentence number %d of a reviewer." % chance.randrange(10000), False)
    elif kind == "delete paragraph":
        whole = paragraph.Text.createTextCursorByRange(paragraph.Start)
        whole.gotoEndOfParagraph(True)
        whole.goRight(1, True)
        whole.String = ""
    return {"kind": kind, "before": before}


with opened() as (context, desktop):
    manager = context.ServiceManager
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for job in jobs:
        chance = random.Random(job["seed"])
        lock = os.path.join(os.path.dirname(os.path.abspath(job["file"])), ".~lock.%s#" % os.path.basename(job["file"]))
        if os.path.exists(lock):
            os.remove(lock)
        document = desktop.loadComponentFromURL("file://" + os.path.abspath(job["file"]), "_blank", 0, (prop("Hidden", True),))
        document.RecordChanges = bool(job.get("track", True))
        made = []
        # Paragraphs that are not beside each other, so that each edit can be told from every other.
        all_of = paragraphs(document.Text)
        places = [at for at, (one, _) in enumerate(all_of) if len(one.String) > 3]
        chance.shuffle(places)
        chosen = []
        for at in places:
            if all(abs(at - other) > 2 for other in chosen):
                chosen.append(at)
        turns = [(chance.choice(NAMES), at) for at in chosen[: job["edits"]]]
        for name in NAMES:
            # To change who edits takes a second; each has all turns together.
            if any(who == name for who, _ in turns):
                author(manager, context, name)
            for at in sorted((at for who, at in turns if who == name), reverse=True):
                one, in_cell = all_of[at]
                done = edit(chance, document, one, in_cell)
                if done:
                    made.append({**done, "by": name, "cell": in_cell})
        document.storeToURL("file://" + os.path.abspath(job["out"]), (prop("FilterName", "MS Word 2007 XML"),))
        dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
        after = [one.String for one, _ in paragraphs(document.Text)]
        document.close(True)
        print(json.dumps({"out": job["out"], "made": made, "after": after}), flush=True)
