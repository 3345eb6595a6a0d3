"""A small vault, and the server under the name that the shipped configurations start."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[3]
EDITORS = ROOT / "editors"

PAPER = """\
# 论文 😀

😀 训练一个 CRNN，名叫 Zhuque。

公式：$\\stacrel{a}{b}$

- [ ] 读完
"""
WORDS = """\
| 名称 | 解释 | 示例 |
| ---- | ---- | ---- |
| CRNN | 卷积循环网络 | |
| Zhuque | 自己起的名字 | |
"""


def write_vault(folder: Path) -> Path:
    """Two notes: `论文.md` uses a term that the table in `词汇.md` explains."""
    folder.mkdir()
    (folder / ".notes-lsp.toml").write_text("")
    (folder / "论文.md").write_text(PAPER, encoding="utf-8")
    (folder / "词汇.md").write_text(WORDS, encoding="utf-8")
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Variables with which `notes-lsp` is this checkout's: configurations are tested as pasted."""
    shim = folder / "bin" / "notes-lsp"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m notes_lsp "$@"\n')
    shim.chmod(0o755)
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def tool(name: str, install: str) -> str:
    """The path of a program of the editor tests; without it they fail in CI and skip elsewhere."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    return found or missing(name, install)


def missing(what: str, install: str) -> NoReturn:
    """Fail in CI; elsewhere skip, and say so where it is read."""
    reason = f"{what} is not installed, so this editor is not tested; {install}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    warnings.warn(reason, stacklevel=2)  # a skip alone is one letter in the output
    pytest.skip(reason)
