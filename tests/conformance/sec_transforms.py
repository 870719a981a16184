"""A plugin for Arelle: the SEC's transformations that a cover page uses, by the patterns in src/xbrl/name-tables.ts.

It stands in for the SEC's own where that is not at hand, so that Arelle can judge the XBRL of a report alone.
"""
import pathlib
import re

from arelle.ModelValue import qname
from arelle.formula.XPathContext import FunctionArgType

TABLES = pathlib.Path(__file__).resolve().parents[2] / "src" / "xbrl" / "name-tables.ts"
SEC = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"


def tables():
    text = TABLES.read_text(encoding="utf-8")
    for name, body in re.findall(r"export const (\w+): Names = \[(.*?)\n\]", text, re.S):
        pairs = re.findall(r"\['((?:[^'\\]|\\.)*)', '(\w+)'\]", body)
        yield name, [
            (re.compile(r"[ \t\n\r]*(?:%s)[ \t\n\r]*" % pattern.encode().decode("unicode_escape")), code)
            for pattern, code in pairs
        ]


def reader(pairs):
    def read(text):
        for pattern, code in pairs:
            if pattern.fullmatch(text):
                return code
        raise FunctionArgType(1, "not in the table")

    return read


def box(text):
    if text.strip() not in ("\u2610", "\u2611", "\u2612"):
        raise FunctionArgType(1, "not a ballot box")
    return "false" if text.strip() == "\u2610" else "true"


def load(custom, *_args, **_kwargs):
    found = dict(tables())
    names = {
        "stateprovnameen": "stateNames",
        "countrynameen": "countryNames",
        "edgarprovcountryen": "edgarNames",
        "exchnameen": "exchangeNames",
    }
    for transform, table in names.items():
        custom[qname(SEC, "ixt-sec:" + transform)] = reader(found[table])
    custom[qname(SEC, "ixt-sec:boolballotbox")] = box


__pluginInfo__ = {
    "name": "Transformations of a cover page",
    "version": "1",
    "description": "The SEC's transformations that a cover page uses",
    "license": "MIT",
    "author": "filingpress",
    "copyright": "",
    "ModelManager.LoadCustomTransforms": load,
}
