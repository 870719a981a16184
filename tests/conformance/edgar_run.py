"""Judges reports by the SEC's EDGAR plugin for Arelle, all of them in one process.

python3 edgar_run.py PLUGIN CACHE < JOBS: PLUGIN is the folder that edgar_plugin.py made, CACHE holds the schemas, JOBS is a
JSON list of { file, system, parameters }. Prints one JSON line a job: { file, system, validated, said }, where `said` is
what the plugin calls an error, a warning or an inconsistency.
"""
import json
import logging
import pathlib
import sys

from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions

plugin, cache = sys.argv[1:3]
told = ("ERROR", "WARNING", "INCONSISTENCY")


class Heard(logging.Handler):
    """Keeps what is logged of one job."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        code = getattr(record, "messageCode", "")
        self.lines.append((code, record.levelname, record.getMessage()))


def judge(session, heard, job):
    heard.lines.clear()
    session.run(
        RuntimeOptions(
            entrypointFile=job["file"],
            internetConnectivity="offline",
            cacheDirectory=cache,
            disablePersistentConfig=True,
            validate=True,
            plugins=str(pathlib.Path(plugin) / "EDGAR" / "validate"),
            disclosureSystemName=job["system"],
            parameters=job["parameters"],
            keepOpen=False,
        ),
        logHandler=heard,
    )
    said = [
        f"[{code}] {level} {message}"
        for code, level, message in heard.lines
        if level.startswith(told) and "xule" not in f"{code} {message}".lower()
    ]
    validated = any(message.startswith("validated in") for _, _, message in heard.lines)
    return {"file": job["file"], "system": job["system"], "validated": validated, "said": said}


heard = Heard()
for job in json.load(sys.stdin):
    # A session closes its plugins after a run, and so serves one job.
    with Session() as session:
        print(json.dumps(judge(session, heard, job)), flush=True)
