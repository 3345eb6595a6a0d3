;;; drive-eglot.el --- What a person sees in Emacs with eglot -*- lexical-binding: t -*-
;;; Code:

(package-initialize)
(load (expand-file-name "vault" (file-name-directory load-file-name)) nil t)
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect t
      eglot-connect-timeout 30)
(load (expand-file-name "notes-lsp-eglot" (getenv "EDITORS_EMACS")) nil t)

(defmacro in-the-paper (&rest body)
  "Run BODY in the note that uses the term, as it is on disk, with the server at its side."
  `(with-current-buffer (find-file-noselect (note-file "论文.md"))
     (switch-to-buffer (current-buffer))
     (when (buffer-modified-p) (revert-buffer t t))
     (run-hooks 'post-command-hook)     ; there `eglot-ensure' connects
     (should (eglot-managed-p))
     (should (eventually #'vault-read-p))
     ,@body))

(defun vault-read-p ()
  "Whether the other note is known."
  (not (seq-empty-p (jsonrpc-request (eglot-current-server) :workspace/symbol '(:query "Zhuque")))))

(defun hover-here ()
  "What the echo area would show."
  (let (shown)
    (and (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown (or text ""))))
         (eventually (lambda () shown))
         (substring-no-properties shown))))

(defun offered-here ()
  "The candidates for the word before the cursor."
  (pcase-let ((`(,from ,to ,table . ,_)
               (run-hook-with-args-until-success 'completion-at-point-functions)))
    (mapcar #'substring-no-properties
            (all-completions (buffer-substring-no-properties from to) table))))

(ert-deftest hover-shows-what-the-table-says ()
  (in-the-paper
   (should (eventually (lambda ()
                         (put-cursor-on "CRNN")
                         (string-search "卷积循环网络" (or (hover-here) "")))))))

(ert-deftest a-misspelt-command-is-underlined-and-mended ()
  (in-the-paper
   (let ((found (eventually (lambda ()
                              (vault-read-p)
                              (flymake-start)
                              (car (flymake-diagnostics))))))
     (should (equal "\\stacrel" (buffer-substring-no-properties (flymake-diagnostic-beg found)
                                                                (flymake-diagnostic-end found))))
     (answering "\\stackrel"
       (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) nil t))
     (put-cursor-on "公式")
     (should (equal "公式：$\\stackrel{a}{b}$" (line-here))))))

(ert-deftest a-formula-completes-without-tab-stop-signs ()
  (in-the-paper
   (goto-char (point-max))
   (insert "😀 $\\fra")
   (let ((offered (eventually #'offered-here)))
     (should (cl-find-if (lambda (item) (string-search "frac" item)) offered))
     (should-not (cl-find-if (lambda (item) (string-search "${" item)) offered)))))

(ert-deftest a-formula-is-written-by-completion ()
  (in-the-paper
   (goto-char (point-max))
   (insert "😀 $\\stackre")
   (should (eventually #'offered-here))
   (completion-at-point)
   (should (string-prefix-p "😀 $\\stackrel" (line-here)))
   (should-not (string-search "\\\\" (line-here)))))

(ert-deftest a-term-of-the-notes-is-offered ()
  (in-the-paper
   (goto-char (point-max))
   (insert "😀 见 CRN")
   (should (member "CRNN" (eventually #'offered-here)))))

(ert-deftest a-term-is-offered-amid-chinese ()
  (in-the-paper
   (goto-char (point-max))
   ;; What stands before the term belongs to the symbol for Emacs, and so to what is offered.
   (insert "😀 使用CRN")
   (should (cl-find-if (lambda (item) (string-suffix-p "CRNN" item))
                       (eventually #'offered-here)))))

(ert-deftest a-term-leads-to-its-row ()
  (in-the-paper
   (put-cursor-on "Zhuque")
   (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
   ;; Eglot 1.9 gives the file's name undecoded, so what is in it is looked at.
   (should (equal "| Zhuque | 自己起的名字 | |" (line-here)))))

(ert-run-tests-batch-and-exit)
;;; drive-eglot.el ends here
