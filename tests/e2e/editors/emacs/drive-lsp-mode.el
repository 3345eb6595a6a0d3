;;; drive-lsp-mode.el --- What a person sees in Emacs with lsp-mode -*- lexical-binding: t -*-
;;; Code:

(package-initialize)
(load (expand-file-name "vault" (file-name-directory load-file-name)) nil t)
(require 'lsp-mode)
(require 'lsp-lens)
(require 'lsp-modeline)                 ; Debian's lsp-mode 8.0.0 calls into it unloaded
(require 'lsp-completion)
(setq lsp-session-file (expand-file-name "lsp-session" (getenv "NOTES_VAULT"))
      lsp-diagnostics-provider :none    ; the list of diagnostics is looked at, not a checker
      lsp-enable-snippet nil            ; no yasnippet here
      lsp-modeline-workspace-status-enable nil
      lsp-modeline-diagnostics-enable nil
      lsp-modeline-code-actions-enable nil
      lsp-headerline-breadcrumb-enable nil)
(load (expand-file-name "notes-lsp-lsp-mode" (getenv "EDITORS_EMACS")) nil t)

(defmacro in-the-paper (&rest body)
  "Run BODY in the note that uses the term, as it is on disk, with the server at its side."
  `(progn
     (lsp-workspace-folders-add (directory-file-name (getenv "NOTES_VAULT")))
     (switch-to-buffer (find-file-noselect (note-file "论文.md")))
     (when (buffer-modified-p) (revert-buffer t t))
     (should (memq #'lsp-deferred markdown-mode-hook))
     (unless lsp-mode (lsp))            ; no window is drawn in batch, for which it would wait
     (should (eventually (lambda () (and (lsp-workspaces)
                                         (lsp-feature? "textDocument/codeLens")))))
     (should (eventually #'vault-read-p))
     ,@body))

(defun vault-read-p ()
  "Whether the other note is known."
  (not (seq-empty-p (lsp-request "workspace/symbol" '(:query "Zhuque")))))

(defun lenses ()
  "The text over the lines of the note."
  (delq nil (mapcar (lambda (overlay)
                      (when (overlay-get overlay 'lsp-lens)
                        (substring-no-properties (or (overlay-get overlay 'before-string)
                                                     (overlay-get overlay 'after-string)
                                                     ""))))
                    (overlays-in (point-min) (point-max)))))

(defun codes ()
  "The codes of the note's diagnostics."
  (vault-read-p)
  (mapcar (lambda (found) (lsp-get found :code))
          (gethash buffer-file-name (lsp-diagnostics))))

;; Once in a hundred times lsp-mode 8.0.0 forgets diagnostics that come as soon as it opened a note:
;; they are on the wire.  Saving asks for them anew.
(defun codes-at-last ()
  "The codes of the note's diagnostics; asks for them anew while there are none."
  (or (codes)
      (progn (lsp-notify "textDocument/didSave"
                         (list :textDocument (lsp--text-document-identifier)))
             nil)))

(ert-deftest the-reading-time-stands-over-the-note ()
  (in-the-paper
   (lsp-lens-mode 1)
   (should (eventually (lambda ()
                         (lsp-lens-refresh t)
                         (accept-process-output nil 0.3)
                         (cl-find-if (lambda (text) (string-search "小于 1 分钟" text))
                                     (lenses)))))))

;; The cursor is put into the middle of a word where an emoji stands before it: lsp-mode 8.0.0
;; counts characters where the protocol counts UTF-16 units, and is one column off.

(ert-deftest help-shows-what-the-table-says ()
  (in-the-paper
   (should (eventually (lambda ()
                         (put-cursor-on "NN")
                         (save-window-excursion (lsp-describe-thing-at-point))
                         (when (get-buffer "*lsp-help*")
                           (with-current-buffer "*lsp-help*"
                             (string-search "卷积循环网络" (buffer-string)))))))))

(ert-deftest a-misspelt-command-is-told-and-mended ()
  (in-the-paper
   (should (equal '("math.unknown-command") (eventually #'codes-at-last)))
   (put-cursor-on "\\stacrel")
   (answering "\\stackrel" (lsp-execute-code-action-by-kind "quickfix"))
   (should (equal "公式：$\\stackrel{a}{b}$" (line-here)))))

(ert-deftest a-formula-completes-without-tab-stop-signs ()
  (in-the-paper
   (goto-char (point-max))
   (insert "😀 $\\fra")
   (pcase-let* ((`(,from ,to ,table . ,_) (lsp-completion-at-point))
                (offered (all-completions (buffer-substring-no-properties from to) table)))
     (should (cl-find-if (lambda (item) (string-search "frac" item)) offered))
     (should-not (cl-find-if (lambda (item) (string-search "${" item)) offered)))))

(ert-deftest a-term-leads-to-its-row ()
  (in-the-paper
   (put-cursor-on "uque")
   (lsp-find-definition)
   (should (equal "词汇.md" (file-name-nondirectory buffer-file-name)))
   (should (equal "| Zhuque | 自己起的名字 | |" (line-here)))))

(ert-run-tests-batch-and-exit)
;;; drive-lsp-mode.el ends here
