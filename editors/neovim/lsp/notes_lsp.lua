-- How Neovim (0.11 or newer) starts notes-lsp. `vim.lsp.enable('notes_lsp')` finds this file.
-- Your own `vim.lsp.config('notes_lsp', { ... })` is laid over it.

---@type vim.lsp.Config
return {
  cmd = { 'notes-lsp' },
  filetypes = { 'markdown' },
  -- The vault's root: where its settings are, else where Obsidian or git keep theirs.
  root_markers = { '.notes-lsp.toml', '.obsidian', '.git' },
  settings = {
    ['notes-lsp'] = vim.empty_dict(),
  },
}
