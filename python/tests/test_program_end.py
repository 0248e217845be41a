"""The end of a program: threads are joined, executors end, atexit callbacks run, modules go, and the next one starts
clean."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from embedding import code, embed, script


class TestThreads:
    def test_threads_are_joined_also_those_that_threads_start(self) -> None:
        source = """
            import threading
            go = threading.Event()
            def inner(): go.wait(30); print("inner")
            def outer(): threading.Thread(target=inner).start(); print("outer")
            threading.Thread(target=outer).start()
            threading.Timer(0.01, go.set).start()
        """
        ended = embed(code(source))
        assert ended.stdout.split() == ["outer", "inner"]
        assert ended.only.finalize_ok

    def test_daemon_threads_are_not_waited_for_and_forbid_finalisation(self) -> None:
        source = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
        ended = embed(code(source), code("pass"))
        assert [end.finalize_ok for end in ended.programs] == [False, False]

    def test_a_thread_that_fails_does_not_change_the_exit_status(self) -> None:
        ended = embed(code("import threading\nthreading.Thread(target=lambda: 1 / 0).start()"))
        assert ended.only.code == 0
        assert "ZeroDivisionError" in ended.stderr


class TestExecutors:
    def test_what_was_submitted_is_completed(self) -> None:
        source = """
            from concurrent.futures import ThreadPoolExecutor
            pool = ThreadPoolExecutor(1)
            for i in range(5): pool.submit(print, i)
        """
        ended = embed(code(source))
        assert ended.stdout.split() == ["0", "1", "2", "3", "4"]
        assert ended.only.finalize_ok

    def test_the_next_program_can_use_executors(self) -> None:
        source = """
            import asyncio
            from concurrent.futures import ThreadPoolExecutor
            pool = ThreadPoolExecutor(2)
            print(list(pool.map(str, range(3))))
            async def main(): print(await asyncio.to_thread(lambda: "thread"))
            asyncio.run(main())
        """
        ended = embed(code(source), code(source), code(source))
        assert ended.stdout == "['0', '1', '2']\nthread\n" * 3
        assert [end.code for end in ended.programs] == [0, 0, 0]

    def test_an_executor_of_a_library_works_in_the_next_program(self, tmp_path: Path) -> None:
        library = tmp_path / "site-packages"
        library.mkdir()
        (library / "with_pool.py").write_text(
            "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)\n", encoding="utf-8"
        )
        source = "import with_pool; print(with_pool.pool.submit(lambda: 'done').result(30))"
        ended = embed(code(source), code(source), config={"path": [str(library)]})
        assert ended.stdout == "done\ndone\n"

    def test_an_executor_that_was_shut_down_stays_so(self, tmp_path: Path) -> None:
        library = tmp_path / "site-packages"
        library.mkdir()
        (library / "with_pool.py").write_text(
            "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)\n", encoding="utf-8"
        )
        source = "import with_pool; with_pool.pool.submit(int); with_pool.pool.shutdown()"
        ended = embed(code(source), code(source), config={"path": [str(library)]})
        assert [end.error_type for end in ended.programs] == [None, "RuntimeError"]

    def test_process_pools_end_and_work_again(self, tmp_path: Path) -> None:
        file = tmp_path / "pool.py"
        file.write_text(
            "import multiprocessing\n"
            "from concurrent.futures import ProcessPoolExecutor\n"
            "if __name__ == '__main__':\n"
            "    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context('spawn'))\n"
            "    print(pool.submit(abs, -3).result(60))\n",
            encoding="utf-8",
        )
        ended = embed(script(file), script(file))
        assert ended.stdout == "3\n3\n"
        assert [end.code for end in ended.programs] == [0, 0]


class TestAtexit:
    def test_callbacks_run_after_the_threads_last_registered_first(self) -> None:
        source = """
            import atexit, threading
            atexit.register(print, "first", sep="")
            @atexit.register
            def last(): print("last")
            threading.Timer(0.01, print, ["thread"]).start()
            print("main")
        """
        assert embed(code(source)).stdout.split() == ["main", "thread", "last", "first"]

    def test_callbacks_run_once_and_not_again_for_the_next_program(self) -> None:
        ended = embed(code("import atexit; atexit.register(print, 'bye')"), code("print('next')"))
        assert ended.stdout == "bye\nnext\n"

    def test_unregistered_callbacks_do_not_run(self) -> None:
        assert embed(code("import atexit; atexit.register(print, 1); atexit.unregister(print)")).stdout == ""

    def test_callbacks_may_register_callbacks(self) -> None:
        source = "import atexit; atexit.register(lambda: atexit.register(print, 'nested'))"
        assert embed(code(source)).stdout == "nested\n"

    def test_a_callback_that_fails_stops_neither_the_others_nor_the_status(self) -> None:
        source = "import atexit; atexit.register(print, 'still'); atexit.register(lambda: 1 / 0)"
        ended = embed(code(source))
        assert ended.only.code == 0 and ended.stdout == "still\n"
        assert "Exception ignored in atexit callback" in ended.stderr and "ZeroDivisionError" in ended.stderr

    def test_what_is_no_callable_is_a_type_error(self) -> None:
        assert embed(code("import atexit; atexit.register(5)")).only.error_type == "TypeError"

    def test_finalizers_run_at_the_end_of_each_program(self) -> None:
        source = """
            import os, tempfile, weakref, host_test
            class Thing: pass
            thing = Thing()
            host_test.log.append(thing)  # outlives the program
            weakref.finalize(thing, print, "finalized")
            folder = tempfile.TemporaryDirectory()
            host_test.log.append(folder)
            host_test.path = folder.name
        """
        check = "import os, host_test; print(os.path.exists(host_test.path)); host_test.log.clear()"
        assert embed(code(source), code(check), code(source), code(check)).stdout == "finalized\nFalse\n" * 2

    def test_callbacks_of_library_modules_serve_every_program(self, tmp_path: Path) -> None:
        library = tmp_path / "site-packages"
        library.mkdir()
        (library / "with_callback.py").write_text("import atexit\natexit.register(print, 'flush')", encoding="utf-8")
        ended = embed(code("import with_callback"), code("import with_callback"), config={"path": [str(library)]})
        assert ended.stdout == "flush\nflush\n"

    def test_callbacks_of_the_programs_own_modules_run_once_each(self, tmp_path: Path) -> None:
        (tmp_path / "own.py").write_text("import atexit\natexit.register(print, 'own')", encoding="utf-8")
        file = tmp_path / "main.py"
        file.write_text("import own", encoding="utf-8")
        assert embed(script(file), script(file)).stdout == "own\nown\n"


class TestModules:
    @pytest.fixture
    def app(self, tmp_path: Path) -> Path:
        folder = tmp_path / "app"
        (folder / "package").mkdir(parents=True)
        (folder / "helper.py").write_text("print('helper imported')", encoding="utf-8")
        (folder / "package" / "__init__.py").touch()
        (folder / "package" / "part.py").write_text("print('part imported')", encoding="utf-8")
        (folder / "namespace").mkdir()
        (folder / "namespace" / "leaf.py").write_text("print('leaf imported')", encoding="utf-8")
        (folder / "main.py").write_text("import helper, package.part, namespace.leaf, json.tool", encoding="utf-8")
        return folder

    def test_those_of_the_programs_folder_are_imported_anew(self, app: Path) -> None:
        ended = embed(script(app / "main.py"), script(app / "main.py"))
        assert ended.stdout == "helper imported\npart imported\nleaf imported\n" * 2
        assert not {"helper", "package", "package.part", "namespace", "namespace.leaf"} & set(ended.modules)
        assert "json.tool" in ended.modules

    def test_two_apps_with_modules_of_one_name_get_their_own(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "settings.py").write_text(f"name = {name!r}", encoding="utf-8")
            (tmp_path / name / "main.py").write_text("import settings; print(settings.name)", encoding="utf-8")
        assert embed(script(tmp_path / "one/main.py"), script(tmp_path / "two/main.py")).stdout == "one\ntwo\n"

    def test_a_module_that_was_edited_is_seen(self, app: Path) -> None:
        edit = f"open({str(app / 'helper.py')!r}, 'w').write('print(\"edited, and longer\")')"
        ended = embed(script(app / "main.py"), code(edit), script(app / "main.py"))
        assert "edited, and longer" in ended.stdout

    @pytest.mark.parametrize("kind", ["site-packages", "virtual environment"])
    def test_what_is_installed_below_the_folder_stays(self, app: Path, kind: str) -> None:
        installed = app / ("site-packages" if kind == "site-packages" else "env/lib")
        installed.mkdir(parents=True)
        if kind != "site-packages":
            (app / "env" / "pyvenv.cfg").touch()
        (installed / "library.py").write_text("print('library imported')", encoding="utf-8")
        (app / "main.py").write_text("import library", encoding="utf-8")
        ended = embed(script(app / "main.py"), script(app / "main.py"), config={"path": [str(installed)]})
        assert ended.stdout == "library imported\n"

    def test_the_standard_library_stays_when_the_program_runs_beside_it(self) -> None:
        folder = Path(sysconfig.get_path("stdlib")).parent
        ended = embed(code("import wave, html"), cwd=folder)
        assert {"wave", "html"} <= set(ended.modules)

    def test_a_package_with_a_loaded_extension_stays_whole(self, tmp_path: Path) -> None:
        folder = tmp_path / "package"
        folder.mkdir()
        extension = next(Path(sysconfig.get_config_var("DESTSHARED")).glob("_heapq*"), None)
        if extension is None:
            pytest.skip("this Python has no extension modules in files")
        (folder / extension.name).write_bytes(extension.read_bytes())
        (folder / "__init__.py").write_text(
            "from importlib.machinery import ExtensionFileLoader, ModuleSpec\n"
            "from importlib.util import module_from_spec, spec_from_file_location\n"
            f"spec = spec_from_file_location('package._heapq', {str(folder / extension.name)!r})\n"
            "import sys\n"
            "module = sys.modules['package._heapq'] = module_from_spec(spec)\n"
            "spec.loader.exec_module(module)\n"
            "from . import pure\n",
            encoding="utf-8",
        )
        (folder / "pure.py").write_text("print('imported')", encoding="utf-8")
        (tmp_path / "main.py").write_text("import package", encoding="utf-8")
        assert embed(script(tmp_path / "main.py"), script(tmp_path / "main.py")).stdout == "imported\n"


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no fork on this system")
class TestFork:
    def test_a_child_that_comes_to_the_programs_end_is_a_process_with_its_code(self) -> None:
        source = """
            import os, sys
            pid = os.fork()
            if pid == 0:
                print("child")
                sys.exit(8)
            print("code", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """
        ended = embed(code(source))
        assert ended.stdout == "child\ncode 8\n"
        assert ended.only.code == 0

    def test_a_child_that_fails_prints_its_traceback_and_ends_with_1(self) -> None:
        source = """
            import os
            pid = os.fork()
            if pid == 0: raise ValueError("in the child")
            print("code", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """
        ended = embed(code(source))
        assert ended.stdout == "code 1\n" and "ValueError: in the child" in ended.stderr

    def test_a_child_runs_its_atexit_callbacks(self) -> None:
        source = """
            import atexit, os
            atexit.register(lambda: print("bye", os.getpid() == parent))
            parent = os.getpid()
            pid = os.fork()
            if pid: os.waitpid(pid, 0)
        """
        assert embed(code(source)).stdout == "bye False\nbye True\n"


class TestMultiprocessing:
    @pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
    def test_children_of_every_program_import_its_script_and_the_package(self, tmp_path: Path, method: str) -> None:
        file = tmp_path / "parent.py"
        file.write_text(
            "import multiprocessing, sys\n"
            "import flet_embed\n"
            "from own import double\n"
            "def work(x): return double(x), __name__ in ('__mp_main__', '__main__')\n"
            "if __name__ == '__main__':\n"
            f"    with multiprocessing.get_context({method!r}).Pool(1) as pool:\n"
            "        print(pool.map(work, [1, 2]))\n",
            encoding="utf-8",
        )
        (tmp_path / "own.py").write_text("def double(x): return 2 * x", encoding="utf-8")
        ended = embed(script(file), script(file))
        assert ended.stdout == "[(2, True), (4, True)]\n" * 2, ended.stderr

    def test_the_parents_path_is_left_as_it_is(self) -> None:
        show = "import sys, multiprocessing.spawn; print(sys.path)"
        plain = subprocess.run(
            [sys.executable, "-c", show], cwd="/", env={}, capture_output=True, text=True, check=True
        ).stdout
        assert embed(code(show), cwd=Path("/")).stdout == plain
