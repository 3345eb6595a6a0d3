"""What is kept from one check to the next never changes what is found."""

from __future__ import annotations

import random

import pytest

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.diagnostics import finding, problems
from notes_lsp.features.rules import checking, entries, link_faults
from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault
from tests.scene import Scene

TEXT = """\
# 题 $x^{2$

😀 $\\stacrel a b$ 和 $\\newcommand{\\qqq}[1]{#1} \\qqq x$

| a | b |
| - | - |
| $|x|$ | `a|b` |

- 项 $\\qqq{y} \\over z$
- https://a.b/chttps://d.e

$$
\\begin{cases} a \\ b
$$
"""
PIECES = [
    "$",
    "{",
    "}",
    "\\",
    "|",
    "`",
    "\n",
    "\n\n",
    "x",
    "中",
    "- ",
    "> ",
    "qqq",
    "\\over ",
    "$$",
]


def test_after_any_edits_the_same_is_found_as_in_a_fresh_note(scene: Scene) -> None:
    scene(TEXT)
    choice = random.Random(20)
    for version in range(2, 150):
        note = scene.vault.snapshot().note(scene.key)
        assert note
        line = choice.randrange(note.buffer.line_count)
        length = len(note.buffer.text(note.buffer.line_span(line)))
        start = choice.randint(0, length)
        end = min(length, start + choice.choice([0, 0, 1, 3]))
        edit = Edit(choice.choice([*PIECES, ""]), (line, start), (line, end))
        scene.vault.change(scene.uri, [edit], version, Encoding.UTF32)
        if choice.random() < 0.5:
            _left_off(scene, choice.randrange(20))
        found = problems(scene.snapshot, scene.key)
        assert found == _afresh(scene)


VAULT = """\
见 [[乙]] 和 [丙](丙.md)、[图](图.png)▮

- [[乙#节]]

[甲](#甲)

# 甲

| 术语 | 定义 |
| - | - |
| CRNN | 网络 |
| LSTM | 记忆 |
-- 丁.md
| 术语 | 定义 |
| - | - |
| CRNN | 电视 |
"""
OTHERS: dict[str, list[str | None]] = {
    "乙.md": ["# 节\n", "# 另\n", "# 节\n", "# 另\n", None],
    "丙.md": ["文\n", None],
    "丁.md": ["| 术语 | 定义 |\n| - | - |\n| CRNN | 电视 |\n| LSTM | 短 |\n", "无\n"],
    "图.png": ["", None],
}
TYPED = ["", "x", "\n", "\n\n", "[[", "]]", "|", "[[乙]] ", "\n\n[a](丙.md)\n\n", "CRNN", "# "]


def test_links_and_terms_are_found_as_in_a_vault_that_is_read_anew(scene: Scene) -> None:
    scene(VAULT)
    choice = random.Random(3)
    for version in range(2, 120):
        name = choice.choice([*OTHERS, "", ""])
        if name:
            _write(scene, name, choice.choice(OTHERS[name]))
        note = scene.vault.snapshot().note(scene.key)
        assert note
        at = note.buffer.position(choice.randint(0, len(note.buffer)), Encoding.UTF32)
        until = (at[0], at[1] + choice.choice([0, 0, 0, 1]))
        edit = Edit(choice.choice(TYPED), at, until)
        if not version % 10:  # what is broken all over shows little
            edit = Edit(scene.buffer.data.decode())
        scene.vault.change(scene.uri, [edit], version, Encoding.UTF32)
        if choice.random() < 0.3:
            _left_off(scene, choice.randrange(9))
        assert problems(scene.snapshot, scene.key) == _read_anew(scene)


def _write(scene: Scene, name: str, text: str | None) -> None:
    path = scene.folder / name
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text, "utf-8")
    scene.vault.file_changed(str(path))


def _read_anew(scene: Scene) -> object:
    note = scene.snapshot.note(scene.key)
    assert note
    vault = Vault()
    vault.configure([str(scene.folder)], [])
    for _ in vault.load():
        pass
    vault.open(scene.uri, note.buffer.data.decode(), 1)
    with pytest.MonkeyPatch.context() as patch:
        for module in (checking, entries, link_faults):
            patch.setattr(module, "_kept", BlockMemory())
        patch.setattr(entries, "_told", BlockMemory())
        return problems(vault.snapshot(), scene.key)


def _left_off(scene: Scene, steps: int) -> None:
    """A look at the note that the next keystroke ends."""
    work = finding(scene.snapshot, scene.key)
    for _ in zip(range(steps), work, strict=False):
        pass
    work.close()


def _afresh(scene: Scene) -> object:
    note = scene.snapshot.note(scene.key)
    assert note
    vault = Vault()
    vault.configure([str(scene.folder)], [])
    other = scene.uri.replace(".md", "2.md")
    vault.open(other, note.buffer.data.decode(), 1)
    return problems(vault.snapshot(), scene.key.replace(".md", "2.md"))
