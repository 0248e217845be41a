"""What the pytest plugin does for the apps under test."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from flet_embed_pytest.settling import settle_pumps
from flet_embed_pytest.stand_in import find_app, use_any_flutter_folder

pytest_plugins = ["pytester"]


def test_what_an_app_says_at_module_level_holds_for_the_tests_that_import_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    pytester.makepyfile(
        quiet_app="import flet as ft\nft.context.disable_auto_update()\n",
        test_quiet="""
            import flet as ft
            import quiet_app

            def test_off():
                assert not ft.context.auto_update_enabled()
        """,
        test_usual="""
            import flet as ft

            def test_on():
                assert ft.context.auto_update_enabled()
        """,
    )
    result = pytester.runpytest_subprocess("-p", "flet_embed_pytest", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2)


class TestTheAppUnderTest:
    def test_is_main_py_in_the_folder_of_the_project(self, tmp_path: Path) -> None:
        assert find_app(tmp_path, {}) is None
        (tmp_path / "main.py").touch()
        assert find_app(tmp_path, {}) == tmp_path / "main.py"

    def test_is_what_the_project_file_names(self, tmp_path: Path) -> None:
        (tmp_path / "src").mkdir()
        (tmp_path / "src" / "start.py").touch()
        (tmp_path / "pyproject.toml").write_text('[tool.flet.app]\npath = "src"\nmodule = "start"\n')
        assert find_app(tmp_path, {}) == tmp_path / "src" / "start.py"

    def test_is_what_the_environment_names_before_anything_else(self, tmp_path: Path) -> None:
        for folder in ("src", "other"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "main.py").touch()
        (tmp_path / "pyproject.toml").write_text('[tool.flet.app]\npath = "src"\n')
        environment = {"FLET_TEST_APP_PATH": str(tmp_path / "other")}
        assert find_app(tmp_path, environment) == tmp_path / "other" / "main.py"


class TestTheFlutterFolder:
    def folder_of(self, given: str) -> str:
        class App:
            def __init__(self, flutter_app_dir: object, name: str = "") -> None:
                self.folder = str(flutter_app_dir)
                self.name = name

        use_any_flutter_folder(App)
        app = App(flutter_app_dir=given, name="kept")
        assert app.name == "kept"
        return app.folder

    def test_that_exists_is_used(self, tmp_path: Path) -> None:
        assert self.folder_of(str(tmp_path)) == str(tmp_path)

    def test_that_does_not_is_replaced(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FLET_TEST_FLUTTER_APP_DIR", str(tmp_path))
        assert self.folder_of(os.path.join(str(tmp_path), "missing")) == str(tmp_path)


class FakeConnection:
    """What an app sends; each message lets the next step of a handler run, as an answer of a client does."""

    def __init__(self, steps: int) -> None:
        self.sent: list[object] = []
        self.steps = steps

    def send_message(self, message: object) -> None:
        self.sent.append(message)


class FakeTester:
    """Answers a pump in a later turn of the loop. After each of them the app goes on, until it has no more to do."""

    def __init__(self, steps: int) -> None:
        self.connection = FakeConnection(steps)
        self.pumps: list[object] = []

    @property
    def page(self) -> Any:
        class Session:
            connection = self.connection

        class Page:
            session = Session

        return Page

    async def _invoke_method(self, name: str, arguments: dict[str, object]) -> None:
        self.connection.send_message(name)
        self.pumps.append(arguments["duration"])
        await asyncio.sleep(0)
        if self.connection.steps > 0:
            self.connection.steps -= 1
            asyncio.get_running_loop().call_soon(self.connection.send_message, "a patch")

    async def pump(self, duration: object = None) -> None:
        await self._invoke_method("pump", {"duration": duration})

    async def pump_and_settle(self, duration: object = None, timeout: float = 10) -> None:
        await self._invoke_method("pump_and_settle", {"duration": duration})


@pytest.fixture
def tester_class() -> type[FakeTester]:
    class Tester(FakeTester):
        pass

    settle_pumps(Tester)
    return Tester


class TestPumps:
    def test_go_on_until_the_app_has_sent_nothing_new(self, tester_class: type[FakeTester]) -> None:
        tester = tester_class(steps=5)
        asyncio.run(tester.pump_and_settle())
        assert tester.connection.steps == 0
        assert tester.connection.sent.count("a patch") == 5
        assert tester.connection.sent[-1] == "pump_and_settle"

    def test_let_time_pass_once(self, tester_class: type[FakeTester]) -> None:
        tester = tester_class(steps=3)
        asyncio.run(tester.pump(500))
        assert tester.pumps[0] == 500
        assert set(tester.pumps[1:]) == {None}
        # Frames in which no time passes: what is on its way on the screen is not waited for.
        assert "pump_and_settle" not in tester.connection.sent

    def test_of_one_frame_stay_one_frame(self, tester_class: type[FakeTester]) -> None:
        tester = tester_class(steps=3)
        asyncio.run(tester.pump())
        assert tester.pumps == [None]

    def test_end_with_an_app_that_never_rests(self, tester_class: type[FakeTester]) -> None:
        tester = tester_class(steps=1_000_000)

        async def busy() -> None:
            while True:
                await asyncio.sleep(0)

        async def main() -> None:
            task = asyncio.create_task(busy())
            await tester.pump_and_settle()
            task.cancel()

        asyncio.run(main())
