"""Addresses for uploads, where a server in front of the app takes files for it.

Flet's embedded connection knows of no uploads: `page.get_upload_url` raises. The server tells its address and a key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from typing import Any
from urllib.parse import quote

__all__ = ["offer_uploads"]


def offer_uploads(connection: Any) -> None:
    """Gives Flet's connection `get_upload_url`, if the environment names a server."""
    address = os.environ.get("FLET_EMBED_UPLOAD_URL")
    key = os.environ.get("FLET_EMBED_UPLOAD_KEY")
    if connection is None or not address or not key:
        return

    def get_upload_url(file_name: str, expires: int) -> str:
        """An address that takes one file by PUT for so many seconds."""
        expiry = int(time.time()) + int(expires)
        signature = hmac.new(key.encode(), f"{file_name}\n{expiry}".encode(), hashlib.sha256).hexdigest()
        return f"{address}?f={quote(file_name, safe='')}&e={expiry}&s={signature}"

    connection.get_upload_url = get_upload_url
