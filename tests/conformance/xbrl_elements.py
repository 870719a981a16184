"""Prints src/xbrl/dei-elements.ts: the names of the elements of the SEC's taxonomy `dei`.

Source: dei-2024.xsd as published at https://xbrl.sec.gov/dei/2024/ (a work of staff of the SEC, 17 U.S.C. 105).
Run: python3 tests/conformance/xbrl_elements.py dei-2024.xsd > src/xbrl/dei-elements.ts
"""
import re
import sys

names = sorted(re.findall(r'<xs:element name="(\w+)"', open(sys.argv[1], encoding="utf-8").read()))
lines = [""]
for name in names:
    if len(lines[-1]) + len(name) > 110:
        lines.append("")
    lines[-1] += f"{name} "
print("/**")
print(" * Elements of the taxonomy `dei`, by which a name that does not exist is found; the years 2024 to 2026 have the same.")
print(" *")
print(" * Made by tests/conformance/xbrl_elements.py from the SEC's dei-2024.xsd (17 U.S.C. 105). Do not edit.")
print(" */")
print("export const deiElements: ReadonlySet<string> = new Set(")
print("  (")
print(" +\n".join(f"    '{line.rstrip()}{' ' if at < len(lines) - 1 else ''}'" for at, line in enumerate(lines)))
print("  ).split(' '),\n)")
