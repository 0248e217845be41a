"""What stands in for a device: the folder in which Flet starts ``flutter``, and the app that runs on it."""

import functools
import os
import tomllib
from pathlib import Path
from typing import Any

#: Tells the stand-in for Flutter which app to run.
APP_VARIABLE = "FLET_EMBED_TEST_APP"


def name_app(project: Path) -> None:
    """Finds the app that tests in device mode test, as ``flet build`` finds it; without one nothing is said."""
    app = find_app(project, os.environ)
    if app is not None:
        os.environ[APP_VARIABLE] = str(app)


def find_app(project: Path, environment: Any) -> Path | None:
    table = _app_table(project / "pyproject.toml")
    folder = project / str(environment.get("FLET_TEST_APP_PATH") or table.get("path") or "")
    module = str(environment.get("FLET_TEST_APP_MODULE") or table.get("module") or "main")
    script = folder.resolve() / f"{module.removesuffix('.py')}.py"
    return script if script.is_file() else None


def _app_table(file: Path) -> dict[str, Any]:
    """``[tool.flet.app]`` of a project; empty without it."""
    if not file.is_file():
        return {}
    table: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    for key in ("tool", "flet", "app"):
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return table if isinstance(table, dict) else {}


def use_any_flutter_folder(app_class: type) -> None:
    """A suite may name the folder of a Flutter project that is not there: nothing of it is needed."""
    original = app_class.__init__  # type: ignore[misc]

    @functools.wraps(original)
    def init(app: Any, flutter_app_dir: Any, *args: Any, **options: Any) -> None:
        folder = flutter_app_dir if Path(flutter_app_dir).is_dir() else os.environ["FLET_TEST_FLUTTER_APP_DIR"]
        original(app, folder, *args, **options)

    app_class.__init__ = init  # type: ignore[misc]
