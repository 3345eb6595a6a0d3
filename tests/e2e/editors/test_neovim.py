"""What a person sees in Neovim, with `editors/neovim` as it is shipped."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pynvim  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.e2e.editors.conftest import EDITORS, environment, tool, write_vault

_Seen = TypeVar("_Seen")
PATIENCE = 20.0  # seconds until a screen that never comes is called missing
CONFIGURATION = EDITORS / "neovim"


class Neovim:
    """A Neovim without a screen, asked for what it would draw."""

    def __init__(self, nvim: pynvim.Nvim) -> None:
        self.nvim = nvim

    def lua(self, code: str) -> Any:
        return self.nvim.exec_lua(code)

    def press(self, keys: str) -> None:
        self.nvim.input(keys)

    def put_cursor_on(self, text: str) -> None:
        for number, line in enumerate(self.nvim.current.buffer[:], start=1):
            if text in line:
                column = len(line[: line.index(text)].encode())
                self.nvim.current.window.cursor = (number, column)
                return
        raise AssertionError(f"{text!r} is not in the note")

    def shows(self, text: str) -> bool:
        """Whether the line of the cursor holds `text`."""
        return text in self.nvim.current.line

    def floats(self) -> list[str]:
        """The text of each floating window."""
        windows = self.nvim.api.list_wins()
        return [
            "\n".join(self.nvim.api.buf_get_lines(self.nvim.api.win_get_buf(window), 0, -1, False))
            for window in windows
            if self.nvim.api.win_get_config(window)["relative"]
        ]

    def marks(self) -> list[tuple[int, int, dict[str, Any]]]:
        """All that is drawn over the note: (line, column, details)."""
        marks = self.nvim.api.buf_get_extmarks(0, -1, 0, -1, {"details": True})
        return [(line, column, details) for _, line, column, details in marks]

    def virtual_texts(self) -> list[str]:
        chunks = (details.get("virt_text", []) for _, _, details in self.marks())
        return ["".join(chunk[0] for chunk in line) for line in chunks if line]

    def underlined(self) -> list[str]:
        """The stretches of the note that have a squiggle."""
        lines = self.nvim.current.buffer[:]
        return [
            lines[line].encode()[column : details["end_col"]].decode()
            for line, column, details in self.marks()
            if str(details.get("hl_group", "")).startswith("DiagnosticUnderline")
        ]

    def menu(self) -> list[str]:
        """The completion menu, empty when it is closed."""
        shown = self.nvim.funcs.complete_info(["items", "pum_visible"])
        return [item["abbr"] or item["word"] for item in shown["items"] if shown["pum_visible"]]

    def pick(self, label: str) -> None:
        """Walk down the menu to `label` and take it."""
        at = self.menu().index(label)
        self.press("<C-n>" * (at + 1) + "<C-y>")


def eventually(look: Callable[[], _Seen], accept: Callable[[_Seen], bool] = bool) -> _Seen:
    """What `look` sees as soon as it is acceptable."""
    end = time.monotonic() + PATIENCE
    while not accept(seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE:.0f} s; the last thing seen was {seen!r}")
        time.sleep(0.03)
    return seen


_VAULT_IS_READ = """
local answers = vim.lsp.buf_request_sync(0, 'workspace/symbol', { query = 'Zhuque' }, 5000)
local _, answer = next(answers or {})
return answer ~= nil and answer.result ~= nil and #answer.result > 0
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neovim]:
    """The note that uses the term, open, with the server at its side."""
    program = tool("nvim", "`pip install --group dev` brings it")
    vault = write_vault(tmp_path / "笔记")
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    load = f"set runtimepath^={CONFIGURATION}"
    argv = [program, "--embed", "--headless", "--clean", "-n", "--cmd", load]
    nvim = pynvim.attach("child", argv=argv)
    # A prompt that nobody answers blocks every request: then Neovim ends, and the test with it.
    watch = threading.Timer(3 * PATIENCE, os.kill, (nvim.funcs.getpid(), signal.SIGKILL))
    watch.start()
    try:
        yield _with_server(Neovim(nvim), vault / "论文.md")
    finally:
        with contextlib.suppress(OSError, EOFError):  # Neovim hangs up while it answers
            nvim.command("qall!")
        watch.cancel()
        nvim.close()


def _with_server(editor: Neovim, note: Path) -> Neovim:
    editor.nvim.command(f"edit {note}")
    ready = "local c = vim.lsp.get_clients({bufnr = 0, name = 'notes_lsp'})[1]"
    eventually(lambda: editor.lua(ready + " return c ~= nil and c.initialized == true"))
    eventually(lambda: editor.lua(_VAULT_IS_READ))
    eventually(editor.virtual_texts)
    return editor


def test_the_hover_window_shows_what_the_table_says(paper: Neovim) -> None:
    paper.put_cursor_on("CRNN")
    paper.press("K")
    card = eventually(paper.floats)[0]
    assert "CRNN" in card
    assert "卷积循环网络" in card


def test_the_reading_time_stands_beside_the_heading_and_tells_more_when_run(paper: Neovim) -> None:
    assert any("小于 1 分钟" in text for text in paper.virtual_texts())
    paper.put_cursor_on("# 论文")
    paper.lua("vim.ui.select = function(items, _, done) done(items[1], 1) end")
    paper.press("grx")
    eventually(lambda: paper.nvim.funcs.execute("messages"), lambda told: "全文" in told)


def test_the_references_lens_fills_the_quickfix_list(paper: Neovim) -> None:
    paper.nvim.current.buffer.append(["", "## 方法", "", "见 [[#方法]]。"])
    eventually(paper.virtual_texts, lambda texts: any("1 处引用" in text for text in texts))
    paper.put_cursor_on("## 方法")
    paper.press("grx")
    (place,) = eventually(lambda: paper.lua("return vim.fn.getqflist()"))
    assert place["text"] == "见 [[#方法]]。"


def test_a_misspelt_command_is_underlined_and_mended_by_the_quick_fix(paper: Neovim) -> None:
    assert eventually(paper.underlined) == ["\\stacrel"]
    codes = [found["code"] for found in paper.lua("return vim.diagnostic.get(0)")]
    assert codes == ["math.unknown-command"]
    paper.put_cursor_on("\\stacrel")
    paper.lua(
        """
        vim.ui.select = function(items, options, done)
          for index, item in ipairs(items) do
            if options.format_item(item):find([[\\stackrel]], 1, true) then
              return done(item, index)
            end
          end
          error('no quick fix among ' .. #items)
        end
        """
    )
    paper.press("gra")
    line = eventually(lambda: paper.nvim.current.line, lambda line: "\\stackrel" in line)
    assert line == "公式：$\\stackrel{a}{b}$"
    eventually(paper.underlined, lambda underlined: not underlined)


def test_a_formula_completes_while_typing_and_tab_goes_to_the_next_place(paper: Neovim) -> None:
    paper.press("Go😀 $\\fr")
    eventually(paper.menu, lambda menu: "\\frac" in menu)
    paper.pick("\\frac")
    for argument, seen in (("x", "\\frac{x}"), ("y", "{x}{y}")):
        eventually(paper.nvim.funcs.mode, lambda mode: mode == "s")  # the place is selected
        paper.press(argument)
        eventually(partial(paper.shows, seen))
        paper.press("<Tab>")
    paper.press("$")
    line = eventually(lambda: paper.nvim.current.line, lambda line: line.endswith("$"))
    assert line == "😀 $\\frac{x}{y}$"


def test_a_term_of_the_notes_completes_in_prose(paper: Neovim) -> None:
    paper.press("Go😀 见 CR")
    eventually(paper.menu, lambda menu: "CRNN" in menu)
    paper.pick("CRNN")
    assert eventually(lambda: paper.nvim.current.line, lambda line: "CRNN" in line) == "😀 见 CRNN"


def test_a_term_leads_to_its_row(paper: Neovim) -> None:
    paper.put_cursor_on("Zhuque")
    paper.press("<C-]>")
    name = eventually(
        lambda: Path(paper.nvim.current.buffer.name).name, lambda name: name != "论文.md"
    )
    assert name == "词汇.md"
    assert paper.nvim.current.line == "| Zhuque | 自己起的名字 | |"


def test_what_is_typed_counts_before_it_is_saved(paper: Neovim) -> None:
    """Columns after an emoji and an edit are those of the text on the screen."""
    paper.put_cursor_on("CRNN")
    paper.press("i😀汉 <Esc>")
    paper.put_cursor_on("CRNN")
    paper.press("K")
    assert "卷积循环网络" in eventually(paper.floats)[0]
