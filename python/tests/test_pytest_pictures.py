"""What the pytest plugin says of tests that compare pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

APP = """
import pytest
from flet.testing import FletTestApp

@pytest.fixture
def app(request):
    return FletTestApp(flutter_app_dir="no such folder", test_path=str(request.path), test_platform="linux")
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.setenv("FLET_TEST_FLUTTER_APP_DIR", str(pytester.path))
    monkeypatch.delenv("FLET_TEST_GOLDEN", raising=False)
    pytester.makeconftest(APP)
    return pytester


def run(suite: pytest.Pytester, *args: str) -> pytest.RunResult:
    return suite.runpytest_subprocess("-p", "flet_embed_pytest", "-p", "no:cacheprovider", "-rs", *args)


def test_a_test_that_only_compares_pictures_is_skipped_not_passed(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_two_pictures(app):
            app.assert_screenshot("one", b"")
            app.assert_screenshot(name="two", screenshot=b"", similarity_threshold=99)
        """
    )
    result = run(suite)
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(
        [
            "2 pictures not checked (pixels): this client has none.",
            "  2 of them in 1 tests that check nothing else: skipped",
            "SKIPPED*test_a_test_that_only*.py:1: not checked (pixels)",
        ]
    )


def test_in_a_mixed_test_the_other_assertions_hold_and_the_pictures_are_counted(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_good(app):
            app.assert_screenshot("one", b"")
            assert 1 + 1 == 2

        def test_bad(app):
            app.assert_screenshot("two", b"")
            assert 1 + 1 == 3
        """
    )
    result = run(suite)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["  2 of them in 2 tests whose other assertions were checked"])


def test_without_pictures_nothing_is_said_and_nothing_changes(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_nothing(app):
            pass
        """
    )
    result = run(suite)
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*not checked*")


@pytest.mark.parametrize(
    "check",
    [
        "assert True",
        "with pytest.raises(ZeroDivisionError): 1 / 0",
        "helper()",
        "checks.helper()",
        "unittest.TestCase().assertEqual(1, 1)",
    ],
)
def test_these_count_as_other_assertions(suite: pytest.Pytester, check: str) -> None:
    suite.makepyfile(checks="def helper():\n    inner()\n\ndef inner():\n    assert True\n")
    suite.makepyfile(
        f"""
        import unittest
        import pytest
        import checks
        from checks import helper

        def test_it(app):
            app.assert_screenshot("one", b"")
            {check}
        """
    )
    run(suite).assert_outcomes(passed=1)


@pytest.mark.parametrize("step", ["find('x')", "app.assert_screenshot('two', b'')", "sorted([])"])
def test_these_do_not(suite: pytest.Pytester, step: str) -> None:
    suite.makepyfile(
        f"""
        def find(text):
            return text

        def test_it(app):
            {step}
            app.assert_screenshot("one", b"")
        """
    )
    run(suite).assert_outcomes(skipped=1)


def test_an_assertion_in_a_method_of_the_class_counts(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        class TestIt:
            def check(self):
                assert True

            def test_it(self, app):
                app.assert_screenshot("one", b"")
                self.check()
        """
    )
    run(suite).assert_outcomes(passed=1)


def test_a_test_that_fails_before_its_picture_fails(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_it(app):
            app.assert_screenshot("one", b"")
            raise RuntimeError("the app is gone")
        """
    )
    run(suite).assert_outcomes(failed=1)


def test_an_expected_failure_that_does_not_come_is_not_checked_either(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import pytest

        @pytest.mark.xfail
        def test_it(app):
            app.assert_screenshot("one", b"")
        """
    )
    run(suite).assert_outcomes(skipped=1)


def test_moving_pictures_are_neither_compared_nor_written(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_it(app):
            app.assert_gif("dance", [b"", b""], duration=100)
            path = app.create_gif(["a", "b"], "walk")
            app.create_gif(frames=[b""], output_name="run")
            assert not path.exists()
            assert path.name == "walk.gif"
        """
    )
    result = run(suite)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["3 pictures not checked (pixels): this client has none."])
    assert list(suite.path.rglob("*.gif")) == []


def test_who_compares_pictures_by_itself_is_skipped(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_it(app):
            assert app._compare_images_rgb(None, None) > 99
        """
    )
    run(suite).assert_outcomes(skipped=1)


def test_taking_golden_pictures_is_refused(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLET_TEST_GOLDEN", "1")
    suite.makepyfile("def test_it(app): pass")
    result = run(suite)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*FLET_TEST_GOLDEN asks for pictures of the app, and this client has no pixels*"])


def test_packages_for_pictures_are_not_needed_and_not_pretended(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import importlib.util
        import sys

        def test_it(app):
            for name in ("PIL", "skimage", "numpy"):
                assert (name in sys.modules) <= (importlib.util.find_spec(name) is not None)
        """
    )
    run(suite).assert_outcomes(passed=1)
