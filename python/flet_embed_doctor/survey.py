"""The program that `flet-embed doctor` runs in the embedded Python: tells over a channel what is installed there.

One message for each piece, since each of them may be the last one: importing a broken package can end the process.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import sysconfig
import traceback
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import flet_embed

DISTRIBUTIONS = ("flet", "flet-web", "pytest", "pytest-asyncio")


def versions() -> dict[str, str | None]:
    """The installed version of each distribution; None: it is not installed."""
    found: dict[str, str | None] = {}
    for name in DISTRIBUTIONS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = None
    return found


def is_externally_managed() -> bool:
    """True where pip refuses to install, as in the Python of a Linux distribution."""
    if sys.prefix != sys.base_prefix:
        return False
    return Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists()


def flet_failure() -> str | None:
    """Why Flet cannot be imported, in a line; None when it can."""
    try:
        importlib.import_module("flet")
    except Exception as error:
        return traceback.format_exception_only(error)[-1].strip()
    return None


def web_client() -> str | None:
    """The folder of Flet's compiled web client; None when it is not there."""
    spec = importlib.util.find_spec("flet_web")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        web = Path(folder, "web")
        if (web / "index.html").is_file():
            return str(web)
    return None


def findings() -> Iterator[dict[str, object]]:
    """What there is to tell, what is least likely to fail first."""
    installed = versions()
    yield {
        "versions": installed,
        "externallyManaged": is_externally_managed(),
        "hasPip": importlib.util.find_spec("pip") is not None,
    }
    yield {"webClient": web_client()}
    if installed["flet"] is not None:
        yield {"fletFailure": flet_failure()}


def tell() -> None:
    """Sends every finding to the process that asks."""
    with flet_embed.channel("doctor") as channel:
        for finding in findings():
            channel.send_sync(json.dumps(finding).encode())
            # Only once it is known outside may the next step end the process.
            channel.receive_sync()


if __name__ == "__main__":
    tell()
