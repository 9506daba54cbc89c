"""How large a recording, and a pack of them, may be: looked at before anything is read."""

from __future__ import annotations

MOST_FILE_BYTES = 20 * 1024**2
MOST_PACK_BYTES = 500 * 1024**2
MOST_SECONDS = 300
