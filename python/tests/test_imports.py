"""`FLET_EMBED_IMPORT`: modules that a program's environment asks for are imported before its main module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from embedding import PACKAGE_PATH, code, embed, script


def asking(program: dict[str, Any], names: str) -> dict[str, Any]:
    return {**program, "run": [*program["run"], [f"FLET_EMBED_IMPORT={names}"]]}


def module(folder: Path, name: str, source: str = "") -> Path:
    path = folder / f"{name}.py"
    path.write_text(f"import host_test, sys\nhost_test.log.append('{name}')\n{source}", encoding="utf-8")
    return path


MAIN = "import host_test; host_test.log.append('main')"


def config(folder: Path) -> dict[str, Any]:
    return {"path": [str(folder)]}


def test_they_are_imported_in_order_before_the_main_module(tmp_path: Path) -> None:
    module(tmp_path, "one")
    module(tmp_path, "two")
    ended = embed(asking(code(MAIN), "one, two,"), config=config(tmp_path))
    assert ended.log == ["one", "two", "main"]
    assert ended.only.code == 0


def test_each_program_imports_them_anew_and_one_that_does_not_ask_not_at_all(tmp_path: Path) -> None:
    module(tmp_path, "one", "import kept\n")
    module(tmp_path, "kept")
    ended = embed(asking(code(MAIN), "one"), asking(code(MAIN), "one"), code(MAIN), config=config(tmp_path))
    assert ended.log == ["one", "kept", "main", "one", "main", "main"]
    assert "one" not in ended.modules


def test_a_module_beside_this_package_is_found_without_being_on_the_search_path() -> None:
    source = "import sys; print(sys.modules['embedding'].__name__, [p for p in sys.path if p.endswith('tests')])"
    ended = embed(asking(code(source), "tests.embedding"))
    assert ended.only.error_type == "KeyError"
    source = "import sys; print(sys.modules['tests.embedding'].SCRIPT, [p for p in sys.path if p.endswith('python')])"
    ended = embed(asking(code(source), "tests.embedding"))
    assert ended.stdout == "0 []\n"


def test_they_are_not_looked_for_in_the_programs_own_folder(tmp_path: Path) -> None:
    module(tmp_path, "own")
    main = tmp_path / "main.py"
    main.write_text(MAIN, encoding="utf-8")
    ended = embed(asking(script(main), "own"))
    assert ended.only.error_type == "ModuleNotFoundError"
    assert ended.log == []


def test_a_failing_one_is_the_programs_failure_with_a_traceback_of_its_own(tmp_path: Path) -> None:
    path = module(tmp_path, "broken", "raise ValueError('import')\n")
    ended = embed(asking(code(MAIN), "broken"), code(MAIN), config=config(tmp_path))
    first, second = ended.programs
    assert (first.code, first.error_type, first.message) == (1, "ValueError", "import")
    assert f'File "{path}", line 3' in first.traceback
    assert second.code == 0
    assert ended.log == ["broken", "main"]


def test_what_one_changes_on_the_search_path_stays_for_the_program(tmp_path: Path) -> None:
    module(tmp_path, "one", "sys.path.insert(0, 'first'); sys.path.append('last')\n")
    ended = embed(
        asking(code("import sys; print(sys.path[1], sys.path[-1])"), "one"),
        code("import sys; print('first' in sys.path, 'last' in sys.path)"),
        config=config(tmp_path),
    )
    assert ended.stdout == "first last\nFalse False\n"


def test_a_thread_that_is_abandoned_does_not_delay_the_end_of_its_program_or_of_the_next() -> None:
    source = """
        import host_test, threading
        from flet_embed import _threads
        host_test.let_go = threading.Event()
        thread = threading.Thread(target=host_test.let_go.wait)
        thread.start()
        _threads.abandon(thread)
    """
    second = "import host_test, threading; host_test.log.append(threading.active_count())"
    third = "import host_test; host_test.let_go.set()"  # this process waits for its threads when it ends
    ended = embed(code(source), code(second), code(third), timeout=50)
    assert [program.code for program in ended.programs] == [0, 0, 0]
    assert ended.log == [2]
    assert not ended.programs[1].finalize_ok


def test_what_lies_beside_this_package_stays_imported_also_when_the_program_runs_in_a_folder_above() -> None:
    source = "import sys; print('embedding' in sys.modules, 'tests.embedding' in sys.modules)"
    ended = embed(asking(code("import tests.embedding"), "tests"), code(source), cwd=PACKAGE_PATH.parent)
    assert ended.stdout == "False True\n"
