"""How wdiff, pandiff and Docxodus show the ordinary edits of tests/support/scenarios.ts, beside the hand-drawn list.

    python3 -m venv /tmp/rivals && /tmp/rivals/bin/pip install 'python-redlines[docxodus]'
    npm install --prefix /tmp/rivals pandiff                      # and pandoc, wdiff
    /tmp/rivals/bin/python tests/bench/redline-rivals.py /tmp/rivals/node_modules/.bin/pandiff

Prints a table of Markdown: changes, and words marked as put in or taken out, moved ones left out. What filingpress
shows is held to the hand-drawn list by tests/redline/scenarios.test.ts. Times are of the whole run, programs started
anew for each pair.
"""
import io, json, os, re, subprocess, sys, tempfile, time, zipfile
from python_redlines.engines import DocxodusEngine

root = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
pandiff = os.path.abspath(sys.argv[1])
work = tempfile.mkdtemp()


def scenarios():
    made = os.path.join(work, "scenarios.mjs")
    source = os.path.join(root, "tests/support/scenarios.ts")
    subprocess.run(["npx", "esbuild", source, "--format=esm", "--log-level=error", "--outfile=" + made], cwd=root, check=True)
    code = "import(%s).then(({ scenarios }) => console.log(JSON.stringify(scenarios)))" % json.dumps(made)
    return json.loads(subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True).stdout)


def words(text):
    return len(re.findall(r"[^\W_]+(?:[.,'’/-][^\W_]+)*", text))


def counted(changes, signs):
    return len(changes), sum(words(re.sub(signs, " ", one)) for one in changes)


def by_wdiff():
    out = subprocess.run(["wdiff", "a.txt", "b.txt"], capture_output=True, text=True).stdout
    found = re.findall(r"(?:\[-[\s\S]*?-\]\s*)?\{\+[\s\S]*?\+\}|\[-[\s\S]*?-\]", out)
    return counted(found, r"\[-|-\]|\{\+|\+\}")


def by_pandiff():
    out = subprocess.run([pandiff, "a.md", "b.md"], capture_output=True, text=True, check=True).stdout
    pattern = r"\{--[\s\S]*?--\}\s*\{\+\+[\s\S]*?\+\+\}|\{--[\s\S]*?--\}|\{\+\+[\s\S]*?\+\+\}|\{~~[\s\S]*?~~\}"
    return counted(re.findall(pattern, out), r"\{--|--\}|\{\+\+|\+\+\}|\{~~|~~\}|~>")


def by_docxodus(engine):
    made = engine.run_redline("x", "a.docx", "b.docx")[0]
    package = zipfile.ZipFile(io.BytesIO(made))
    names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in package.namelist()]
    xml = "".join(package.read(name).decode() for name in names)
    moves = len(set(re.findall(r'<w:moveFromRangeStart[^>]*w:name="([^"]*)"', xml)))
    body = re.sub(r"<w:move(?:From|To)[ >].*?</w:move(?:From|To)>", "", xml, flags=re.S)
    parts = r"<w:(ins|del) [^>]*?(?<!/)>(.*?)</w:\1>|(<w:r[ >]|</w:p>)|([rp]PrChange)"
    count, marked, last = moves, 0, ""
    # Neighbours among marked runs are one change.
    for mark, inner, other, look in re.findall(parts, body, flags=re.S):
        kind = "mark" if mark else "look" if look else "other"
        if kind != "other" and kind != last:
            count += 1
        if mark:
            marked += words("".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", inner)))
        last = kind
    return count, marked


def by_filingpress():
    subprocess.run(["node", os.path.join(root, "dist/cli.cjs"), "diff", "a.md", "b.md", "--stat"], capture_output=True)
    return None


engine = DocxodusEngine()
ways = {"wdiff": by_wdiff, "pandiff": by_pandiff, "Docxodus": lambda: by_docxodus(engine), "filingpress": by_filingpress}
times = dict.fromkeys(ways, 0.0)
print("| edit | by hand | wdiff | pandiff | Docxodus |\n| --- | --- | --- | --- | --- |")
all_of_them = scenarios()
os.chdir(work)
for one in all_of_them:
    for name, text, day in (("a", one["old"], "May 3, 2010"), ("b", one["new"], "May 4, 2010")):
        with open(name + ".md", "w") as file:
            file.write(text.replace("{{date report.date}}", day) + "\n")
        for target in (name + ".txt", name + ".docx"):
            how = ["-t", "plain"] if target.endswith(".txt") else []
            subprocess.run(["pandoc", "-f", "markdown", "--wrap=none", name + ".md", "-o", target, *how], check=True)
    drawn = sum(words(mark[1:]) for mark in one["marks"] if mark[0] in "+-")
    cells = ["%d (%d)" % (one["changes"], drawn)]
    for name, way in ways.items():
        start = time.time()
        found = way()
        times[name] += time.time() - start
        if found:
            cells.append("%d (%d)" % found)
    print("| %s | %s |" % (one["name"], " | ".join(cells)))
print("\n" + ", ".join("%s %.2f" % (name, spent / times["filingpress"]) for name, spent in times.items()) + " of filingpress")
