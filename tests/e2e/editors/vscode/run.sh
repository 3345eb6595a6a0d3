#!/usr/bin/env bash
# Opens a small vault in the real VS Code with our extension, and looks. See README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
mkdir -p "${1:?usage: run.sh FOLDER}"
folder=$(cd "$1" && pwd)
python=${PYTHON:-$root/.venv/bin/python}
port=${PORT:-$("$python" -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')}

[ -f "$folder/installed" ] || "$here/install.sh" "$folder"
(cd "$root/editors/vscode" && npm ci --no-audit --no-fund --loglevel=error && npm run package) >"$folder/package.log"

session=$(mktemp -d "$folder/session.XXXXXX")
cd "$root"
"$python" -c 'import sys, pathlib
from tests.e2e.editors.conftest import write_vault
write_vault(pathlib.Path(sys.argv[1]))' "$session/笔记"
mkdir -p "$session/user/User"
cat >"$session/user/User/settings.json" <<JSON
{
  "notes-lsp.server.command": ["$python", "-m", "notes_lsp"],
  "notes-lsp.lens.wordsPerMinute": 1,
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "notes-lsp.trace.server": "verbose",
  "git.enabled": false
}
JSON
export PYTHONPATH=$root HOME=$session XDG_CACHE_HOME=$session/cache
code=(node "$folder/node_modules/code-server/out/node/entry.js" --user-data-dir "$session/user"
  --extensions-dir "$session/extensions" --config "$session/config.yaml")
"${code[@]}" --install-extension "$root/editors/vscode/notes-lsp.vsix" >"$session/install.log" 2>&1
"${code[@]}" --auth none --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check \
  --disable-workspace-trust --disable-getting-started-override "$session/笔记" >"$session/code.log" 2>&1 &
editor=$!
trap 'kill "$editor" 2>/dev/null || true' EXIT
NODE_PATH=$folder/node_modules node "$here/drive.cjs" "$port" "$session/笔记" "$folder"
