#!/usr/bin/env bash
# Installs code-server (the real VS Code, served to a browser) and playwright-core into a folder.
# code-server's own install script wants GitHub; with the scripts off, and the two native modules
# that VS Code needs built here, the npm registry is enough.
set -euo pipefail
folder=$1
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || npm init -y >/dev/null
quiet=(--no-audit --no-fund --loglevel=error)
export npm_config_nodedir=${NODEDIR:-/usr} # Node's headers, which node-gyp would download
npm install code-server@4.100.3 --ignore-scripts --omit=dev "${quiet[@]}"
npm install playwright-core@1.65.1 "${quiet[@]}"
npm rebuild argon2 >rebuild-argon2.log 2>&1
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts "${quiet[@]}"
(cd extensions && npm install --omit=dev --ignore-scripts "${quiet[@]}")
gyp=$(npm root --global)/npm/node_modules/node-gyp/bin/node-gyp.js
for module in @vscode/spdlog native-watchdog; do
  (cd "node_modules/$module" && node "$gyp" rebuild --nodedir="$npm_config_nodedir") \
    >"$folder/rebuild-${module##*/}.log" 2>&1
done
ln -sfn node_modules node_modules.asar
touch "$folder/installed"
