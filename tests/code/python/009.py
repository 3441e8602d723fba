"""The share of changes that cross a line, from a history that is made up here instead of read by git."""
import subprocess
import sys

from harness import printed

# What `git log --name-only --format=%x00%h` writes: NUL and hash, an empty line, the files.
COMMITS = [
    ["src/sessions/admit.py", "src/plans/limit.py"],
    ["src/devices/list.py", "src/invoices/send.py", "docs/notes.md"],
    *[["src/sessions/admit.py"]] * 18,
    *[["src/plans/price.py"]] * 6,
    ["src/licences/a.py", "src/windows/b.py"],
    [f"src/{part}/{i}.py" for part in ("sessions", "licences") for i in range(31)],  # 62 files: a mass rename
    ["docs/other.md"],
]
asked = []


def run(command, **named):
    asked.append((command, named))
    log = "".join(f"\0{i:07x}\n\n" + "".join(f"{f}\n" for f in files) for i, files in enumerate(COMMITS))
    return subprocess.CompletedProcess(command, 0, log, "")


subprocess.run = run
sys.argv = ["script", "/some/repository"]
lines = printed()
command, named = asked[0]
assert {"log", "--no-merges", "--name-only", "--format=%x00%h", "--since=6.months"} <= set(command), command
assert named["cwd"] == "/some/repository" and named["text"] and named["check"]
assert len(lines) == 1, "the mass rename must not count, and two prefixes of one part are no crossing"
assert lines[0].split() == "admission billing 2 of 8 changes cross 25%".split(), lines[0]
