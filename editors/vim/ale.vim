" notes-lsp by ALE (dense-analysis/ale). Source this file, or paste it into your vimrc.

" Before ALE is loaded: completion while typing comes from the server.
let g:ale_completion_enabled = get(g:, 'ale_completion_enabled', 1)

function! s:notes_root(buffer) abort
  for l:mark in ['.notes-lsp.toml', '.obsidian/', '.git/']
    let l:found = l:mark =~# '/$'
        \ ? ale#path#FindNearestDirectory(a:buffer, l:mark)
        \ : ale#path#FindNearestFile(a:buffer, l:mark)
    if !empty(l:found)
      return fnamemodify(l:found, l:mark =~# '/$' ? ':p:h:h' : ':p:h')
    endif
  endfor
  return fnamemodify(bufname(a:buffer), ':p:h')
endfunction

function! s:notes_linter() abort
  call ale#linter#Define('markdown', {
      \ 'name': 'notes-lsp',
      \ 'lsp': 'stdio',
      \ 'executable': get(g:, 'notes_lsp_executable', 'notes-lsp'),
      \ 'command': '%e',
      \ 'project_root': function('s:notes_root'),
      \ 'initialization_options': get(g:, 'notes_lsp_settings', {}),
      \ })
endfunction

augroup notes_lsp
  autocmd!
  autocmd FileType markdown call s:notes_linter()
  autocmd FileType markdown nnoremap <buffer> K <Cmd>ALEHover<CR>
  autocmd FileType markdown nnoremap <buffer> gd <Cmd>ALEGoToDefinition<CR>
  autocmd FileType markdown nnoremap <buffer> gra <Cmd>ALECodeAction<CR>
  autocmd FileType markdown nnoremap <buffer> grn <Cmd>ALERename<CR>
  autocmd FileType markdown nnoremap <buffer> grr <Cmd>ALEFindReferences<CR>
augroup END
