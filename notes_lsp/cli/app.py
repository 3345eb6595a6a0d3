"""The commands of `notes-lsp` and what their arguments mean."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from notes_lsp import __version__
from notes_lsp.cli.terminal import CLOSED_PIPE, complain, console, speak_utf8

WRONG_USAGE = 2
FAULT = 70
"""As sysexits.h has it: an error inside the program."""
INTERRUPTED = 130

app = App(
    name="notes-lsp",
    help="A language server that makes personal Markdown notes answer.\n\n"
    "Without a command it serves the editor that started it, over stdin and stdout.",
    version=f"notes-lsp {__version__}",
    default_parameter=Parameter(negative=()),
    help_format="plaintext",
)


@app.default
def serve(
    *,
    stdio: Annotated[bool, Parameter(help="Serve over stdin and stdout: the default.")] = False,
    tcp: Annotated[
        str | None,
        Parameter(help="Serve over TCP, at PORT on this machine alone or at HOST:PORT."),
    ] = None,
) -> int:
    """Serve an editor: over stdin and stdout, or over TCP."""
    from notes_lsp.cli.serve import serve_at, serve_editor

    if tcp is not None and stdio:
        complain("--stdio and --tcp exclude each other.")
        return WRONG_USAGE
    if tcp is None:
        serve_editor()
        return 0
    return serve_at(tcp)


app.command(serve, name="serve")


@app.command
def check(
    paths: Annotated[
        list[str],
        Parameter(
            help="Notes, folders of notes, knowledge packs (YAML, or a folder of them), "
            "settings files."
        ),
    ],
    /,
    *,
    format_: Annotated[
        Literal["text", "json", "sarif", "github"],
        Parameter(name="--format", help="How problems are written."),
    ] = "text",
    level: Annotated[
        Literal["error", "warning", "information", "hint"],
        Parameter(help="Leave out problems of a lower level."),
    ] = "hint",
    quiet: Annotated[
        bool, Parameter(name=["--quiet", "-q"], help="One line for each problem and nothing else.")
    ] = False,
) -> int:
    """Print what is wrong in notes, packs and settings: the diagnostics that an editor shows.

    The exit status is 1 when there are errors, 0 when there are none, 2 on wrong usage.
    """
    from notes_lsp.cli import check as checking
    from notes_lsp.vault import Level

    return checking.check(paths, checking.Format(format_), Level(level), quiet)


@app.command(help_flags=["--help"], version_flags=[])
def explain(
    *words: Annotated[
        str,
        Parameter(
            allow_leading_hyphen=True,
            help="A term, a LaTeX command, a command line, a symptom: perplexity, '\\frac', "
            "tee -ai, loss is nan.",
        ),
    ],
    vault: Annotated[
        str | None,
        Parameter(help="The vault whose notes count too; else that of the current folder."),
    ] = None,
    language: Annotated[
        Literal["zh", "en"] | None,
        Parameter(
            help="The language of the card; else that of the settings, the words or the system."
        ),
    ] = None,
    full: Annotated[bool, Parameter(help="Leave nothing out of long cards.")] = False,
) -> int:
    """Print what words mean: your own notes first, the bundled knowledge next.

    The exit status is 1 when nothing is known of them.
    """
    from notes_lsp.cli.explain import explain as explaining

    return explaining(" ".join(words), vault, language, full)


@app.command
def config(
    path: Annotated[str, Parameter(help="A vault, or a note in it.")] = ".",
    /,
    *,
    json: Annotated[bool, Parameter(help="Print JSON, for programs.")] = False,
    schema: Annotated[bool, Parameter(help="Print the JSON schema of all settings.")] = False,
) -> int:
    """Print the settings in force and where each comes from.

    The exit status is 1 when a key or value is wrong.
    """
    from notes_lsp.cli import config as configuration

    return configuration.write_schema() if schema else configuration.config(path, as_json=json)


@app.command
def index(
    path: Annotated[str, Parameter(help="A folder of notes.")] = ".",
    /,
    *,
    json: Annotated[bool, Parameter(help="Print JSON, for programs.")] = False,
    profile: Annotated[bool, Parameter(help="Also print the seconds that each step took.")] = False,
) -> int:
    """Print what is in a vault: notes, headings, links and broken ones, tags, tasks, entries."""
    from notes_lsp.cli.index import index as indexing

    return indexing(path, as_json=json, profile=profile)


@app.command
def demo(
    folder: Annotated[
        str | None, Parameter(help="A folder of notes; else the sample vault. No file is changed.")
    ] = None,
    /,
) -> int:
    """Show what an editor would show, as a real server answers it."""
    from notes_lsp.cli.demo import demo as showing

    return showing(folder)


def run(arguments: list[str]) -> int:
    """Run one command line; gives the exit status and never a traceback for what a user did."""
    speak_utf8()
    try:
        if complaint := _no_command(arguments):
            complain(complaint)
            return WRONG_USAGE
        found = app(
            arguments,
            console=console(),
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
        sys.stdout.flush()
    except CycloptsError as error:
        complain(f"{error} See `{_manual(arguments)}`.")
        return WRONG_USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as ended:  # cyclopts' own answer to Ctrl-C inside a command
        return ended.code if isinstance(ended.code, int) else 0
    except BrokenPipeError:
        # What is still buffered has no reader either: Python must not try to write it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except Exception as error:
        if os.environ.get("NOTES_LSP_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        complain(f"a fault of notes-lsp, not yours: {what} (NOTES_LSP_DEBUG=1 shows where).")
        return FAULT
    return found if isinstance(found, int) else 0


def _manual(arguments: list[str]) -> str:
    """The command line that explains this one."""
    command = arguments[0] if arguments and not arguments[0].startswith("-") else ""
    return f"notes-lsp {command} --help" if command else "notes-lsp --help"


def _no_command(arguments: list[str]) -> str:
    """What to say to a first word that is no command; empty when it is one."""
    first = arguments[0] if arguments else "-"
    names = [name for name in app if not name.startswith("-")]
    if first.startswith("-") or first in names:
        return ""
    close = get_close_matches(first, names, n=1)
    hint = f" Did you mean `{close[0]}`?" if close else f" The commands are {', '.join(names)}."
    return f'"{first}" is not a command.{hint}'
