"""Signals stay the host's: a program can neither take SIGINT and SIGTERM nor lose those that it may have."""

from __future__ import annotations

import pytest
from embedding import code, embed

IGNORE_WARNINGS = "import warnings; warnings.simplefilter('ignore')\n"


def test_a_handler_for_a_signal_of_the_host_is_recorded_and_not_installed() -> None:
    source = IGNORE_WARNINGS + (
        "import signal, _signal\n"
        "before = _signal.getsignal(signal.SIGTERM)\n"
        "def handler(*_): pass\n"
        "print(signal.signal(signal.SIGTERM, handler) == before, signal.getsignal(signal.SIGTERM) is handler)\n"
        "print(signal.signal(signal.SIGTERM, signal.SIG_DFL) is handler)\n"
        "print(_signal.getsignal(signal.SIGTERM) == before)\n"
    )
    assert embed(code(source)).stdout == "True True\nTrue\nTrue\n"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGCHLD", "SIGPIPE", "SIGHUP"])
def test_the_hosts_signals_are_guarded(name: str) -> None:
    source = IGNORE_WARNINGS + (
        "import signal, _signal\n"
        f"before = _signal.getsignal(signal.{name})\n"
        f"signal.signal(signal.{name}, lambda *_: None)\n"
        f"signal.siginterrupt(signal.{name}, False)\n"
        f"print(_signal.getsignal(signal.{name}) == before)\n"
    )
    assert embed(code(source)).stdout == "True\n"


def test_asyncio_signal_handlers_are_recorded_too() -> None:
    source = IGNORE_WARNINGS + (
        "import asyncio, signal, _signal\n"
        "before = _signal.getsignal(signal.SIGTERM)\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop()\n"
        "    loop.add_signal_handler(signal.SIGTERM, print, 'called')\n"
        "    print(_signal.getsignal(signal.SIGTERM) == before, loop.remove_signal_handler(signal.SIGTERM))\n"
        "asyncio.run(main())\n"
    )
    ended = embed(code(source))
    assert ended.stdout == "True True\n" and ended.stderr == ""


def test_the_program_is_warned_once_at_its_own_line() -> None:
    source = (
        "import asyncio, signal\n"
        "async def main():\n"
        "    for _ in range(3):\n"
        "        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)\n"
        "asyncio.run(main())\n"
    )
    stderr = embed(code(source)).stderr
    assert stderr.count("EmbedWarning: SIGTERM belongs to the process that embeds Python") == 1
    assert stderr.startswith("<string>:4:")


def test_other_signals_work_and_are_put_back() -> None:
    source = (
        "import asyncio, os, signal\n"
        "async def main():\n"
        "    got = asyncio.Event()\n"
        "    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR2, got.set)\n"
        "    os.kill(os.getpid(), signal.SIGUSR2)\n"
        "    await got.wait()\n"
        "    print('got it')\n"
        "asyncio.run(main())\n"
        "signal.signal(signal.SIGUSR2, lambda *_: None)\n"
    )
    check = "import signal; print(signal.getsignal(signal.SIGUSR2) is signal.SIG_DFL, signal.set_wakeup_fd(-1))"
    assert embed(code(source), code(check)).stdout == "got it\nTrue -1\n"


def test_misuse_fails_as_it_does_in_python() -> None:
    source = """
        import signal, threading
        def attempt(*args):
            try: signal.signal(*args)
            except Exception as error: print(type(error).__name__)
        attempt(signal.SIGTERM, "no handler")
        attempt(-5, signal.SIG_DFL)
        thread = threading.Thread(target=attempt, args=(signal.SIGTERM, signal.SIG_DFL))
        thread.start()
        thread.join()
    """
    assert embed(code(source)).stdout == "TypeError\nValueError\nValueError\n"


def test_a_forked_child_owns_its_signals() -> None:
    source = """
        import os, signal
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGTERM, lambda *_: os._exit(9))
            os.kill(os.getpid(), signal.SIGTERM)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """
    assert embed(code(source)).stdout == "9\n"


def test_asyncio_subprocesses_work() -> None:
    source = """
        import asyncio, sys
        async def main():
            process = await asyncio.create_subprocess_exec(sys.executable, "-c", "raise SystemExit(5)")
            print(await process.wait())
        asyncio.run(main())
    """
    assert embed(code(source)).stdout == "5\n"
