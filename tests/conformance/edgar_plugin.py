"""Copies the SEC's EDGAR plugin for Arelle to a folder, with what it wants to run offline and for 2026.

python3 edgar_plugin.py PLUGIN TARGET: PLUGIN is a copy of the public repository Arelle/EDGAR (CC0). Its lists end with
2025: rows of 2026 are added in the form of those of 2025. The rules of the XBRL US committee (`us-gaap-rels`) are about
statements of money, and a cover page has none: their list is emptied where it is missing.
"""
import json
import pathlib
import re
import shutil
import sys

source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / "EDGAR"
for name in ("validate", "validateHtm", "transform"):
    shutil.copytree(source / name, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.jar"))
shutil.copy(source / "__init__.py", target / "__init__.py")

resources = target / "validate" / "resources"
for path in resources.glob("edgartaxonomies/edgartaxonomies-*.xml"):
    text = path.read_text(encoding="utf-8")
    locations = re.findall(r"<Loc>.*?</Loc>", text, re.S)
    wanted = [one for one in locations if re.search(r"<Version>2025</Version>", one) and re.search(r"/(dei|us-gaap|exch)/2025/", one)]
    if wanted:
        rows = "\n".join(one.replace("2025", "2026") for one in wanted)
        path.write_text(text.replace(wanted[0], rows + "\n" + wanted[0], 1), encoding="utf-8")
# Built from the whole taxonomy where they are missing; a cover page has nothing that they say.
empty = {"calcs": {}, "axes": {}, "axis-defaults": {}}
lists = ("accrual-items", "730000-items", "non-CF", "non-CF-abstracts1", "SHE-exceptions")
for year in range(2019, 2027):
    (resources / f"us-gaap-rels-{year}.json").write_text(json.dumps({**empty, **{name: [] for name in lists}}), encoding="utf-8")
compatibility = resources / "taxonomy-compatibility.json"
text = compatibility.read_text(encoding="utf-8")
lines = text.split("\n")
added = [line.replace("2025", "2026") + ("" if line.rstrip().endswith(",") else ",") for line in lines if re.match(r'\s*"(stx-core-2025|stx-extended-2025|us-gaap/2025)"', line)]
core = [line for line in added if "stx-" in line]
usgaap = [line for line in added if '"us-gaap/2026"' in line]
out = []
for line in lines:
    if re.match(r'\s*"stx-core-2025"', line):
        out += core
    if re.match(r'\s*"us-gaap/2025"', line):
        out += usgaap
    out.append(line)
compatibility.write_text("\n".join(out), encoding="utf-8")
