"""Runs programs as the native core would: a Python process whose main thread is the interpreter thread.

The programs can `import host_test`: `running` is the event that tells the stopping thread to begin, `refused` the one
for its next stage (also set when the program has ended), `reported` is set after the last, and `log` is a list that
survives from program to program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, NamedTuple

SCRIPT, MODULE, CODE = range(3)

PACKAGE_PATH = Path(__file__).parent.parent

_DRIVER = r"""
import importlib.util, json, os, sys, threading, types

package, pipe, plan = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
os.environ["FLET_EMBED_NATIVE"] = "fake"
import signal
signal.signal(signal.SIGINT, signal.SIG_DFL)  # the core installs no handlers
spec = importlib.util.spec_from_file_location("flet_embed", package + "/flet_embed/__init__.py",
                                              submodule_search_locations=[package + "/flet_embed"])
module = importlib.util.module_from_spec(spec)
sys.modules["flet_embed"] = module
spec.loader.exec_module(module)
del os.environ["FLET_EMBED_NATIVE"]
from flet_embed import _bootstrap

if not sys.flags.safe_path:
    del sys.path[0]  # of this driver; the core's interpreter has none
host_test = types.ModuleType("host_test")
host_test.log = []
sys.modules["host_test"] = host_test
_bootstrap.start(plan["config"])
ends = []
for step in plan["programs"]:
    host_test.running = threading.Event()
    host_test.refused = threading.Event()
    host_test.reported = threading.Event()
    reports = []
    ended = threading.Event()
    stopper = None
    if "restart" in step:
        _bootstrap.start(step["restart"])
    if step.get("stop"):
        def stop(stages=step["stop"]):
            host_test.running.wait(60)
            for number, stage in enumerate(stages):
                if number:
                    host_test.refused.wait(60)
                    host_test.refused.clear()
                reports.append(_bootstrap.request_stop(stage))
            host_test.reported.set()
        stopper = threading.Thread(target=stop, daemon=True)
        stopper.start()
    end = _bootstrap.run(*step["run"])
    host_test.refused.set()
    if stopper is not None:
        stopper.join(60)
    ends.append({"end": end, "reports": reports, "finalize_ok": _bootstrap.finalize_ok(),
                 "idle": _bootstrap.request_stop(3)})
_bootstrap.at_exit()
state = {"modules": sorted(sys.modules)}
with os.fdopen(pipe, "w") as out:
    json.dump({"ends": ends, "log": host_test.log, "state": state}, out)
"""


class End(NamedTuple):
    code: int
    stopped: bool
    error_type: str | None
    message: str
    traceback: str
    reports: list[str]
    finalize_ok: bool
    idle_report: str


class Ended(NamedTuple):
    """What became of all programs of one process."""

    programs: list[End]
    log: list[Any]
    stdout: str
    stderr: str
    modules: list[str]

    @property
    def only(self) -> End:
        (end,) = self.programs
        return end


def code(source: str, *args: str, stop: list[int] | None = None) -> dict[str, Any]:
    return {"run": [CODE, textwrap.dedent(source), list(args)], "stop": stop}


def script(path: Path | str, *args: str, stop: list[int] | None = None) -> dict[str, Any]:
    return {"run": [SCRIPT, str(path), list(args)], "stop": stop}


def module(name: str, *args: str) -> dict[str, Any]:
    return {"run": [MODULE, name, list(args)]}


def embed(
    *programs: dict[str, Any],
    config: dict[str, Any] | None = None,
    cwd: Path | None = None,
    python: tuple[str, ...] = (),
    timeout: float = 100,
) -> Ended:
    """Runs the programs one after another in one process. A hang ends the test."""
    plan = {"config": {"output": "inherit", **(config or {})}, "programs": programs}
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, *python, "-c", _DRIVER, str(PACKAGE_PATH), str(writer), json.dumps(plan)],
        pass_fds=[writer],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name not in ("FLET_EMBED_NATIVE", "PYTHONPATH")},
    )
    os.close(writer)
    try:
        stdout, stderr = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        stdout, stderr = process.communicate()
        raise AssertionError(f"the programs did not end; stdout: {stdout} stderr: {stderr}") from None
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    assert process.returncode == 0, f"the interpreter's process ended with {process.returncode}: {stdout}{stderr}"
    result = json.loads(text)
    ends = [End._make([*each["end"], each["reports"], each["finalize_ok"], each["idle"]]) for each in result["ends"]]
    return Ended(ends, result["log"], stdout, stderr, result["state"]["modules"])
