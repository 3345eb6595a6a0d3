"""The processes that read notes beside the server."""

from __future__ import annotations

import os

import pytest

from notes_lsp.vault.workers import start_python

PROGRAM = "import os; input(); print(os.getpriority(os.PRIO_PROCESS, 0))"


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="POSIX tells how nice a process is")
@pytest.mark.parametrize("behind", [True, False])
def test_who_types_has_the_core_before_those_who_read(behind: bool) -> None:
    """A reading process gives way; one that somebody waits for does not."""
    own = os.getpriority(os.PRIO_PROCESS, 0)
    process = start_python(PROGRAM, behind=behind)
    told, _ = process.communicate(b"\n")
    assert int(told) == (min(own + 5, 19) if behind else own)
