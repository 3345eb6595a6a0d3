"""Benchmarks: `make bench`. Speed is measured here and never asserted by a test.

Start reading at `__main__.py`; `docs/benchmarks.md` says what each figure means.
"""
