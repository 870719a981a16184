"""Prints src/xbrl/name-tables.ts: which printed names the SEC's transformations read, and to which codes.

Source: folder transform of the public repository Arelle/EDGAR, whose patterns were written by staff of the SEC and are
not subject to copyright (17 U.S.C. 105). Run: python3 tests/conformance/xbrl_names.py FOLDER > src/xbrl/name-tables.ts
"""
import ast
import re
import sys

text = open(sys.argv[1] + "/__init__.py", encoding="utf-8").read()


def alternatives(name):
    source = re.search(name + r'\s*=\s*re_compile\(r"(.*?)"\)', text, re.S).group(1)
    inner = source[len(r"^[ \t\n\r]*("):-len(r")[ \t\n\r]*$")]
    parts, depth, start, klass = [], 0, 0, False
    for at, char in enumerate(inner):
        if inner[at - 1] == "\\" and at > 0:
            continue
        if klass:
            klass = char != "]"
        elif char == "[":
            klass = True
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(inner[start:at])
            start = at + 1
    return parts + [inner[start:]]


def codes(name):
    return ast.literal_eval(re.search(name + r"\s*=\s*(\(.*?\))\n", text, re.S).group(1))


def string(value):
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + "".join(c if ord(c) < 127 else "\\u%04x" % ord(c) for c in quoted) + "'"


def table(name, what, pattern, list_of_codes):
    names, found = alternatives(pattern), codes(list_of_codes)
    assert len(names) == len(found), (name, len(names), len(found))
    print(f"\n/** {what} */\n// biome-ignore format: a table reads by rows\nexport const {name}: Names = [")
    line = " "
    for one, code in zip(names, found):
        entry = f" [{string(one[1:-1])}, '{code}'],"
        if len(line) + len(entry) > 150:
            print(line)
            line = " "
        line += entry
    print(f"{line}\n]")


print("/**")
print(" * What the SEC's transformations read (ixt-sec 2015-08-31): the pattern of a printed name, and its code.")
print(" *")
print(" * Made by tests/conformance/xbrl_names.py from the folder `transform` of the public repository Arelle/EDGAR; written")
print(" * by staff of the SEC, not subject to copyright (17 U.S.C. 105). Do not edit.")
print(" */")
print("\nexport type Names = readonly (readonly [pattern: string, code: string])[]")
table("stateNames", "`stateprovnameen`: states of the United States and provinces of Canada.", "stateProvNamePattern", "stateProvCodes")
table("countryNames", "`countrynameen`: countries, by ISO 3166.", "countryNamePattern", "countryCodes")
table("edgarNames", "`edgarprovcountryen`: provinces and countries, by EDGAR's own codes.", "edgarProvCountryNamePattern", "edgarProvCountryCodes")
table("exchangeNames", "`exchnameen`: exchanges, by EDGAR's codes.", "exchNamePattern", "exchCodes")
