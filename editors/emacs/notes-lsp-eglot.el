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

;; Eglot offers what begins like the symbol before the cursor.  In Markdown's own syntax "使用CRN" and
;; "$\fr" are symbols, and nothing begins like them; here the symbols are "CRN" and "\fr".
(defvar notes-lsp-word-syntax
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?$ "." table)
    (modify-syntax-entry ?\\ "_" table)
    (modify-syntax-entry '(#x2e80 . #x9fff) "." table)   ; CJK
    (modify-syntax-entry '(#xff00 . #xffef) "." table)   ; full-width signs
    (modify-syntax-entry '(#x20000 . #x3ffff) "." table) ; rare CJK
    table)
  "What a word is while notes-lsp completes it.")

(defun notes-lsp-completion-at-point ()
  "Eglot's completion, with words as they are in notes."
  (with-syntax-table notes-lsp-word-syntax
    (eglot-completion-at-point)))

(defun notes-lsp-set-up-completion ()
  "Complete by `notes-lsp-completion-at-point' in notes."
  (when (and (eglot-managed-p) (derived-mode-p 'markdown-mode 'markdown-ts-mode))
    (remove-hook 'completion-at-point-functions #'eglot-completion-at-point t)
    (add-hook 'completion-at-point-functions #'notes-lsp-completion-at-point nil t)))

(add-hook 'eglot-managed-mode-hook #'notes-lsp-set-up-completion)

(provide 'notes-lsp-eglot)
;;; notes-lsp-eglot.el ends here
