"""cli: the command line: serve, check, explain, config, index, demo.

Never holds logic that an editor would want too. Start reading at `app.py`.
"""

from __future__ import annotations


def main() -> None:
    """The console script; serving imports nothing that only the other commands need."""
    import sys

    _speak_utf8()
    arguments = sys.argv[1:]
    if _is_an_editor(arguments):
        from notes_lsp.cli.serve import serve_editor

        serve_editor()
    else:
        from notes_lsp.cli.app import run

        sys.exit(run(arguments))


def _speak_utf8() -> None:
    """Start again in UTF-8 mode where the locale cannot name a Chinese file (PEP 540)."""
    import os
    import sys

    if sys.getfilesystemencoding().lower().replace("-", "") != "utf8" and not sys.flags.utf8_mode:
        again = [sys.executable, "-X", "utf8", "-m", "notes_lsp", *sys.argv[1:]]
        os.execv(sys.executable, again)  # noqa: S606  # our own interpreter and arguments


def _is_an_editor(arguments: list[str]) -> bool:
    """Whether the arguments are those with which editors start a server over stdio.

    VS Code's client adds `--stdio` and `--clientProcessId=…` on its own.
    """
    rest = arguments[1:] if arguments[:1] == ["serve"] else arguments
    return all(word == "--stdio" or word.startswith("--clientProcessId=") for word in rest)


__all__ = ["main"]
