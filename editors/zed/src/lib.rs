//! Starts `notes-lsp` for Markdown in Zed; installs nothing, for the server is the user's own.

use zed_extension_api::serde_json::{json, Value};
use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

/// The key in Zed's `lsp` settings, and the section the server asks for.
const SERVER: &str = "notes-lsp";

struct NotesExtension;

impl zed::Extension for NotesExtension {
    fn new() -> Self {
        Self
    }

    /// `lsp.notes-lsp.binary` where it is set, else `notes-lsp` on the worktree's PATH.
    fn language_server_command(
        &mut self,
        _id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let binary = LspSettings::for_worktree(SERVER, worktree)?.binary;
        let (path, arguments) = match binary {
            Some(binary) => (binary.path, binary.arguments.unwrap_or_default()),
            None => (None, Vec::new()),
        };
        let command = path.or_else(|| worktree.which(SERVER)).ok_or_else(|| {
            "notes-lsp is not on the PATH. Install it as its README says, or set \
             `lsp.notes-lsp.binary.path` in Zed's settings."
                .to_string()
        })?;
        Ok(Command {
            command,
            args: arguments,
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        _id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(SERVER, worktree)?.initialization_options)
    }

    /// Zed answers `workspace/configuration` by looking the section up in this value.
    fn language_server_workspace_configuration(
        &mut self,
        _id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let settings = LspSettings::for_worktree(SERVER, worktree)?.settings;
        Ok(settings.map(|settings| json!({ SERVER: settings })))
    }
}

zed::register_extension!(NotesExtension);
