"""The same notes for VS Code, Neovim and Emacs, each with the capabilities it declares."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from notes_lsp.vault import to_uri

TABLE = "| 名称 | 解释 | 示例 |\n| --- | --- | --- |\n| CRNN | 卷积循环网络 | |\n"
NOTE = "# 标题\n\n😀 训练 CRNN：$\\stacrel{a}{b}$ 和 $\\fr\n"

REQUESTS_OF_OURS = (
    types.CLIENT_REGISTER_CAPABILITY,
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
)


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=[sys.executable, "-m", "notes_lsp"]),
)
async def client(lsp_client: LanguageClient, request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]  # pytest-lsp inspects it
    (tmp_path / "词汇.md").write_text(TABLE, "utf-8")
    note = tmp_path / "论文.md"
    note.write_text(NOTE, "utf-8")
    folder = types.WorkspaceFolder(to_uri(str(tmp_path)), "vault")
    for method in REQUESTS_OF_OURS:  # pytest-lsp answers the others itself, these by "not found"
        lsp_client.feature(method)(lambda *_: None)
    params = types.InitializeParams(
        capabilities=client_capabilities(request.param),
        client_info=types.ClientInfo(request.param),
        workspace_folders=[folder],
        root_uri=folder.uri,
    )
    await lsp_client.initialize_session(params)
    uri = to_uri(str(note))
    document = types.TextDocumentItem(uri, "markdown", 1, NOTE)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    lsp_client.note = types.TextDocumentIdentifier(uri)  # type: ignore[attr-defined]  # kept on the client for the tests
    yield
    await lsp_client.shutdown_session()


def column(client: LanguageClient, before: str) -> int:
    """The length of `before` in the unit that this client prefers."""
    offered = getattr(client.capabilities.general, "position_encodings", None) or ["utf-16"]
    if str(getattr(offered[0], "value", offered[0])) == "utf-8":
        return len(before.encode())
    return len(before.encode("utf-16-le")) // 2


def position(client: LanguageClient, word: str, line: int = 2) -> types.Position:
    """Just behind the first letter of `word`."""
    return types.Position(line, column(client, NOTE.split("\n")[line].partition(word)[0] + word[0]))


@pytest.mark.asyncio
async def test_hover_explains_the_users_term(client: LanguageClient) -> None:
    for _ in range(100):
        answer = await client.text_document_hover_async(
            types.HoverParams(client.note, position(client, "CRNN"))
        )
        if answer:
            break
        await asyncio.sleep(0.05)
    assert answer
    assert "卷积循环网络" in answer.contents.value


@pytest.mark.asyncio
async def test_completion_has_tab_stops_where_they_are_expanded(client: LanguageClient) -> None:
    end = types.Position(2, column(client, NOTE.split("\n")[2]))
    answer = await client.text_document_completion_async(types.CompletionParams(client.note, end))
    items = answer.items if isinstance(answer, types.CompletionList) else answer
    frac = next(item for item in items if item.label.startswith("\\frac"))
    declared = client.capabilities.text_document.completion.completion_item
    snippet = frac.insert_text_format is types.InsertTextFormat.Snippet
    assert snippet == bool(declared.snippet_support)
    assert ("${1" in frac.text_edit.new_text) == snippet


@pytest.mark.asyncio
async def test_the_slip_is_squiggled_and_mended(client: LanguageClient) -> None:
    found = await slips(client)
    slip = next(item for item in found if item.code == "math.unknown-command")
    assert "\\stackrel" in slip.message
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(client.note, slip.range, types.CodeActionContext([slip]))
    )
    fix = next(action for action in actions if "stackrel" in action.title)
    assert fix.kind == types.CodeActionKind.QuickFix
    assert fix.edit


async def slips(client: LanguageClient) -> list[types.Diagnostic]:
    """The note's diagnostics, pulled or pushed as this client does it."""
    if client.capabilities.text_document.diagnostic:
        report = await client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(client.note)
        )
        return list(report.items)
    while not client.diagnostics.get(client.note.uri):
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics[client.note.uri])


@pytest.mark.asyncio
async def test_the_lens_tells_the_reading_time(client: LanguageClient) -> None:
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(client.note))
    assert lenses[0].command.title == "小于 1 分钟"
    command = lenses[0].command
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command.command, command.arguments)
    )
    assert client.messages
