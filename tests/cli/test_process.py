"""`notes-lsp` as a process: pipes, locales, terminals, and how editors start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from notes_lsp.cli.serve import GREETING, parse_address

PATIENCE = 30


def notes_lsp(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "notes_lsp", *arguments]
    return subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE, **options)


def test_chinese_is_written_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "笔记.md").write_text("公式 $\\stacrel{a}{b}$\n", "utf-8")
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = notes_lsp("check", ".", cwd=tmp_path, env={**os.environ, **plain})
    assert ran.returncode == 0
    assert "笔记.md:1:5: ".encode() in ran.stdout


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("公式 $\\stacrel{a}{b}$\n\n" * 3000, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "notes_lsp", "check", str(note)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 141


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="terminals are faked by a pty")
def test_a_person_who_starts_it_is_told_what_it_is() -> None:
    ours, theirs = os.openpty()
    try:
        ran = notes_lsp(stdin=theirs)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (ran.returncode, ran.stdout.decode()) == (0, GREETING)


def test_the_greeting_has_three_lines_that_fit() -> None:
    assert len(GREETING.splitlines()) == 3
    assert all(len(line) <= 100 for line in GREETING.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [[], ["--stdio"], ["serve"], ["serve", "--stdio"], ["--stdio", "--clientProcessId=7"]],
)
def test_an_editor_waits_for_nothing_that_serving_does_not_need(arguments: list[str]) -> None:
    program = f"""
import sys
import notes_lsp.server as server
def serve():
    return 40 + len({{"rich", "cyclopts"}} & set(sys.modules))
server.serve_stdio = serve
sys.argv = ["notes-lsp", *{arguments!r}]
from notes_lsp.cli import main
main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], check=False, stdin=subprocess.DEVNULL, timeout=PATIENCE
    )
    assert ran.returncode == 40


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("9257", ("127.0.0.1", 9257)),
        (":9257", ("127.0.0.1", 9257)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
        ("localhost:80", ("localhost", 80)),
        ("[::1]:80", ("::1", 80)),
        ("", None),
        ("localhost", None),
        ("::1:80", None),
        ("a:b", None),
        ("1:65536", None),
        ("-1", None),
    ],
)
def test_an_address_is_of_this_machine_unless_told_otherwise(
    address: str, place: tuple[str, int] | None
) -> None:
    assert parse_address(address) == place


def test_tcp_serves_whoever_connects() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "notes_lsp", "--tcp", ":0"], stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stderr
            told = process.stderr.readline().decode()
            host, _, port = told.split()[-1].rpartition(":")
            assert host == "127.0.0.1"
            body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
            with socket.create_connection((host, int(port)), PATIENCE) as connection:
                connection.settimeout(PATIENCE)
                connection.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
                assert connection.recv(100).startswith(b"Content-Length")
        finally:
            process.terminate()


def test_an_address_that_is_none_is_wrong_usage() -> None:
    ran = notes_lsp("--tcp", "nowhere")
    assert ran.returncode == 2
    assert b"is no address" in ran.stderr
