"""The hooks of the plugin."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flet_embed_pytest.app_state import AutoUpdate
from flet_embed_pytest.checks import checks_more_than_pictures
from flet_embed_pytest.picture_packages import replaced_where_missing
from flet_embed_pytest.pictures import Pictures, refuse_golden_pictures
from flet_embed_pytest.ports import use_own_ports
from flet_embed_pytest.settling import settle_pumps
from flet_embed_pytest.stand_in import name_app, use_any_flutter_folder
from flet_embed_pytest.summary import summary_lines

NOT_CHECKED = "not checked (pixels)"

_auto_update = AutoUpdate()
_pictures = Pictures()
_PICTURES = pytest.StashKey[list[str]]()


def pytest_load_initial_conftests() -> None:
    """Before any file of the tests is imported: they import what is changed here."""
    with replaced_where_missing():
        import flet.testing.flet_test_app as flet_test_app
    from flet.testing.tester import Tester

    _pictures.take_over(flet_test_app.FletTestApp)
    use_any_flutter_folder(flet_test_app.FletTestApp)
    use_own_ports(flet_test_app)
    settle_pumps(Tester)


def pytest_configure() -> None:
    refuse_golden_pictures()
    name_app(Path.cwd())


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, object, object]:
    if not isinstance(collector, pytest.Module):
        return (yield)
    _auto_update.begin_import()
    try:
        return (yield)
    finally:
        _auto_update.end_import(collector.path)


def pytest_runtest_setup(item: pytest.Item) -> None:
    _auto_update.apply(item.path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    with _collect(item):
        return (yield)


@contextmanager
def _collect(item: pytest.Item) -> Iterator[None]:
    names: list[str] = []
    item.stash[_PICTURES] = names
    with _pictures.collected_in(names):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    names = item.stash.get(_PICTURES, [])
    if report.when != "call" or not names:
        return report
    # What stands in the report's dictionary travels from a worker to the process that prints the summary.
    report.__dict__["flet_embed_pictures"] = len(names)
    if report.passed and not checks_more_than_pictures(item):
        report.outcome = "skipped"
        report.longrepr = (str(item.path), (item.location[1] or 0) + 1, f"Skipped: {NOT_CHECKED}")
        # An expected failure that did not come would else count as a surprise.
        report.__dict__.pop("wasxfail", None)
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in summary_lines(terminalreporter.stats, NOT_CHECKED):
        terminalreporter.write_line(line, yellow=True)
