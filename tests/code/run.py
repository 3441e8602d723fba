"""Runs or compiles every fenced block of the answers, and checks what the answers claim about their code.

    run.py PACK_DIR

Python is compiled, bash read with `bash -n`, JSON parsed. A block with a file python/NNN.py or sql/NNN.sql, NNN being the number of
the answer, is also run, and the file asserts what the answer says about it:

- python/NNN.py imports the block as `answer`; harness.py tells more.
- sql/NNN.sql runs in psql as the superuser of a PostgreSQL cluster of its own, after lib.sql. Lines in it are replaced:
      -- ANSWER [N] [FROM text] [UNTIL text]   by the Nth SQL block, from the line that starts so, up to the one that starts so
      -- ANSWER TEXT [N] [FROM ..] [UNTIL ..]  by the same as a string constant
      -- STANDBY                               by nothing, but `:standby` is the port of a hot standby called zone_b

A Python or SQL block without such a file must be named in SKIPPED. Nothing here needs a network, and nothing is left behind.
"""
import ast
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
# How many seconds one check may take.
LIMIT = 90
# How many checks run at once.
AT_ONCE = 2
# Blocks that are compiled, not run: what they need is not in Debian's Python.
SKIPPED = {
    ("python", 105): "needs PyJWT",
    ("python", 116): "needs PyJWT",
    ("python", 120): "needs cryptography",
    ("python", 141): "needs sentry_sdk",
    ("python", 145): "needs prometheus_client",
    ("python", 154): "needs aiohttp",
    ("python", 192): "needs requests and pact",
    ("python", 204): "needs pact",
    ("python", 207): "needs psycopg, pytest and testcontainers",
    ("python", 209): "needs psycopg and pytest",
    ("python", 213): "needs requests",
    ("sql", 75): "needs two standby servers: with one, when its walsender takes up the setting is a matter of luck",
}
# Blocks that need a newer Python than 3.9, and why.
NEWER = {40: ((3, 11), "asyncio.timeout")}
SETTINGS = """
listen_addresses = ''
fsync = off
full_page_writes = off
shared_buffers = 16MB
wal_keep_size = 16MB
max_prepared_transactions = 10
shared_preload_libraries = 'pg_stat_statements'
wal_level = replica
hot_standby = on
wal_receiver_status_interval = 1s
wal_retrieve_retry_interval = 200ms
log_min_messages = fatal
"""
MARKER = re.compile(r"-- ANSWER(?P<text> TEXT)?(?: (?P<n>\d+))?(?: FROM (?P<start>.+?))?(?: UNTIL (?P<end>.+?))?\s*$")


class Wrong(Exception):
    """A failure, with its place and reason as the text."""


@dataclass
class Block:
    """A fenced block of an answer."""

    path: Path
    line: int  # of its first line of code
    language: str
    text: str

    @property
    def number(self):
        """The answer's number, or 0 where the file has none."""
        return int(self.path.stem) if self.path.stem.isdecimal() else 0

    def at(self, line):
        """The place of a line of the block, counted from 1, in the Markdown file."""
        return f"{shown(self.path)}:{self.line + line - 1}"


def shown(path):
    """A path as the reader would type it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def blocks_of(path):
    """The fenced blocks of a Markdown file, indented ones as well."""
    found, fence, start, language = [], None, 0, ""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if fence is None:
            match = re.match(r"( *)(`{3,}|~{3,})\s*([^\s`]*)", line)
            if match:
                indent, fence, language = match.groups()
                start = number
        elif re.fullmatch(rf" *{fence[0]}{{{len(fence)},}}\s*", line):
            body = [text[min(len(indent), len(text) - len(text.lstrip(" "))):] for text in lines[start:number - 1]]
            found.append(Block(path, start + 1, language.lower(), "".join(text + "\n" for text in body)))
            fence = None
    if fence is not None:
        raise Wrong(f"{shown(path)}:{start}: the block is never closed")
    return found


def compile_python(block):
    """Fails where Python sees a syntax error."""
    try:
        compile(block.text, str(block.path), "exec")
    except SyntaxError as error:
        raise Wrong(f"{block.at(error.lineno or 1)}: {error.msg}") from None


def compile_bash(block):
    """Fails where bash sees a syntax error."""
    run = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True, timeout=LIMIT)
    if run.returncode or run.stderr:
        match = re.search(r"line (\d+): (.*)", run.stderr)
        line, why = (int(match[1]), match[2]) if match else (1, run.stderr.strip())
        raise Wrong(f"{block.at(line)}: {why}")


def compile_json(block):
    """Fails where the JSON breaks off."""
    try:
        json.loads(block.text)
    except json.JSONDecodeError as error:
        raise Wrong(f"{block.at(error.lineno)}: {error.msg}") from None


COMPILERS = {"python": compile_python, "bash": compile_bash, "json": compile_json}


def check_python(block, check, work):
    """Runs python/NNN.py against the block; returns how many assertions the file makes."""
    needs, why = NEWER.get(block.number, ((3, 9), ""))
    if sys.version_info < needs:
        have = ".".join(map(str, sys.version_info[:2]))
        raise Wrong(f"{block.at(1)}: needs Python {'.'.join(map(str, needs))} for {why}, this is {have}")
    place = work / f"python-{check.stem}"
    place.mkdir()
    source = place / "block"
    source.write_text(block.text, encoding="utf-8")
    command = [sys.executable, "-I", "-B", HERE / "harness.py", source, str(block.line), block.path, check]
    try:
        run = subprocess.run(command, cwd=place, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        raise Wrong(f"{block.at(1)}: {shown(check)} took longer than {LIMIT} s") from None
    if run.returncode:
        why = run.stderr.strip().splitlines() or [f"ended with {run.returncode}"]
        raise Wrong(why[-1].replace(str(block.path), shown(block.path)).replace(str(check), shown(check)))
    tree = ast.walk(ast.parse(check.read_text(encoding="utf-8")))
    return sum(isinstance(n, ast.Assert) or isinstance(n, ast.Call) and getattr(n.func, "id", "") == "raises" for n in tree)


class Postgres:
    """A throw-away PostgreSQL: one cluster is made, and every check gets a copy of it."""

    def __init__(self, work):
        places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
        if not places:
            raise Wrong("sql: no initdb in /usr/lib/postgresql/*/bin: install postgresql")
        self.bin, self.work = places[-1].parent, work
        self.user = {}
        if os.getuid() == 0:  # the server refuses to run as root
            names = {entry.pw_name for entry in pwd.getpwall()}
            entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            self.user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            os.chown(work, entry.pw_uid, entry.pw_gid)
        self.model = work / "model"
        self.run("initdb", "-D", self.model, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync",
                 "--wal-segsize=1")
        with open(self.model / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write(SETTINGS)

    def run(self, program, *args, **more):
        """Runs one of PostgreSQL's programs as the unprivileged user."""
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGOPTIONS": "-c client_min_messages=warning"}
        run = subprocess.run([self.bin / program, *args], cwd=self.work, env=environment, text=True, errors="replace",
                             capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT, **self.user, **more)
        if run.returncode and program != "psql":
            raise Wrong(f"sql: {program}: {(run.stderr or run.stdout).strip()}")
        return run

    def start(self, place, port):
        """Starts the server of a data directory on a socket beside it."""
        options = f"-p {port} -k {place.parent}"
        self.run("pg_ctl", "start", "-w", "-s", "-D", place, "-o", options, "-l", place.parent / f"log-{port}")

    def check(self, script, name, standby):
        """Runs a script in a fresh database; returns None, or the line of it that failed and why."""
        place = self.work / name
        self.run_as("mkdir", place)
        self.run_as("cp", "-R", self.model, place / "data")
        file = place / "check.sql"
        file.write_text(script, encoding="utf-8")
        shutil.copy(HERE / "sql" / "lib.sql", place)
        for path in (file, place / "lib.sql"):
            path.chmod(0o644)
        running = []
        try:
            self.start(place / "data", 5432)
            running.append(place / "data")
            self.run("createdb", "-h", place, "-p", "5432", "-U", "postgres", "checks")
            if standby:
                link = f"host={place} port=5432 user=postgres"
                self.run("pg_basebackup", "-D", place / "standby", "-d", link, "-X", "stream", "-c", "fast", "--no-sync")
                (place / "standby" / "postgresql.auto.conf").write_text(f"primary_conninfo = '{link} application_name=zone_b'\n")
                (place / "standby" / "standby.signal").touch()
                self.start(place / "standby", 5433)
                running.append(place / "standby")
            return self.psql(place, file)
        finally:
            for data in reversed(running):
                self.run("pg_ctl", "stop", "-s", "-m", "immediate", "-D", data)

    def psql(self, place, file):
        """Runs lib.sql and then the script; returns as `check` does."""
        try:
            run = self.run("psql", "-h", place, "-p", "5432", "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "standby=5433",
                           "-v", f"lib={place / 'lib.sql'}", "-d", "checks", "-f", place / "lib.sql", "-f", file)
        except subprocess.TimeoutExpired:
            return 0, f"took longer than {LIMIT} s"
        if run.returncode == 0:
            return None
        errors = re.findall(re.escape(f"psql:{file}:") + r"(\d+): (?:ERROR: *)?(.*)", run.stderr)
        if errors:
            return int(errors[0][0]), errors[0][1]
        return 0, " | ".join(run.stderr.strip().splitlines()) or f"psql ended with {run.returncode}"

    def run_as(self, *command):
        """Runs a common program as the unprivileged user."""
        subprocess.run(command, check=True, timeout=LIMIT, **self.user)


def part_of(block, match, place):
    """The lines of a block that a marker asks for, and the number of the first."""
    lines, first, last = block.text.splitlines(), 0, None
    for key in ("start", "end"):
        if match[key]:
            wanted = match[key].strip()
            at = [i for i, line in enumerate(lines) if line.startswith(wanted) and i >= first]
            if not at:
                raise Wrong(f"{block.at(1)}: no line starts with {wanted!r}, which {place} asks for")
            if key == "start":
                first = at[0]
            else:
                last = at[0]
    return lines[first:last], first


def expand(check, blocks):
    """The script of a check with its markers replaced, and the place that each line of it comes from."""
    script, places, used = [], [], set()
    for number, line in enumerate(check.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{shown(check)}:{number}"
        match = MARKER.match(line)
        if not match:
            script.append(line)
            places.append(place)
            continue
        index = int(match["n"] or 1)
        if index > len(blocks):
            raise Wrong(f"{place}: the answer has {len(blocks)} SQL blocks, not {index}")
        used.add(index)
        block = blocks[index - 1]
        lines, first = part_of(block, match, place)
        if match["text"]:
            lines = ("$answer$" + "\n".join(lines) + "$answer$").splitlines()
        script += lines
        places += [f"{block.at(first + i + 1)}, {place}" for i in range(len(lines))]
    if missing := set(range(1, len(blocks) + 1)) - used:
        raise Wrong(f"{shown(check)}:1: never runs SQL block {min(missing)} of the answer")
    return "\n".join(script) + "\n", places


def check_sql(blocks, check, postgres):
    """Runs sql/NNN.sql around the blocks; returns how many assertions the file makes."""
    script, places = expand(check, blocks)
    failed = postgres.check(script, f"sql-{check.stem}", "\n-- STANDBY\n" in script)
    if failed:
        line, why = failed
        place = places[line - 1] if 0 < line <= len(places) else f"{shown(check)}:1"
        if not place.startswith(shown(blocks[0].path)):
            place = f"{blocks[0].at(1)}, {place}"
        raise Wrong(f"{place}: {why}")
    return len(re.findall(r"^\s*(?:ASSERT|SELECT (?:same|refused)\()", check.read_text(encoding="utf-8"), re.M | re.I))


class Report:
    """Counts what was done and prints what was wrong."""

    def __init__(self):
        self.compiled = self.run = self.asserted = self.skipped = self.wrong = 0

    def fail(self, why):
        self.wrong += 1
        print(f"code: {why}", file=sys.stderr)


def plan(answers, report):
    """The checks to run, as (language, check file, blocks); complains of blocks and files that have no counterpart."""
    jobs = []
    for language, ending in (("python", "py"), ("sql", "sql")):
        files = {int(p.stem): p for p in (HERE / language).glob(f"*.{ending}") if p.stem.isdecimal()}
        shows = {}
        for block in (b for blocks in answers.values() for b in blocks if b.language == language):
            shows.setdefault(block.number, []).append(block)
        for number, blocks in sorted(shows.items()):
            if number in files:
                jobs.append((language, files[number], blocks))
            elif (language, number) in SKIPPED:
                report.skipped += len(blocks)
            else:
                report.fail(f"{blocks[0].at(1)}: no {language}/{number:03d}.{ending} checks it, and SKIPPED does not name it")
        for number in sorted(files.keys() - shows.keys()):
            report.fail(f"{shown(files[number])}:1: answer {number} shows no {language}")
        for number in sorted(n for what, n in SKIPPED if what == language and n not in shows):
            report.fail(f"{shown(HERE / 'run.py')}: SKIPPED names answer {number}, which shows no {language}")
    return jobs


def main(pack):
    """Checks the pack and returns the exit code."""
    began, report = time.monotonic(), Report()
    answers = {}
    for path in sorted(pack.glob("**/*.md")):
        try:
            answers[path] = blocks_of(path)
        except Wrong as wrong:
            report.fail(wrong)
    if not any(answers.values()):
        report.fail(f"{pack}: no blocks")
    for block in (b for blocks in answers.values() for b in blocks if b.language in COMPILERS):
        try:
            COMPILERS[block.language](block)
            report.compiled += 1
        except Wrong as wrong:
            report.fail(wrong)
    jobs = plan(answers, report)
    work = Path(tempfile.mkdtemp(prefix="code-"))
    try:
        postgres = Postgres(work) if any(language == "sql" for language, *_ in jobs) else None

        def check(job):
            language, file, blocks = job
            try:
                if language == "sql":
                    return len(blocks), check_sql(blocks, file, postgres)
                if len(blocks) > 1:
                    raise Wrong(f"{blocks[1].at(1)}: a second Python block, which {shown(file)} does not run")
                return 1, check_python(blocks[0], file, work)
            except Wrong as wrong:
                return wrong
            except (OSError, subprocess.SubprocessError) as error:
                return Wrong(f"{blocks[0].at(1)}: {error}")

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in pool.map(check, jobs):
                if isinstance(done, Wrong):
                    report.fail(done)
                else:
                    report.run += done[0]
                    report.asserted += done[1]
    except Wrong as wrong:
        report.fail(wrong)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"code: {report.compiled} blocks compiled, {report.run} run with {report.asserted} assertions, "
          f"{report.skipped} skipped, {report.wrong} wrong, in {time.monotonic() - began:.0f} s")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: run.py PACK_DIR")
    sys.exit(main(Path(sys.argv[1]).resolve()))
