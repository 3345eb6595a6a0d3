;;; notes-lsp-lsp-mode.el --- Notes that answer, by lsp-mode -*- lexical-binding: t -*-
;;; Commentary:
;; Needs lsp-mode of MELPA and markdown-mode of NonGNU ELPA; with yasnippet, completion has tab
;; stops.  Load this file, or paste it into your init file.
;;; Code:

(defvar notes-lsp-command '("notes-lsp")
  "The command that starts the server, and its arguments.")

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(markdown-ts-mode . "markdown"))
  (lsp-register-client
   (make-lsp-client
    :new-connection (lsp-stdio-connection (lambda () notes-lsp-command))
    :activation-fn (lsp-activate-on "markdown")
    :priority 1                         ; before other servers for Markdown
    :server-id 'notes-lsp)))

(add-hook 'markdown-mode-hook #'lsp-deferred)
(add-hook 'markdown-ts-mode-hook #'lsp-deferred)

(provide 'notes-lsp-lsp-mode)
;;; notes-lsp-lsp-mode.el ends here
