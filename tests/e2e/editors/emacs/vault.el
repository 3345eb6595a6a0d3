;;; vault.el --- What both drivers of Emacs share -*- lexical-binding: t -*-
;;; Commentary:
;; NOTES_VAULT is the folder with 论文.md and 词汇.md; EDITORS_EMACS is editors/emacs.
;;; Code:

(require 'ert)
(require 'cl-lib)
(require 'markdown-mode)

(setq ring-bell-function #'ignore
      make-backup-files nil
      create-lockfiles nil
      enable-local-variables nil)

(defun note-file (name)
  "The file NAME of the vault."
  (expand-file-name name (getenv "NOTES_VAULT")))

;; Emacs 28 leaves a message unread that came in one piece with the answer it waited for, until the
;; server sends again.  So a LOOK for what the server sends by itself asks it something each time.

(defun eventually (look)
  "What LOOK gives as soon as that is not nil; nil after twenty seconds."
  (let ((end (+ (float-time) 20)) seen)
    (while (and (not (setq seen (funcall look))) (< (float-time) end))
      (accept-process-output nil 0.05))
    seen))

(defun put-cursor-on (text)
  "Go to the beginning of TEXT, which is in the note."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defmacro answering (text &rest body)
  "Run BODY; of what is offered to choose from, whatever holds TEXT is taken."
  (declare (indent 1))
  `(cl-letf ((last-nonmenu-event ?\r)   ; not by the mouse, or a menu would pop up
             ((symbol-function 'completing-read)
              (lambda (_prompt choices &rest _)
                (or (cl-find-if (lambda (choice) (string-search ,text choice))
                                (all-completions "" choices))
                    (error "Nothing with %s among %S" ,text (all-completions "" choices))))))
     ,@body))

(defun line-here ()
  "The line of the cursor."
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

;;; vault.el ends here
