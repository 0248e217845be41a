"""Stopping a program: cancel, then raise, and always a report of who is left and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from embedding import code, embed, script

CANCEL, RAISE, REPORT = 1, 2, 3

STOPPED = (0, True, None, "", "")


class TestCancel:
    @pytest.mark.parametrize("runner", ["asyncio", "uvloop"])
    def test_the_main_task_is_cancelled(self, runner: str) -> None:
        pytest.importorskip(runner)
        source = f"""
            import asyncio, {runner}, host_test
            async def main():
                try:
                    host_test.running.set()
                    await asyncio.sleep(1000)
                finally:
                    print("cleaned up")
            {runner}.run(main())
        """
        ended = embed(code(source, stop=[CANCEL]))
        assert ended.only[:5] == STOPPED
        assert ended.stdout == "cleaned up\n" and ended.stderr == ""

    def test_run_until_complete_is_cancelled_too(self) -> None:
        source = """
            import asyncio, host_test
            async def main():
                host_test.running.set()
                await asyncio.Event().wait()
            loop = asyncio.new_event_loop()
            loop.run_until_complete(main())
        """
        assert embed(code(source, stop=[CANCEL])).only[:5] == STOPPED

    def test_a_loop_without_a_main_task_is_stopped(self) -> None:
        source = """
            import asyncio, host_test
            loop = asyncio.new_event_loop()
            loop.call_soon(host_test.running.set)
            loop.run_forever()
            print("after the loop")
        """
        ended = embed(code(source, stop=[CANCEL]))
        assert ended.only[:5] == STOPPED and ended.stdout == "after the loop\n"

    def test_a_bare_uvloop_with_a_channel_is_stopped(self) -> None:
        pytest.importorskip("uvloop")
        source = """
            import uvloop, asyncio, flet_embed, host_test
            async def main():
                async with flet_embed.channel("x") as channel:
                    asyncio.get_running_loop().call_soon(host_test.running.set)
                    await channel.receive()
            loop = uvloop.new_event_loop()
            try: loop.run_until_complete(main())
            except RuntimeError as error: print("stopped" in str(error))
        """
        ended = embed(code(source, stop=[CANCEL]))
        assert ended.only.stopped and ended.stdout == "True\n"

    def test_without_a_loop_the_thread_is_interrupted(self) -> None:
        source = """
            import host_test
            try:
                host_test.running.set()
                while True: pass
            except KeyboardInterrupt:
                print("interrupted")
                raise
        """
        ended = embed(code(source, stop=[CANCEL]))
        assert ended.only[:5] == STOPPED
        assert ended.stdout == "interrupted\n" and ended.stderr == ""

    def test_a_program_that_cleans_up_and_returns_was_stopped(self) -> None:
        source = """
            import host_test
            try:
                host_test.running.set()
                while True: pass
            except KeyboardInterrupt:
                pass
        """
        assert embed(code(source, stop=[CANCEL])).only[:5] == STOPPED

    def test_a_failure_while_it_cleans_up_is_reported(self) -> None:
        source = """
            import host_test
            try:
                host_test.running.set()
                while True: pass
            finally:
                raise ValueError("clean-up failed")
        """
        end = embed(code(source, stop=[CANCEL])).only
        assert (end.code, end.stopped, end.error_type) == (1, True, "ValueError")

    def test_its_exit_code_counts(self) -> None:
        source = """
            import sys, host_test
            try:
                host_test.running.set()
                while True: pass
            except KeyboardInterrupt:
                sys.exit(4)
        """
        assert embed(code(source, stop=[CANCEL])).only[:3] == (4, True, None)


class TestRaise:
    def test_a_program_that_ignores_cancellation_is_interrupted(self) -> None:
        source = """
            import asyncio, host_test
            async def main():
                host_test.running.set()
                while True:
                    try: await asyncio.sleep(1000)
                    except asyncio.CancelledError: host_test.refused.set()
            asyncio.run(main())
        """
        # The first exception ends the loop; asyncio.run cancels the task once more, which it ignores again.
        ended = embed(code(source, stop=[CANCEL, RAISE, RAISE]))
        assert ended.only[:5] == STOPPED

    def test_a_busy_coroutine_is_interrupted(self) -> None:
        source = """
            import asyncio, host_test
            async def main():
                host_test.running.set()
                host_test.refused.set()
                while True: pass
            asyncio.run(main())
        """
        assert embed(code(source, stop=[CANCEL, RAISE])).only[:5] == STOPPED

    def test_other_threads_are_interrupted_quietly(self) -> None:
        source = """
            import threading, host_test
            def spin():
                host_test.running.set()
                while True: pass
            threading.Thread(target=spin).start()
        """
        ended = embed(code(source, stop=[RAISE]))
        assert ended.only[:5] == STOPPED
        assert ended.stderr == ""

    def test_loops_of_other_threads_are_interrupted(self) -> None:
        source = """
            import asyncio, threading, host_test
            async def wait():
                asyncio.get_running_loop().call_soon(host_test.running.set)
                await asyncio.Event().wait()
            threading.Thread(target=lambda: asyncio.run(wait())).start()
        """
        assert embed(code(source, stop=[RAISE])).only[:5] == STOPPED

    def test_an_atexit_callback_is_interrupted_and_the_others_run(self) -> None:
        source = """
            import atexit, host_test
            def spin():
                host_test.running.set()
                while True: pass
            atexit.register(print, "other")
            atexit.register(spin)
        """
        ended = embed(code(source, stop=[RAISE]))
        assert ended.only[:5] == STOPPED and ended.stdout == "other\n"

    @pytest.mark.parametrize(("stage", "thread"), [(CANCEL, "main"), (RAISE, "main"), (RAISE, "other")])
    def test_a_loop_that_is_being_closed_is_closed_first(self, stage: int, thread: str) -> None:
        source = f"""
            import asyncio, gc, threading, host_test
            from flet_embed.event_loop import bell_for_running_loop
            class Slow:
                def __init__(self, socket): self.socket = socket
                def __getattr__(self, name): return getattr(self.socket, name)
                def close(self):
                    host_test.running.set()
                    host_test.reported.wait()
                    self.socket.close()
            loops = []
            async def main():
                bell_for_running_loop()
                loop = asyncio.get_running_loop()
                loop._csock = Slow(loop._csock)
                loops.append(loop)
            def run():
                try:
                    asyncio.run(main())
                finally:
                    print(loops.pop().is_closed())
                    gc.collect()
                print("went on")
            if {thread == "main"}:
                run()
            else:
                threading.Thread(target=run).start()
        """
        ended = embed(code(source, stop=[stage]))
        assert ended.only[:5] == STOPPED
        assert ended.stdout == "True\n" and ended.stderr == ""

    def test_the_next_program_is_not_disturbed(self) -> None:
        spin = """
            import host_test
            host_test.running.set()
            host_test.refused.set()
            while True: pass
        """
        count = "print(sum(range(100_000)))"
        ended = embed(*[code(spin, stop=[CANCEL, RAISE, RAISE]), code(count)] * 5)
        assert [end.stopped for end in ended.programs] == [True, False] * 5
        assert ended.stdout == "4999950000\n" * 5


class TestReport:
    def test_it_names_each_thread_and_the_programs_own_line(self, tmp_path: Path) -> None:
        file = tmp_path / "program.py"
        file.write_text(
            "import threading, queue, host_test\n"
            "items = queue.Queue()\n"
            "waiting = threading.Barrier(3)\n"
            "def consume():\n"
            "    waiting.wait()\n"
            "    while items.get(): pass\n"
            "threading.Thread(target=consume, name='consumer').start()\n"
            "threading.Thread(target=consume, name='helper', daemon=True).start()\n"
            "waiting.wait()\n"
            "host_test.running.set()\n"
            "host_test.reported.wait()\n"
            "items.put(None); items.put(None)\n",
            encoding="utf-8",
        )
        ended = embed(script(file, stop=[REPORT]))
        (report,) = ended.only.reports
        lines = {line.split(" ")[0]: line for line in report.splitlines()}
        assert lines["consumer"].startswith(f"consumer at {file}:") and lines["consumer"].endswith(" in consume")
        assert lines["helper"].startswith(f"helper (daemon) at {file}:")
        assert lines["MainThread"].startswith(f"MainThread at {file}:1")
        assert not ended.only.stopped

    def test_while_threads_are_waited_for_it_names_those(self) -> None:
        source = """
            import threading, host_test
            def stay():
                host_test.running.set()
                host_test.reported.wait()
            threading.Thread(target=stay, name="stays").start()
        """
        (report,) = embed(code(source, stop=[REPORT])).only.reports
        assert "stays at <string>:5 in stay" in report.splitlines()

    def test_without_a_program_there_is_nothing_to_report(self) -> None:
        assert embed(code("pass")).only.idle_report == ""
