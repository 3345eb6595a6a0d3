"""Tests of the vault: they read like its manual, `docs/vault.md`."""
