" notes-lsp by vim-lsp (prabirshrestha/vim-lsp). Source this file, or paste it into your vimrc.

function! s:notes_root(server_info) abort
  let l:root = lsp#utils#find_nearest_parent_file_directory(
      \ lsp#utils#get_buffer_path(), ['.notes-lsp.toml', '.obsidian/', '.git/'])
  return lsp#utils#path_to_uri(empty(l:root) ? expand('%:p:h') : l:root)
endfunction

augroup notes_lsp
  autocmd!
  autocmd User lsp_setup call lsp#register_server({
      \ 'name': 'notes-lsp',
      \ 'cmd': {server_info->['notes-lsp']},
      \ 'root_uri': function('s:notes_root'),
      \ 'allowlist': ['markdown'],
      \ 'workspace_config': {'notes-lsp': {}},
      \ })
  autocmd User lsp_buffer_enabled if &filetype ==# 'markdown' | call s:notes_keys() | endif
augroup END

function! s:notes_keys() abort
  setlocal omnifunc=lsp#complete
  setlocal tagfunc=lsp#tagfunc
  nmap <buffer> K <plug>(lsp-hover)
  nmap <buffer> gra <plug>(lsp-code-action)
  nmap <buffer> grn <plug>(lsp-rename)
  nmap <buffer> grr <plug>(lsp-references)
  nmap <buffer> grx <plug>(lsp-code-lens)
endfunction
