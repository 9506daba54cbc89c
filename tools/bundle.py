"""What the installed program is made of: modules, data files and libraries, and what stays out.

Read by `packaging/screening.spec` while PyInstaller builds, by `tools.make_deb`, and by the tests.
"""

from __future__ import annotations

import csv
import os
import re
from contextlib import suppress
from pathlib import Path

from babel import Locale, UnknownLocaleError

from screening import __version__

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "screening"
VERSION = __version__

EXCLUDED_MODULES = (
    # The program has no network and no database but its own; Tk, curses and readline are never on screen.
    *("ssl", "_ssl", "sqlite3", "_sqlite3", "tkinter", "_tkinter", "curses", "_curses", "readline"),
    # Only for developing.
    *("pytest", "_pytest", "hypothesis", "mypy", "setuptools", "pkg_resources", "pip", "unittest", "pydoc"),
    # Typer colours its help with Rich where that is there; it is switched off in `screening/cli/main.py`.
    *("rich", "pygments", "markdown_it"),
    # Bound into nothing that is imported.
    *("PySide6.QtNetwork", "PySide6.QtDBus"),
    # Drivers that SQLAlchemy and others look for and do without.
    *("greenlet", "aiosqlite", "psycopg2", "MySQLdb", "pysqlite2", "pysqlcipher3", "numpy", "pytz"),
)

QT_PLUGINS = {
    "platforms": ("libqxcb.so", "libqwayland.so", "libqoffscreen.so"),
    "platforminputcontexts": (
        "libcomposeplatforminputcontextplugin.so",
        "libibusplatforminputcontextplugin.so",
    ),
    # Not GTK's theme: its file window would list what was opened among the recent files.
    "platformthemes": ("libqxdgdesktopportal.so",),
    "xcbglintegrations": ("libqxcb-egl-integration.so", "libqxcb-glx-integration.so"),
    "wayland-shell-integration": ("libxdg-shell.so",),
    "wayland-decoration-client": ("libbradient.so",),
    "iconengines": ("libqsvgicon.so",),
    "imageformats": ("libqsvg.so",),
    "printsupport": ("libcupsprintersupport.so",),
}
"""Qt's plugins that are kept on Linux. A picture is PNG or SVG; PNG needs no plugin."""

QT_LIBRARIES = frozenset(
    {
        *("Core", "DBus", "Gui", "OpenGL", "PrintSupport", "Svg", "Test", "Widgets"),
        *("XcbQpa", "WaylandClient", "WlShellIntegration"),
    }
)
"""Qt's libraries that are kept: those the program imports, and those that a plugin above needs."""

SYSTEM_LIBRARIES = {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libc.so.6": "libc6",
    "libm.so.6": "libc6",
    "libmvec.so.1": "libc6",
    "libdl.so.2": "libc6",
    "librt.so.1": "libc6",
    "libpthread.so.0": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libbz2.so.1.0": "libbz2-1.0",
    "liblzma.so.5": "liblzma5",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libcrypt.so.1": "libcrypt1",
    "libuuid.so.1": "libuuid1",
    "libcrypto.so.3": "libssl3",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Libraries that come with the system, and the Debian package of each: the system keeps them up to date."""

COPIED_LIBRARIES = {"libmpdec.so.3": "libmpdec3"}
"""Of the system's libraries those that are copied all the same, as the next release has none of that name: what
Debian's own Python calculates decimals with."""

RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libssl3": "libssl3t64", "libcups2": "libcups2t64"}
"""What Debian 13 and Ubuntu 24.04 call the same package."""


def data_files() -> list[tuple[Path, str]]:
    """Every file of the package that is not code, with its folder in the bundle.

    Migrations go in as source besides: Alembic finds them by looking into their folder.
    """
    found = []
    for path in sorted(PROGRAM.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        if path.suffix != ".py" or "migrations" in path.parts:
            found.append((path, path.parent.relative_to(ROOT).as_posix()))
    return found


def spoken_languages() -> frozenset[str]:
    """The languages whose words for dates and names are needed: those of the table, and English.

    Each by the table's tag and by the one that Babel files it under: `kmr` is `ku` there.
    """
    with (PROGRAM / "languages" / "languages.csv").open(encoding="utf-8", newline="") as table:
        tags = {row["tag"] for row in csv.DictReader(table)} | {"en"}
    found = {tag.split("-")[0] for tag in tags}
    for tag in tags:
        with suppress(UnknownLocaleError, ValueError):
            found.add(Locale.parse(tag, sep="-").language)
    return frozenset(found)


def keep_locale(name: str, tags: frozenset[str]) -> bool:
    """Whether one of Babel's locale files is needed: `name` is like `pt_BR.dat`."""
    return name == "root.dat" or name.removesuffix(".dat").split("_")[0] in tags


def keep_data(place: str, tags: frozenset[str]) -> bool:
    """Whether a data file, or a link to a library, goes in, by its place in the bundle."""
    path = Path(place)
    if path.name.startswith("libQt6"):
        return keep_library(place, place)
    if path.parts[:2] == ("babel", "locale-data"):
        return keep_locale(path.name, tags)
    # Qt's own translations: the program's words come from its own catalogs.
    return "translations" not in path.parts or path.parts[0] != "PySide6"


def keep_library(place: str, source: str) -> bool:
    """Whether a library goes in, by its place in the bundle and where it was found; decides for Linux only."""
    path = Path(place)
    if "plugins" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        return path.name in QT_PLUGINS.get(kind, ())
    qt = re.match(r"libQt6(\w+)\.so", path.name)
    if qt:
        return qt[1] in QT_LIBRARIES
    # Python's own modules come from there as well where it is the system's Python: only bare libraries stay out.
    of_system = os.path.realpath(source).startswith(("/usr/lib/", "/lib/", "/usr/lib64/", "/lib64/"))
    if len(path.parts) > 1 or not of_system or not Path(source).is_absolute():
        return True
    return path.name.startswith("libpython") or path.name in COPIED_LIBRARIES
