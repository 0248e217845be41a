"""Puts an agent beside the program that is about to run. Imported for that, once per program."""

from __future__ import annotations

from .agent import Agent

Agent.from_environment().install()
