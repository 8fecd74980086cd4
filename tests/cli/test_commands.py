"""The command line as a whole: help, version, streams, colours, exit codes, and what it costs to start."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from briefkit import build, pipeline

Run = Any
BRIEFKIT = (sys.executable, "-m", "briefkit")
pytestmark = pytest.mark.usefixtures("here")

COMMANDS = ("build", "render", "inspect", "doctor")


def child(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*BRIEFKIT, *map(str, arguments)], capture_output=True, check=False, timeout=60, **options)


# Help ---------------------------------------------------------------------------------------------------------------


def test_help_lists_the_commands(run: Run) -> None:
    ran = run("--help")

    assert ran.code == 0
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)
    assert "..." not in ran.out.partition("Commands:")[2]


def test_no_arguments_get_the_help_and_the_code_for_wrong_use(run: Run) -> None:
    ran = run()

    assert (ran.code, ran.out) == (2, "")
    assert "Usage: briefkit" in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_an_example_and_the_common_options(run: Run, name: str) -> None:
    ran = run(name, "--help")

    assert ran.code == 0
    assert "Example" in ran.out
    assert f"briefkit {name}" in ran.out.partition("Example")[2]
    assert "-q, --quiet" in ran.out
    assert "-v, --verbose" in ran.out


def test_a_slip_in_the_name_of_a_command_gets_the_nearest_one(run: Run) -> None:
    ran = run("biuld")

    assert (ran.code, ran.out) == (2, "")
    assert "No such command 'biuld'. Did you mean 'build'?" in ran.err


def test_the_version_is_one_line_on_stdout(run: Run) -> None:
    ran = run("--version")

    assert (ran.code, ran.err, len(ran.lines)) == (0, "", 1)
    assert ran.out.startswith("briefkit ")


@pytest.mark.parametrize("name", ["build", "inspect"])
def test_the_settings_that_help_names_are_taken(run: Run, name: str) -> None:
    Path("brief.md").write_text("# A\n\nWords.\n")
    named = " ".join(run(name, "--help").out.split()).partition("A setting, as in ")[2].partition(". ")[0]
    settings = named.split(" or ")

    ran = run("inspect", "brief.md", "--stage", "page", *(f"--set={setting}" for setting in settings))

    assert len(settings) == 2
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--to"],
        ["inspect"],
        ["render"],
        ["inspect", "--stage", "x", "y"],
    ],
)
def test_wrong_use_is_told_on_stderr(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err


# Cost ---------------------------------------------------------------------------------------------------------------


def cpu_seconds(*command: str) -> float:
    """The least CPU time of several runs."""
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, *command], capture_output=True, check=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(times)


def test_help_costs_little_more_than_importing_click() -> None:
    assert cpu_seconds("-m", "briefkit", "--help") <= 4 * cpu_seconds("-c", "import click")


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["inspect", "--help"], ["--version"]])
def test_help_loads_none_of_the_stages(arguments: list[str]) -> None:
    script = f"""
        import sys
        from briefkit import cli
        cli.run({arguments})
        heavy = {{"msgspec", "rich", "weasyprint", "jinja2", "lxml", "docx", "markdown_it", "briefkit.pipeline"}}
        sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)
    """

    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, check=False)

    assert ran.returncode == 0, ran.stderr


# Completion ---------------------------------------------------------------------------------------------------------


def completions(words: str) -> list[str]:
    environment = {
        **os.environ,
        "_BRIEFKIT_COMPLETE": "bash_complete",
        "COMP_WORDS": f"briefkit {words}",
        "COMP_CWORD": str(len(words.split(" "))),
    }
    return child(env=environment).stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("b", ["plain,build"]),
        ("build --to p", ["plain,pdf"]),
        ("build --to pdf,", ["plain,pdf,docx", "plain,pdf,html"]),
        ("build --style brief", ["plain,briefing"]),
        ("build --style ./", ["dir,./"]),
        ("inspect --stage p", ["plain,page"]),
        ("build se", ["file,se"]),
    ],
)
def test_a_shell_can_complete(words: str, offered: list[str]) -> None:
    assert completions(words) == offered


# Streams ------------------------------------------------------------------------------------------------------------


def in_a_terminal(*arguments: str, env: dict[str, str], command: tuple[str, ...] = BRIEFKIT) -> str:
    """What `briefkit` shows where stderr is a terminal."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no terminal: {error}")
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # as Linux says that the other end has gone
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    process.wait(60)
    return shown.decode()


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "TERM": "xterm-256color", **more}


def test_findings_are_coloured_on_a_terminal() -> None:
    assert "\x1b[1;31merror[B001]" in in_a_terminal("build", "missing.md", env=environment())


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}])
def test_no_color_is_honoured(more: dict[str, str]) -> None:
    shown = in_a_terminal("build", "missing.md", env=environment(**more))

    assert "error[B001]" in shown
    assert "\x1b" not in shown


def test_nothing_is_coloured_in_a_pipe() -> None:
    assert b"\x1b" not in child("build", "missing.md", env=environment()).stderr


SLOW = """
    import sys, time
    from briefkit import cli, pipeline

    def write(page, probe, formats, resources, report):
        time.sleep(0.4)
        return {name: b"x" for name in formats}

    pipeline.write = write
    cli.main(["build", *sys.argv[1:]])
"""


def test_long_work_shows_a_bar_on_a_terminal_and_takes_it_away(here: Path) -> None:
    names = [f"{number}.md" for number in range(5)]
    for name in names:
        (here / name).write_text("Words.\n")

    shown = in_a_terminal(*names, env=environment(), command=(sys.executable, "-c", textwrap.dedent(SLOW)))

    assert "building" in shown
    assert shown.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")


def test_short_work_shows_no_bar(here: Path) -> None:
    (here / "one.md").write_text("Words.\n")

    assert in_a_terminal("one.md", env=environment(), command=(sys.executable, "-c", textwrap.dedent(SLOW))) == ""


def test_words_get_through_where_the_output_has_no_room_for_them(here: Path) -> None:
    (here / "brief.txt").write_text("Brücken\n\nEin Satz – noch einer, der ein Absatz ist.\n", encoding="utf-8")

    ran = child("inspect", "brief.txt", env=environment(PYTHONIOENCODING="latin-1", PYTHONUTF8="0"))

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"Br\xfccken" in ran.stdout
    assert b"Ein Satz \\u2013 noch einer" in ran.stdout


def test_a_reader_that_goes_away_is_no_error(brief: Path) -> None:
    brief.write_text("# T\n\n" + "word " * 200_000, encoding="utf-8")

    process = subprocess.Popen(
        [*BRIEFKIT, "inspect", "--json", "brief.md"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED=""),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) == 141
    assert said == b""


# Interruptions and faults -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("brief")
def test_an_interruption_leaves_nothing_half_written(here: Path) -> None:
    script = """
        import os, signal, time
        from briefkit import pipeline
        from briefkit.cli import main
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are born ignoring it
        def slow(descriptor):
            print("writing", flush=True)
            time.sleep(30)
        os.fsync = slow
        pipeline.write = lambda page, probe, formats, resources, report: {name: b"x" for name in formats}
        main(["build", "brief.md"])
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert said.decode().split() == ["interrupted"]
    assert list((here / "output").iterdir()) == []


def failing(*_arguments: Any, **_options: Any) -> Any:
    raise ZeroDivisionError("division by zero")


@pytest.mark.usefixtures("brief")
def test_a_fault_in_briefkit_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "understand", failing)

    ran = run("build", "brief.md")

    assert (ran.code, ran.out, ran.rules) == (70, "", ["B999"])
    assert "briefkit itself failed: ZeroDivisionError: division by zero" in ran.err
    assert "please report it" in ran.err


@pytest.mark.usefixtures("brief")
def test_a_fault_outside_the_jobs_is_told_alike(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "plan_jobs", failing)

    ran = run("build", "brief.md")

    assert (ran.code, ran.out, ran.rules) == (70, "", ["B999"])


@pytest.mark.usefixtures("brief")
def test_verbose_shows_the_traceback_of_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefkit import cli

    monkeypatch.setattr(pipeline, "understand", failing)

    code = cli.run(["build", "-v", "brief.md"])

    assert code == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("brief")
def test_memory_that_runs_out_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_arguments: Any, **_options: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(pipeline, "understand", too_much)

    ran = run("build", "brief.md")

    assert (ran.code, ran.out, ran.rules) == (3, "", ["B902"])


@pytest.mark.parametrize(
    ("breaking", "message", "hint"),
    [
        (
            "import cffi; cffi.FFI.dlopen = lambda self, name, flags=0: (_ for _ in ()).throw(OSError(f'no {name}'))",
            "a library for setting text cannot be loaded: no lib",
            "install Pango with `",
        ),
        ("sys.modules['weasyprint'] = None", "`weasyprint` cannot be imported", "-m pip install --upgrade briefkit`"),
        ("sys.modules['jinja2'] = None", "`jinja2` cannot be imported", "-m pip install --upgrade briefkit`"),
        ("sys.modules['markdown_it'] = None", "`markdown_it` cannot be imported", "-m pip install --upgrade briefkit`"),
        ("sys.modules['docx'] = None", "`docx` cannot be imported", "-m pip install --upgrade briefkit`"),
    ],
)
@pytest.mark.usefixtures("brief")
def test_a_missing_library_gets_the_line_that_installs_it(here: Path, breaking: str, message: str, hint: str) -> None:
    script = f"import sys; {breaking}; from briefkit.cli import main; main(['build', 'brief.md'])"

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, text=True)

    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.count("error[B901]") == 1
    assert message in ran.stderr
    assert hint in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (here / "output").exists()


def test_a_package_that_every_command_needs_may_be_missing() -> None:
    script = "import sys; sys.modules['msgspec'] = None; from briefkit.cli import main; main(['doctor'])"

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, text=True)

    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.startswith("error: ")
    assert len(ran.stderr.splitlines()) == 1
