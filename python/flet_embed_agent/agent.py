"""The agent beside an app: answers the harness, and tells it what it cannot see."""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
import threading
from typing import Any

from .clock import VirtualClock
from .compiling import first_that_does_not_compile
from .failures import Failures
from .icons import icon_sets
from .jobs import Jobs
from .place import Link, place_of_this_program
from .remains import Remains
from .rest import RestWatch
from .stacks import StackWatch
from .surroundings import Surroundings
from .tap import Tap
from .uploads import offer_uploads
from .wall_clock import WallClock

__all__ = ["Agent"]


class Agent:
    """Lives as long as its program.

    Messages of the harness: `settle` (is answered when the app has taken `taken` packets and has come to rest),
    `cancel` (takes that back), `patience` (does not wait for the jobs that run now), `wall` (sets the wall clock),
    `icons` (their numbers), `compile` (whether files do), `close`.
    `settle` may move virtual time before: to `now`, firing what is due by `fire`, of the timers made before `mark`.
    """

    def __init__(self, tap: Tap, link: Link, directory: str | None, with_clock: bool) -> None:
        self._link = link
        self._surroundings = Surroundings(directory)
        self._tap = tap
        self._failures = Failures(self._report)
        self._remains = Remains()
        self._wall = WallClock()
        self._stacks = StackWatch()
        self._with_clock = with_clock
        self._clock: VirtualClock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0
        self._rest: RestWatch | None = None
        self._jobs: Jobs | None = None
        self._waiting: dict[int, dict[str, Any]] = {}
        self._ends = False

    @classmethod
    def from_environment(cls) -> Agent:
        """From the variables that the harness has set for this program."""
        take = os.environ.get
        tap, link = place_of_this_program()
        return cls(tap, link, take("FLET_EMBED_AGENT_CWD"), take("FLET_EMBED_AGENT_CLOCK") == "1")

    def install(self) -> None:
        self._tap.on_start = self._started
        self._tap.on_stop = self._stopped
        self._tap.on_packet = self._packet
        self._tap.install()
        self._failures.watch_threads()
        # Before the threads are joined, and after everything else, in the order in which a program ends.
        _before_threads_are_joined(self._end_threads)
        atexit.register(self._remove)
        self._link.send({"event": "started"})

    def _report(self, kind: str, message: str, traceback: str) -> None:
        self._link.send({"event": "error", "kind": kind, "message": message, "traceback": traceback})

    # Flet's life, on the loop's thread.

    def _started(self) -> None:
        loop = asyncio.get_running_loop()
        self._ends = False
        self._failures.begin()
        offer_uploads(self._tap.connection)
        if self._loop is loop:
            return
        self._loop = loop
        self._thread = threading.get_ident()
        self._failures.watch_loop(loop)
        # Pyodide has no threads: its loop does a job at once.
        self._jobs = None if sys.platform == "emscripten" else Jobs(loop, self._job_done)
        if self._with_clock:
            self._clock = VirtualClock(loop)
        self._rest = RestWatch(loop, self._at_rest)
        self._link.listen(self._receive)

    def _stopped(self) -> None:
        # Its loop may turn for a while, but the app is over: whoever waits for its rest learns of its end.
        self._ends = True
        self._failures.end()
        if self._clock is not None:
            self._clock.release()

    def _packet(self) -> None:
        if self._waiting and self._rest is not None and self._loop is not None:
            if threading.get_ident() == self._thread:
                self._rest.look()
            else:
                self._loop.call_soon_threadsafe(self._rest.look)

    def _job_done(self, job: asyncio.Future[Any]) -> None:
        self._failures.remember_job(job)
        if self._waiting and self._rest is not None:
            self._rest.look()

    # The harness's requests, on the loop's thread.

    def _receive(self, message: dict[str, Any]) -> None:
        match message["ask"]:
            case "settle":
                self._waiting[message["id"]] = message
                self._move_time(message)
            case "cancel":
                self._waiting.pop(message["id"], None)
            case "patience":
                if self._jobs is not None:
                    self._jobs.give_up()
            case "wall":
                self._set_wall_clock(message)
            case "icons":
                self._link.send({"id": message["id"], "icons": icon_sets()})
            case "compile":
                self._link.send({"id": message["id"], "failure": first_that_does_not_compile(message["files"])})
            case "close":
                if self._clock is not None:
                    self._clock.release()
        if self._waiting and self._rest is not None:
            self._rest.look()

    def _move_time(self, message: dict[str, Any]) -> None:
        clock = self._clock
        if clock is None:
            return
        if message.get("mark"):
            message["mark"] = clock.mark()
        if "now" in message:
            before = clock.now
            clock.advance(message["now"])
            self._wall.move(clock.now - before)
        if "fire" in message:
            clock.fire(message["fire"], message.get("before"))

    def _set_wall_clock(self, message: dict[str, Any]) -> None:
        try:
            self._wall.set(message["time"])
        except Exception as error:
            self._link.send({"id": message["id"], "failure": str(error)})
        else:
            self._link.send({"id": message["id"]})

    def _at_rest(self) -> None:
        self._failures.sweep()
        if self._ends or self._open_calls():
            return
        for number, message in list(self._waiting.items()):
            if self._tap.taken < message["taken"]:
                continue
            if self._jobs is not None and self._jobs.awaited:
                if not message.get("told"):
                    message["told"] = True
                    self._link.send({"id": number, "awaits": "jobs"})
                continue
            del self._waiting[number]
            self._stacks.call_off()
            answer: dict[str, Any] = {"id": number, "sent": self._tap.sent}
            if self._clock is not None:
                answer.update(now=self._clock.now, next=self._clock.next_timer(message.get("before")))
                if "mark" in message:
                    answer["mark"] = message["mark"]
            self._link.send(answer)

    def _open_calls(self) -> bool:
        """Whether the app waits for the client's answer to a call."""
        return bool(getattr(self._tap.session, "_Session__method_calls", None))

    # The program's end, on its main thread.

    def _end_threads(self) -> None:
        self._failures.end()
        left = self._remains.end()
        if left:
            self._link.send({"event": "remains", "threads": left})

    def _remove(self) -> None:
        self._failures.stop()
        self._stacks.call_off()
        self._wall.reset()
        self._tap.remove()
        self._link.close()
        self._surroundings.restore()


def _before_threads_are_joined(callback: Any) -> None:
    callbacks: list[Any] = threading._threading_atexits  # type: ignore[attr-defined]

    def once() -> None:
        callbacks.remove(once)
        callback()

    callbacks.append(once)
