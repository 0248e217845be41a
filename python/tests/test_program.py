"""A program runs as `python` would run it, and its end becomes an exit status."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from embedding import code, embed, module, script

DESCRIBE = """
import sys, json, os
main = sys.modules["__main__"]
print(json.dumps({
    "is_main": main.__dict__ is globals(),
    "name": __name__,
    "file": globals().get("__file__"),
    "spec": __spec__ and __spec__.name,
    "package": __package__,
    "loader": getattr(type(__loader__), "__name__"),
    "cached": globals().get("__cached__"),
    "doc": __doc__,
    "builtins": __builtins__.__name__,
    "argv": sys.argv,
    "path0": sys.path[0],
}, sort_keys=True))
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "app"
    (folder / "package").mkdir(parents=True)
    (folder / "main.py").write_text('"doc"\n' + DESCRIBE, encoding="utf-8")
    (folder / "package" / "__init__.py").touch()
    (folder / "package" / "__main__.py").write_text(DESCRIBE, encoding="utf-8")
    (folder / "package" / "tool.py").write_text(DESCRIBE, encoding="utf-8")
    (folder / "__main__.py").write_text(DESCRIBE, encoding="utf-8")
    return folder


def by_python(*arguments: str, cwd: Path) -> str:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


class TestMain:
    """`__main__`, `sys.argv` and `sys.path[0]` equal those of the real `python`."""

    def test_of_a_script(self, app: Path) -> None:
        assert embed(script("main.py", "a", "b"), cwd=app).stdout == by_python("main.py", "a", "b", cwd=app)

    def test_of_a_script_elsewhere(self, app: Path, tmp_path: Path) -> None:
        (tmp_path / "link.py").symlink_to(app / "main.py")
        assert embed(script(tmp_path / "link.py"), cwd=app).stdout == by_python(str(tmp_path / "link.py"), cwd=app)

    @pytest.mark.parametrize("name", ["package", "package.tool"])
    def test_of_a_module(self, app: Path, name: str) -> None:
        assert embed(module(name, "a"), cwd=app).stdout == by_python("-m", name, "a", cwd=app)

    def test_of_code(self, app: Path) -> None:
        assert embed(code(DESCRIBE, "a"), cwd=app).stdout == by_python("-c", DESCRIBE, "a", cwd=app)

    def test_of_a_folder(self, app: Path) -> None:
        assert embed(script(app, "a"), cwd=app.parent).stdout == by_python(str(app), "a", cwd=app.parent)

    def test_of_an_archive(self, app: Path, tmp_path: Path) -> None:
        archive = tmp_path / "app.pyz"
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("__main__.py", DESCRIBE)
        assert embed(script(archive, "a"), cwd=tmp_path).stdout == by_python(str(archive), "a", cwd=tmp_path)

    def test_of_compiled_code(self, app: Path) -> None:
        subprocess.run(
            [sys.executable, "-c", "import py_compile; py_compile.compile('main.py', 'main.pyc')"], cwd=app, check=True
        )
        ended = embed(script("main.pyc"), cwd=app)
        assert ended.only.code == 0 and '"name": "__main__"' in ended.stdout

    def test_in_safe_path_mode_nothing_is_put_first(self, app: Path) -> None:
        ended = embed(code("import sys; print(sys.path[0])"), cwd=app, python=("-P",))
        assert ended.stdout == by_python("-P", "-c", "import sys; print(sys.path[0])", cwd=app)


class TestExitStatus:
    @pytest.mark.parametrize(
        "statement",
        [
            "pass",
            "import sys; sys.exit()",
            "import sys; sys.exit(0)",
            "import sys; sys.exit(7)",
            "import sys; sys.exit(True)",
            "import sys; sys.exit(-1)",
            "import sys; sys.exit(256 + 5)",
            "import sys; sys.exit('a text')",
            "import sys; sys.exit((1, 2))",
            "raise SystemExit",
            "raise ValueError('bad')",
        ],
    )
    def test_the_code_and_the_output_are_those_of_python(self, tmp_path: Path, statement: str) -> None:
        file = tmp_path / "program.py"
        file.write_text(statement, encoding="utf-8")
        expected = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, check=False)
        ended = embed(script(file))
        assert ended.only.code == expected.returncode
        assert ended.stdout == expected.stdout
        assert ended.stderr == expected.stderr

    def test_a_code_that_no_process_can_have_is_255(self) -> None:
        assert embed(code("import sys; sys.exit(10**30)")).only.code == 255

    def test_sys_exit_is_no_error(self) -> None:
        assert embed(code("import sys; sys.exit(7)")).only[:5] == (7, False, None, "", "")

    def test_an_exception_has_its_type_message_and_traceback(self, tmp_path: Path) -> None:
        file = tmp_path / "program.py"
        file.write_text("def fail():\n    raise LookupError('no such thing')\nfail()\n", encoding="utf-8")
        end = embed(script(file)).only
        assert (end.code, end.error_type, end.message) == (1, "LookupError", "no such thing")
        assert end.traceback.splitlines()[:5] == [
            "Traceback (most recent call last):",
            f'  File "{file}", line 3, in <module>',
            "    fail()",
            *end.traceback.splitlines()[3:5],
        ]
        assert "raise LookupError('no such thing')" in end.traceback
        assert "flet_embed" not in end.traceback

    def test_an_exception_in_code_shows_its_lines(self) -> None:
        ended = embed(code("x = 1\nraise ValueError(x)"))
        assert '  File "<string>", line 2, in <module>\n    raise ValueError(x)\n' in ended.only.traceback
        assert ended.stderr == ended.only.traceback

    def test_an_exception_of_a_module_is_named_with_it(self) -> None:
        ended = embed(code("import json; json.loads('{')"))
        assert ended.only.error_type == "json.decoder.JSONDecodeError"

    def test_a_syntax_error_points_at_its_place(self, tmp_path: Path) -> None:
        file = tmp_path / "program.py"
        file.write_text("ok = 1\nnot ok =\n", encoding="utf-8")
        ended = embed(script(file))
        assert ended.only.error_type == "SyntaxError"
        assert ended.only.traceback.startswith(f'  File "{file}", line 2')

    def test_a_script_that_is_missing_is_named(self, tmp_path: Path) -> None:
        ended = embed(script(tmp_path / "nowhere.py"))
        assert (ended.only.code, ended.only.error_type) == (2, "FileNotFoundError")
        assert "can't open file" in ended.only.message and "nowhere.py" in ended.only.message
        assert "can't open file" in ended.stderr

    def test_a_module_that_is_missing_is_named(self, tmp_path: Path) -> None:
        ended = embed(module("no_such_module"), cwd=tmp_path)
        assert ended.only.code == 1
        assert "No module named no_such_module" in ended.stderr

    def test_the_programs_own_excepthook_prints(self) -> None:
        ended = embed(code("import sys\nsys.excepthook = lambda t, v, tb: print('hook', v)\nraise ValueError('x')"))
        assert ended.stdout == "hook x\n" and ended.stderr == ""
        assert ended.only.code == 1 and ended.only.error_type == "ValueError"

    def test_an_excepthook_that_fails_hides_nothing(self) -> None:
        ended = embed(code("import sys\nsys.excepthook = None\nraise ValueError('x')"))
        assert "Error in sys.excepthook" in ended.stderr and "ValueError: x" in ended.stderr

    def test_an_exception_whose_text_fails_is_reported_nevertheless(self) -> None:
        source = "class Odd(Exception):\n  def __str__(self): raise RuntimeError\nraise Odd"
        assert embed(code(source)).only.error_type == "Odd"


class TestOneAfterAnother:
    """Each program is as if it had a process of its own."""

    def test_globals_arguments_and_path_are_fresh(self, app: Path) -> None:
        show = "import sys; print(sorted(k for k in globals() if k[0] != '_'), sys.argv, sys.path[:1])"
        spoil = "import sys; left = 1; sys.path.insert(0, 'x'); sys.path = ['y']; sys.argv.append('z')"
        ended = embed(code(show, "1"), code(spoil, "2"), code(show, "3"), cwd=app)
        first, last = ended.stdout.splitlines()
        assert first.replace("'1'", "'3'") == last

    def test_a_failing_program_does_not_touch_the_next(self) -> None:
        ended = embed(code("raise ValueError"), code("print('fine')"))
        assert [end.code for end in ended.programs] == [1, 0]
        assert ended.stdout == "fine\n"

    def test_hooks_and_streams_are_back(self) -> None:
        spoil = """
            import sys, io, threading
            sys.excepthook = sys.displayhook = threading.excepthook = lambda *a: None
            sys.stdout.close()
            sys.stderr = io.StringIO()
            sys.setrecursionlimit(333)
        """
        check = """
            import sys, threading
            print(sys.excepthook is sys.__excepthook__, sys.getrecursionlimit(), sys.stdout is sys.__stdout__)
            def fail(): raise KeyError('seen')
            t = threading.Thread(target=fail); t.start(); t.join()
        """
        ended = embed(code(spoil), code(check))
        assert ended.stdout == "True 1000 True\n"
        assert "KeyError: 'seen'" in ended.stderr

    def test_what_a_program_held_is_let_go_of(self) -> None:
        hold = """
            import host_test
            class Held:
                def __del__(self): host_test.log.append('gone')
            held = Held()
            held.itself = held
            def function(): return held
            raise ValueError
        """
        ended = embed(code(hold), code("import host_test; host_test.log.append('next')"))
        assert ended.log == ["gone", "next"]

    def test_an_event_loop_policy_is_not_handed_on(self) -> None:
        install = """
            import asyncio, warnings
            warnings.simplefilter("ignore")
            class Mine(asyncio.DefaultEventLoopPolicy): pass
            asyncio.set_event_loop_policy(Mine())
        """
        check = "import asyncio; print(type(asyncio.get_event_loop_policy()).__name__ != 'Mine')"
        assert embed(code(install), code(check)).stdout == "True\n"

    def test_many_programs_leave_no_thread_and_no_module_behind(self, app: Path) -> None:
        ended = embed(*[script(app / "main.py") for _ in range(20)])
        assert all(end.finalize_ok for end in ended.programs)
        assert "main" not in ended.modules


class TestOutput:
    def test_a_last_line_without_its_end_arrives(self) -> None:
        assert embed(code("print('no end', end='')")).stdout == "no end"

    def test_a_program_can_write_through_its_descriptors_and_children(self) -> None:
        source = """
            import os, subprocess, sys
            print("python")
            os.write(1, b"descriptor\\n")
            os.system("echo shell")
            subprocess.run([sys.executable, "-c", "print('child')"], check=True)
        """
        assert embed(code(source)).stdout == "python\ndescriptor\nshell\nchild\n"

    def test_ignored_output_is_silent(self) -> None:
        ended = embed(code("print('x'); raise ValueError"), config={"output": "ignore"})
        assert (ended.stdout, ended.stderr) == ("", "")
        assert ended.only.error_type == "ValueError"

    def test_a_program_without_streams_can_fail(self) -> None:
        ended = embed(code("import sys; sys.stdout = sys.stderr = None; raise ValueError('x')"))
        assert ended.only.code == 1 and ended.only.message == "x"
