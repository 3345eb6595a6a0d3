"""Settings as a client brings them, in each of the three ways of the protocol."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from notes_lsp.server.speaking import told
from notes_lsp.text import Wording
from notes_lsp.vault import SettingProblem, is_file, to_key

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer

_log = logging.getLogger(__name__)
SECTION = "notes-lsp"
_LATER = "the editor's settings"


class Configuration:
    """The client's layers of settings and its workspace folders."""

    def __init__(self, server: NotesServer) -> None:
        """Nothing known yet."""
        self._server = server
        self._roots: list[str] = []
        self._initial: Any = None
        self._later: Any = None
        self._told: set[str] = set()

    def start(self, params: types.InitializeParams) -> None:
        """Take the folders and `initializationOptions`."""
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and params.workspace_folders is None:
            if params.root_uri:
                uris = [params.root_uri]
            elif params.root_path:
                self._roots = [params.root_path]
        self._roots += [to_key(uri) for uri in uris if is_file(to_key(uri))]
        self._initial = _section(params.initialization_options)
        self._configure()  # nothing may be sent before the reply to `initialize`

    async def ask(self) -> None:
        """After `initialized`: ask for the settings and to be told of their changes."""
        client = self._server.profile
        if client.registers_configuration:
            await self._register()
        if client.configuration:
            await self._pull()
        else:
            self._apply()

    async def changed(self, params: types.DidChangeConfigurationParams) -> None:
        """The client's settings changed; some clients send them, others wait to be asked."""
        if self._server.profile.configuration:
            await self._pull()
        else:
            self._later = _section(params.settings)
            self._apply()

    def folders_changed(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Workspace folders came or went."""
        gone = {to_key(folder.uri) for folder in params.event.removed}
        added = [to_key(folder.uri) for folder in params.event.added]
        kept = [root for root in self._roots if root not in gone]
        self._roots = kept + [root for root in added if is_file(root) and root not in kept]
        self._apply()

    def reload(self) -> None:
        """A settings file changed."""
        self._apply()

    async def _pull(self) -> None:
        item = types.ConfigurationItem(section=SECTION)
        request = types.ConfigurationParams(items=[item])
        try:
            answer = await self._server.workspace_configuration_async(request)
        except Exception as error:  # noqa: BLE001  # whatever a client answers, the defaults serve
            _log.warning("The client did not answer workspace/configuration: %s", error)
        else:
            self._later = answer[0] if answer else None
        self._apply()

    async def _register(self) -> None:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
        registration = types.Registration("notes-lsp-configuration", method, options)
        try:
            await self._server.client_register_capability_async(
                types.RegistrationParams([registration])
            )
        except Exception as error:  # noqa: BLE001  # a client that refuses still sends what it can
            _log.warning("The client refused to register %s: %s", method, error)

    def _apply(self) -> None:
        for source, problem in self._configure():
            where = "编辑器的设置" if source == _LATER else source
            self._tell(
                Wording(
                    f"notes-lsp: {source}: {problem.message}",
                    f"notes-lsp：{where}：{problem.message.zh}",
                )
            )
        self._server.checking.everything_changed()

    def _configure(self) -> list[tuple[str, SettingProblem]]:
        layers = [
            ("initializationOptions", self._initial),
            (_LATER, self._later),
        ]
        problems = self._server.vault.configure(self._roots, layers)
        level = self._server.vault.settings("").log_level.upper()
        logging.getLogger("notes_lsp").setLevel(level)
        return problems

    def _tell(self, message: Wording) -> None:
        if message not in self._told:
            self._told.add(message)
            self._server.window_show_message(
                types.ShowMessageParams(types.MessageType.Warning, told(self._server, message))
            )


def _section(sent: Any) -> Any:
    """The tree of settings in what a client sends: bare, or under its section's name."""
    if isinstance(sent, dict):
        for name in (SECTION, "notesLsp", "notes_lsp"):
            if name in sent:
                return sent[name]
    return sent
