"""VS Code's Markdown language server, installed by npm, and the host that it needs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from platformdirs import user_cache_path

PACKAGE = "vscode-markdown-languageserver"
VERSION = "0.5.0"
_PROGRAM = Path("node_modules", PACKAGE, "dist", "node", "workerMain.js")
_HOST = Path(__file__).with_name("host.mjs")
SETTINGS: dict[str, Any] = {
    "markdown": {
        "server": {"log": "off"},
        "preferredMdPathExtensionStyle": "auto",
        "occurrencesHighlight": {"enabled": True},
        "suggest": {"paths": {"enabled": True, "includeWorkspaceHeaderCompletions": "never"}},
        "validate": {
            "enabled": True,
            "ignoredLinks": [],
            "referenceLinks": {"enabled": "warning"},
            "fragmentLinks": {"enabled": "warning"},
            "fileLinks": {"enabled": "warning", "markdownFragmentLinks": "inherit"},
            "unusedLinkDefinitions": {"enabled": "hint"},
            "duplicateLinkDefinitions": {"enabled": "warning"},
        },
    }
}
"""What VS Code would send, with validation switched on."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A folder that holds the peer."""

    folder: Path

    @property
    def command(self) -> list[str]:
        """How to start it."""
        return ["node", str(self.folder / _PROGRAM), "--stdio"]


def install(folder: Path | None) -> Installed | str:
    """The peer, installed into `folder` or the user's cache; or the reason why there is none."""
    folder = folder or user_cache_path("notes-lsp-bench", appauthor=False) / f"peer-{VERSION}"
    if shutil.which("node") is None:
        return "node is not installed"
    if (folder / _PROGRAM).exists() and (folder / "node_modules" / "markdown-it").exists():
        return Installed(folder)
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(
            [
                npm,
                "install",
                *options,
                "--prefix",
                str(folder),
                f"{PACKAGE}@{VERSION}",
                "markdown-it",
            ],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "npm did not end within three minutes"
    if done.returncode or not (folder / _PROGRAM).exists():
        return f"npm could not install it: {(done.stderr.strip() or 'no reason given')[-200:]}"
    return Installed(folder)


class Host:
    """The helper process that answers `markdown/*`; use it in a `with`."""

    def __init__(self, modules: Path, workspace: Path) -> None:
        """Start the helper, and wait until it parses."""
        self.process = subprocess.Popen(
            ["node", str(_HOST), str(modules), str(workspace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self("markdown/parse", {"uri": "", "text": "# warm"})

    def __call__(self, method: str, params: Any) -> bytes | None:
        """The answer, as JSON; None for what is not the host's to answer."""
        if not method.startswith("markdown/"):
            return None
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(msgspec.json.encode({"method": method, "params": params}) + b"\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip(b"\n") or None

    def __enter__(self) -> Host:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
