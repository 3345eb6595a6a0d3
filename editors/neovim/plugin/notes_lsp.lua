-- Turns notes-lsp on, and on top of Neovim's own keys: completion while typing, code lenses.

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify('notes-lsp: this configuration needs Neovim 0.11 or newer', vim.log.levels.WARN)
  return
end

--- Letters begin a term in prose; the server itself names only signs such as `\` and `[`.
local function complete_letters(client)
  local provider = client.server_capabilities.completionProvider
  if not provider or vim.g.notes_lsp_complete_letters == false then
    return
  end
  local triggers = provider.triggerCharacters or {}
  for letter in ('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'):gmatch('.') do
    if not vim.tbl_contains(triggers, letter) then
      table.insert(triggers, letter)
    end
  end
  provider.triggerCharacters = triggers
end

local function complete(client, buffer)
  complete_letters(client)
  -- Without `noselect` Neovim writes the first item into the text while you type.
  vim.bo[buffer].completeopt = 'menuone,noselect,popup'
  vim.lsp.completion.enable(true, client.id, buffer, { autotrigger = true })
  vim.keymap.set('i', '<C-Space>', vim.lsp.completion.get, { buffer = buffer, desc = 'Complete' })
end

-- A lens "3 references" fills the quickfix list.
vim.lsp.commands['notes-lsp.showReferences'] = function(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  if client then
    local items = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
    vim.fn.setqflist({}, ' ', { title = command.title, items = items })
    vim.cmd('botright copen')
  end
end

local function show_lenses(client, buffer)
  vim.keymap.set('n', 'grx', vim.lsp.codelens.run, { buffer = buffer, desc = 'Run code lens' })
  if vim.lsp.codelens.enable then -- 0.12: refreshes by itself
    vim.lsp.codelens.enable(true, { bufnr = buffer })
    return
  end
  local function refresh()
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged', 'BufWritePost' }, {
    group = vim.api.nvim_create_augroup('notes_lsp_lenses_' .. buffer, {}),
    buffer = buffer,
    callback = refresh,
  })
  refresh()
end

vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('notes_lsp', {}),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if not client or client.name ~= 'notes_lsp' then
      return
    end
    if client:supports_method('textDocument/completion') then
      complete(client, event.buf)
    end
    if client:supports_method('textDocument/codeLens') then
      show_lenses(client, event.buf)
    end
  end,
})

vim.lsp.enable('notes_lsp')
