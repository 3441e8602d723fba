"""Runs one check of one Python block in a process of its own, and holds what several checks need.

    python3 -I harness.py BLOCK LINE ANSWER CHECK

BLOCK is a file with the block's text, LINE the line of ANSWER (the Markdown file) that the text begins at. The check imports the
block as `answer`, at the moment it chooses. A failure is written as one line, with the place it happened at.
"""
import contextlib
import importlib.util
import io
import os
import runpy
import sys
import threading
import traceback

# What main() was told; checks reach it through the functions below.
told = {}


class Block:
    """Finds the module `answer`, whose lines are numbered as in the Markdown file."""

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == "answer" else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        told["used"] = True
        module.__file__ = told["answer"]
        exec(compiled(told["source"]), module.__dict__)


def compiled(source):
    """The code of a block, perhaps changed by a check, at its lines in the Markdown file."""
    return compile("\n" * (told["line"] - 1) + source, told["answer"], "exec")


def variant(old, new):
    """The names that the block defines once `old`, which it must contain, is replaced by `new`."""
    assert old in told["source"], f"the block no longer contains {old!r}"
    names = {"__name__": "answer"}
    exec(compiled(told["source"].replace(old, new)), names)
    return names


def printed():
    """What the block prints, line by line, when it is imported."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        import answer  # noqa: F401
    return out.getvalue().splitlines()


def prose():
    """The whole text of the answer, for what it promises in words or tables."""
    with open(told["answer"], encoding="utf-8") as file:
        return file.read()


def raises(error, call, *args, **named):
    """Calls, and returns the error of the given kind that must follow."""
    try:
        call(*args, **named)
    except error as raised:
        return raised
    raise AssertionError(f"{getattr(call, '__name__', call)} did not raise {getattr(error, '__name__', error)}")


def reason(error):
    """The deepest place of the answer and of the check, and what was wrong there."""
    frames = traceback.extract_tb(error.__traceback__)
    places = []
    for path, line in ((told["answer"], told["line"]), (told["check"], 1)):
        at = [frame.lineno for frame in frames if frame.filename == path]
        places.append(f"{path}:{at[-1] if at else line}")
    what = " | ".join(str(error).splitlines()) or next((f.line for f in reversed(frames) if f.filename == told["check"]), "")
    return f"{', '.join(places)}: {type(error).__name__}: {what}"


def main(block, line, answer, check):
    """Runs the check; the process ends with 1 and a line on stderr if it fails."""
    with open(block, encoding="utf-8") as file:
        told.update(source=file.read(), line=int(line), answer=answer, check=check)
    sys.modules["harness"] = sys.modules["__main__"]
    sys.meta_path.insert(0, Block())
    code = 0
    try:
        runpy.run_path(check)
        assert told.get("used"), "the check never imports the block"
    except BaseException as error:
        print(reason(error), file=sys.stderr)
        code = 1
    sys.stdout.flush()
    if threading.active_count() > 1:  # a server of the block, which would keep the process alive
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
