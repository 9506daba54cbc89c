"""Pictures of every screen in every variant: `python -m tests.ui.pictures OUT [VARIANT ...]`, or `make screens`.

Leaves OUT/VARIANT/NN-scene.png and says where; a variant is named as in "ar-dark-200-1024x768". Needs no display.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from screening.app import build_context, dress
from screening.ui.tokens import tokens_for

from .scenes import every_scene
from .variants import CHECKED, EVERYDAY, PICTURED, Variant


def picture(app: QApplication, variant: Variant, out: Path) -> int:
    """Every scene of one variant into a folder; gives how many."""
    context = build_context(variant.officer, tokens_for(variant.theme, dark=False), variant.settings)
    dress(app, context)
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for scene, window in every_scene(context, Path(folder), variant.size):
            count += 1
            window.grab().save(str(out / f"{count:02d}-{re.sub(r'[^a-z0-9]+', '-', scene.lower())}.png"))
    context.tasks.close()
    return count


def main(arguments: list[str]) -> int:
    """The command line; exit status 2 for wrong usage."""
    known = {variant.name: variant for variant in (*PICTURED, *EVERYDAY, *CHECKED)}
    if not arguments or any(name not in known for name in arguments[1:]):
        print(
            f"usage: python -m tests.ui.pictures OUT [VARIANT ...]\nvariants: {' '.join(known)}", file=sys.stderr
        )
        return 2
    out = Path(arguments[0])
    app = QApplication(["pictures"])
    for variant in [known[name] for name in arguments[1:]] or PICTURED:
        print(f"{out / variant.name}: {picture(app, variant, out / variant.name)} pictures", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
