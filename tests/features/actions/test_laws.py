"""What no action may do: change what another reader of Markdown makes of the rest of the note."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from notes_lsp.features.code_action import code_action
from notes_lsp.features.diagnostics import finished
from notes_lsp.features.place import to_range
from notes_lsp.features.rules import RULES
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.vault import Vault, to_uri
from tests.features.test_formatting import rendered
from tests.scene import FULL_CLIENT, applied

_BLOCKS = st.sampled_from(
    [
        "# 题\n", "## 😀 节\n", "文 [甲][k] 与 [乙][] 好\n", "[甲](a.md 't') [甲](a.md 't')\n",
        "见 [k] 与 ![图][乙]\n", "[k]: a.md#x\n", "[乙]: <b c.md> '题'\n", "[无用]: u\n",
        "[k]: 另.md\n", "- 一\n- 二\n", "- [ ] 做\n- [x] 成\n- 三\n",
        "1. 一\n3. 二\n\n   续\n5. 三\n", "9. 一\n9. 二\n   - 子\n1. 三\n", "> 引 [甲][k]\n",
        "|甲|b|\n|-|-|\n|[甲][k]|`x`|\n",
        "```\n[k]: 码\n```\n", "    码\n", "<!-- 注 -->\n", "<div>\n\n文\n\n</div>\n", "***\n",
        "- # 题\n- > 引\n- 一\n", "```\n不完\n",
    ]
)  # fmt: skip
_NOTES = st.lists(_BLOCKS, max_size=7).map("\n".join)
_KINDS = (
    "source.organizeLinkDefinitions",
    "refactor.extract.linkDefinition",
    "refactor.inline.linkDefinition",
    "refactor.rewrite.task",
    "refactor.rewrite.table",
    "refactor.rewrite.numbers",
)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """A vault of one note, which is the one that is open."""
    made = Vault(lambda: frozenset(RULES))
    made.configure([str(tmp_path_factory.mktemp("笔记"))], [])
    for _ in made.load():
        pass
    return made


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(_NOTES, st.floats(0, 1), st.sampled_from(["\n", "\r\n"]), st.sampled_from(_KINDS))
def test_a_note_reads_the_same_after_an_action(
    vault: Vault, text: str, share: float, ending: str, kind: str
) -> None:
    text = text.replace("\n", ending)
    uri = to_uri(str(Path(vault.roots[0]) / "a.md"))
    vault.open(uri, text, 1)
    buffer = Buffer.of(text)
    at = len(text[: round(share * len(text))].encode())
    context = types.CodeActionContext([], [kind])
    range_ = to_range(buffer, Span(at, at), Encoding.UTF16)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_, context)
    for action in finished(code_action(vault.snapshot(), params, FULL_CLIENT)):
        assert isinstance(action, types.CodeAction)
        assert action.edit
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
        after = applied(buffer, edits, Encoding.UTF16)
        assert _read(after) == _read(text), f"{action.title}:\n{after}"
        assert after.count("\r\n") == after.count("\n") or ending == "\n"


def _read(text: str) -> str:
    """The rendered note without what the actions are there to change: boxes, white space."""
    return re.sub(r"\s+|\[[ x]\]|<p></p>", "", rendered(text))
