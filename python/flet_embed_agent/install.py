"""Puts an agent beside the program that is about to run. Imported for that, once per program."""

from __future__ import annotations

import os

from .agent import Agent

# First: it ends after everything else of the app.
if "FLET_EMBED_AGENT_COVERAGE" in os.environ:
    from .coverage_data import record

    record()
if "FLET_EMBED_AGENT_DEBUG" in os.environ:
    from .terminal import install_breakpoint

    install_breakpoint()
Agent.from_environment().install()
