;;; notes-lsp-eglot.el --- Notes that answer, by eglot -*- lexical-binding: t -*-
;;; Commentary:
;; Eglot comes with Emacs 29; for Emacs 26 to 28 it is a package of GNU ELPA.
;; Needs markdown-mode of NonGNU ELPA.  Load this file, or paste it into your init file.
;;; Code:

(defvar notes-lsp-command '("notes-lsp")
  "The command that starts the server, and its arguments.")

(with-eval-after-load 'eglot
  (dolist (mode '(markdown-mode gfm-mode markdown-ts-mode))
    (add-to-list 'eglot-server-programs
                 (cons mode (lambda (&rest _) notes-lsp-command)))))

(add-hook 'markdown-mode-hook #'eglot-ensure)
(add-hook 'markdown-ts-mode-hook #'eglot-ensure)

(provide 'notes-lsp-eglot)
;;; notes-lsp-eglot.el ends here
