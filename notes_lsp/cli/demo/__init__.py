"""`notes-lsp demo`: what an editor would show, asked of a real server on a vault.

Changes no file. Start reading at `scenes.py`.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from rich import box
from rich.panel import Panel
from rich.text import Text

import notes_lsp
from notes_lsp.cli.demo import scenes
from notes_lsp.cli.demo.client import Client, ServerError
from notes_lsp.cli.demo.show import Show
from notes_lsp.cli.demo.stage import Stage
from notes_lsp.cli.terminal import complain, console, counted, visible

_CHAPTERS = (
    scenes.hovers,
    scenes.completions,
    scenes.diagnostics,
    scenes.lenses,
    scenes.definitions,
    scenes.structure,
    scenes.symbols,
)

_EDITORS = (
    ("Neovim 0.11", "copy lsp/ and plugin/ of editors/neovim to ~/.config/nvim"),
    ("VS Code", "npm ci && npm run package in editors/vscode"),
    ("Emacs", "load editors/emacs/notes-lsp-eglot.el (or -lsp-mode.el)"),
    ("Helix", "add editors/helix/languages.toml to your own"),
    ("Zed, Kate, Vim, …", "as editors/README.md says"),
    ("any other", "start `notes-lsp`, without arguments, for Markdown"),
)


def demo(vault: str | None) -> int:
    """Show a vault as an editor would; gives the exit status."""
    root = sample_vault() if vault is None else Path(vault)
    if root is None:
        complain("there is no sample vault here: name a folder of notes, `notes-lsp demo FOLDER`.")
        return 2
    if not root.is_dir():
        complain(f"{vault}: there is no such folder.")
        return 2
    try:
        asyncio.run(_play(root.resolve(), Show(console())))
    except ServerError as error:
        complain(f"{error}.")
        return 1
    return 0


def sample_vault() -> Path | None:
    """The sample vault: inside the installed package, or beside it in a checkout."""
    package = Path(notes_lsp.__file__).parent
    places = (package / "_bundled" / "vault", package.parent / "examples" / "vault")
    return next((place for place in places if place.is_dir()), None)


async def _play(root: Path, show: Show) -> None:
    begin = time.perf_counter()
    async with Client.started(root) as client:
        ready = time.perf_counter() - begin
        stage = Stage(root, client)
        show.screen.print(
            Panel(
                Text.assemble(
                    ("notes-lsp", "bold"),
                    f" {notes_lsp.__version__} on {visible(root.name)}, {_notes(stage)}\n",
                    ("What follows was asked of a real server over stdin and stdout.", "faint"),
                ),
                box=box.HEAVY,
                border_style="cyan",
                width=show.width,
            )
        )
        for chapter in _CHAPTERS:
            await chapter(stage, show)
        _end(show, client, ready)


def _notes(stage: Stage) -> str:
    return counted(len(stage.texts), "note")


def _end(show: Show, client: Client, ready: float) -> None:
    answers = sorted(seconds for _, seconds in client.times[1:])
    show.chapter("Your turn", "")
    show.print(
        Text(
            f"Ready in {ready:.1f} s. {counted(len(answers), 'answer')}: "
            f"half within {answers[len(answers) // 2] * 1000:.1f} ms, "
            f"the slowest {answers[-1] * 1000:.0f} ms.",
            "faint",
        )
    )
    show.rows(_EDITORS)
