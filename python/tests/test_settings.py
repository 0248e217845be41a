"""What `Runtime.start` chose is in force, and is chosen anew when the interpreter is taken up again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from embedding import code, embed


def test_path_entries_come_first_in_their_order() -> None:
    ended = embed(code("import sys; print(sys.path[:3])"), config={"path": ["/one", "/two"]})
    assert ended.stdout == "['', '/one', '/two']\n"


def test_variables_are_set_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TO_REMOVE", "x")
    source = "import os; print(os.environ.get('TO_SET'), os.environ.get('EMPTY'), os.environ.get('TO_REMOVE'))"
    ended = embed(code(source), config={"env": ["TO_SET=a=b", "EMPTY=", "TO_REMOVE"]})
    assert ended.stdout == "a=b  None\n"


def test_a_programs_own_variables_end_with_it() -> None:
    source = code("import os; print(os.environ.get('OWN'), os.environ.get('SHARED'))")
    with_own = {"run": [*source["run"], ["OWN=1", "SHARED"]]}
    ended = embed(with_own, source, config={"env": ["SHARED=s"]})
    assert ended.stdout == "1 None\nNone s\n"


def test_children_see_the_variables() -> None:
    ended = embed(code("import os; os.system('echo $TO_SET')"), config={"env": ["TO_SET=seen"]})
    assert ended.stdout == "seen\n"


def test_a_new_start_replaces_the_choices_of_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMOVED", "original")
    source = (
        "import os, sys; print([os.environ.get(n) for n in ('A', 'B', 'REMOVED')], '/one' in sys.path, "
        "'/two' in sys.path, sys.getswitchinterval())"
    )
    first = {"path": ["/one"], "env": ["A=1", "REMOVED"], "switch_interval": 0.5}
    again = code(source) | {"restart": {"path": ["/two"], "env": ["B=2"], "output": "inherit"}}
    assert embed(code(source), again, config=first).stdout == (
        "['1', None, None] True False 0.5\n[None, '2', 'original'] False True 0.005\n"
    )


def test_what_a_program_changed_itself_is_not_reverted() -> None:
    own = code("import os; os.environ['A'] = 'own'")
    again = code("import os; print(os.environ['A'])") | {"restart": {"output": "inherit"}}
    assert embed(own, again, config={"env": ["A=1"]}).stdout == "own\n"


@pytest.mark.skipif(not hasattr(os, "RTLD_DEEPBIND"), reason="only glibc binds deeply")
@pytest.mark.parametrize("deep", [True, False])
def test_extension_modules_prefer_their_own_symbols_if_so_chosen(deep: bool) -> None:
    source = "import os, sys; print(bool(sys.getdlopenflags() & os.RTLD_DEEPBIND))"
    assert embed(code(source), config={"deep_bind": deep}).stdout == f"{deep}\n"


def test_the_executable_is_the_real_one() -> None:
    ended = embed(code("import sys; print(sys.executable)"), config={"executable": sys.executable})
    assert ended.stdout == f"{sys.executable}\n"


def test_output_can_change_with_a_new_start(tmp_path: Path) -> None:
    again = code("print('heard')") | {"restart": {"output": "inherit"}}
    assert embed(code("print('unheard')"), again, config={"output": "ignore"}).stdout == "heard\n"
