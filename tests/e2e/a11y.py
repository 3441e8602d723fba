"""Finds Greenroom's controls over AT-SPI, presses them and reads what follows. Called by a11y.sh: a11y.py PROGRAM DATA_DIR."""

import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

LIMIT = 20  # seconds to wait for anything: two busy cores that draw with software are slow


def walk(node, depth=0):
    yield node
    if depth < 40:
        for place in range(node.get_child_count()):
            child = node.get_child_at_index(place)
            if child is not None:
                yield from walk(child, depth + 1)


def application():
    desk = Atspi.get_desktop(0)
    for place in range(desk.get_child_count()):
        app = desk.get_child_at_index(place)
        if app is not None and "greenroom" in (app.get_name() or "").lower():
            return app
    return None


def wait(what, look):
    end = time.time() + LIMIT
    while time.time() < end:
        try:
            found = look()
        except gi.repository.GLib.Error:  # the tree changed while it was read
            found = None
        if found:
            return found
        time.sleep(0.1)
    app = application()
    names = sorted({f"{node.get_role_name()}: {node.get_name()}" for node in walk(app)}) if app else []
    sys.exit(f"a11y: FAILED: waited {LIMIT} s in vain for {what}; the tree holds\n  " + "\n  ".join(names))


def role_of(node):
    """All buttons are buttons here; older releases of AT-SPI also say "push button" where newer ones say "button"."""
    role = node.get_role_name()
    return "button" if role in ("push button", "toggle button") else role


def find(role, name, exactly=True):
    for node in walk(application()):
        own = node.get_name() or ""
        if role_of(node) == role and (own == name if exactly else name in own):
            return node
    return None


def the(role, name, exactly=True):
    return wait(f'the {role} "{name}"', lambda: find(role, name, exactly))


def press(node):
    # The first action of whatever can be pressed is to press it.
    if not Atspi.Action.do_action(node, 0):
        sys.exit(f"a11y: FAILED: {node.get_role_name()} {node.get_name()!r} cannot be pressed")


def passed(what):
    print(f"a11y: ok: {what}", flush=True)


def says(words):
    for node in walk(application()):
        if words in (node.get_name() or ""):
            return node
    return None


def main():
    program, data = sys.argv[1:]
    process = subprocess.Popen([program, "--data-dir", data])
    try:
        wait("the program on the accessibility bus", application)
        the("heading", "What is microservices architecture and how does it differ from monolithic architecture?")
        passed("the title of the open question is a heading")

        controls = [node for node in walk(application()) if role_of(node) in ("button", "check box", "entry", "link")]
        unnamed = [role_of(node) for node in controls if not (node.get_name() or "").strip()]
        if unnamed:
            sys.exit(f"a11y: FAILED: controls without a name: {unnamed}")
        passed(f"each of {len(controls)} controls has a name")
        for role in ("list", "list item", "table", "column header", "table cell"):
            wait(f"a {role} in the answer", lambda role=role: find(role, "", exactly=False))
        passed("lists and tables of the answer have their roles")

        press(the("button", "Next question"))
        the("heading", "What are the key characteristics of microservices?")
        passed("a button pressed through the bus turns the page")

        press(the("button", "Flag"))
        the("button", "Remove flag")
        row = the("list item", "2. What are the key characteristics of microservices?", exactly=False)
        if "flagged" not in row.get_name():
            sys.exit(f"a11y: FAILED: the row does not say that it is flagged: {row.get_name()!r}")
        passed("a row of the contents says what its glyphs show")

        press(the("button", "Mock interview"))
        wait("the set-up of an interview", lambda: find("button", "Start the interview") or says("Start"))
        press(the("button", "Read"))
        the("heading", "What are the key characteristics of microservices?")
        passed("screens are reached by their buttons")
    finally:
        process.kill()
        process.wait()


main()
