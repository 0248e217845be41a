"""Coverage of an app, without a harness."""

from __future__ import annotations

import json
import sys

import pytest

from flet_embed_agent import coverage_data


def test_a_python_without_the_package_is_told_what_it_is_missed_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coverage", None)
    monkeypatch.setenv("FLET_EMBED_AGENT_COVERAGE", json.dumps({"folder": "/app"}))
    with pytest.raises(ModuleNotFoundError, match=r"No module named 'coverage', which launch\(\{ coverage \}\)"):
        coverage_data.record()
