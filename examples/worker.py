#!/usr/bin/env python3
"""Writes down the SHA-256 of every file in a folder, as an external mission of three steps.

It needs Python 3.9 and nothing else. Kill it at any time and start it again with the same mission: it goes on where it
was. What it finds is in ./checksums/ID.sha256.

  MISSION_PROGRESS_URL   where the API is: http://localhost:5000 unless set
  MISSION_PROGRESS_KEY   an API key or an ID token; the emulator suite needs none
"""

# worker.ts is the same in TypeScript, down to what it leaves, so that each goes on where the other was killed. For work
# of your own put other steps in here. worker_loop.py, which reports them, can stay as it is.

import argparse
import hashlib
import json
import os
import sys
import time
import uuid
from pathlib import Path

from worker_loop import Refused, run_mission, say

# Where what was found is kept, in the folder from which this was started.
OUT = Path("checksums")


def steps_of(mission_id, folder, slow):
    """The steps in their order: name, share of the bar, function.

    Each may be begun anew at any point, on what an earlier run of it has left: so it writes what is whole or nothing,
    and looks at what is there first. `progress` moves the bar, once a second at most, and raises if there is no more to
    be done, since the mission was paused or cancelled: call it as often as you like. What a function returns stands in
    the report that the step is completed.
    """

    def list_files(progress):
        files = files_in(folder)
        return {"message": f"{len(files)} files", "output": {"files": len(files)}}

    def checksum_files(progress):
        files = files_in(folder)
        known = recorded(mission_id)
        for done, file in enumerate(files):
            progress(done, len(files), "files")
            if file in known:
                continue
            time.sleep(slow)
            digest = hashlib.sha256((folder / file).read_bytes()).hexdigest()
            # A line a file: a run that is killed loses no more than the file it is at.
            with lines_of(mission_id).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"file": file, "sha256": digest}) + "\n")
        return {"message": f"{len(files)} checksums", "usage": {"files": len(files)}}

    def write_report(progress):
        known = recorded(mission_id)
        # The same file however often it is written.
        write_whole(OUT / f"{mission_id}.sha256", "".join(f"{known[file]}  {file}\n" for file in sorted(known)))
        summary = f"The checksums of {len(known)} files are in {mission_id}.sha256."
        return {"message": summary, "result": {"summary": summary, "markdown": f"# Checksums\n\n{summary}"}}

    return [("list", 1, list_files), ("checksum", 8, checksum_files), ("report", 1, write_report)]


def files_in(folder):
    """The files in a folder, by their paths in it."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def lines_of(mission_id):
    return OUT / f"{mission_id}.jsonl"


def recorded(mission_id):
    """What is recorded, by file. The last line of a run that was killed may be half of one: its file is done again."""
    path = lines_of(mission_id)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        write_whole(path, whole)
    entries = [json.loads(line) for line in whole.splitlines()]
    return {entry["file"]: entry["sha256"] for entry in entries}


def write_whole(path, text):
    """Either the old file is there or the new one, never half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder whose files are read")
    parser.add_argument("--mission", metavar="ID", help="go on with this mission, or make it under this id")
    parser.add_argument("--slow", metavar="SECONDS", type=float, default=0, help="wait at each file, to try things out")
    options = parser.parse_args()
    mission_id = options.mission or f"checksums-{uuid.uuid4().hex[:12]}"
    say(f"mission {mission_id}: go on with it by --mission {mission_id}")
    OUT.mkdir(exist_ok=True)
    folder = options.folder.resolve()
    try:
        status = run_mission(mission_id, f"Checksums of {folder.name}", steps_of(mission_id, folder, options.slow))
    except Refused as refusal:
        raise SystemExit(f"{refusal.code}: {refusal}") from refusal
    print(json.dumps({"mission_id": mission_id, "status": status}))
    return 0 if status == "completed" else 1


if __name__ == "__main__":
    sys.exit(main())
