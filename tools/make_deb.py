"""`make package`: the installed program as one folder, and a Debian package of it in `dist/`.

Two builds of the same commit on the same machine give the same bytes: times are the commit's, files are
root's, and Python's hashes have a fixed seed.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tools.bundle import QT_PLUGINS, RENAMED, ROOT, SYSTEM_LIBRARIES, VERSION
from tools.package_licences import copyright_text
from tools.try_installed import try_program

BUILD = ROOT / "build"
BUNDLE = BUILD / "package" / "screening"
LISTS = BUILD / "pyinstaller" / "screening"
ICONS = BUILD / "icons"
TREE = BUILD / "deb"
DIST = ROOT / "dist"
LINUX = ROOT / "packaging" / "linux"
ICON_SIZES = (48, 128, 256)

CONTROL = """Package: screening
Version: {version}
Architecture: {architecture}
Maintainer: The Screening maintainers <maintainers@screening.invalid>
Installed-Size: {size}
Depends: {depends}
Recommends: cups-client
Section: misc
Priority: optional
Description: forms and records, without a network
 Keeps records in an encrypted folder and prints forms from them, in several
 languages. It needs no network and no Python of the system.
"""


def build_bundle(environment: dict[str, str]) -> None:
    """Draw the icons and run PyInstaller. Raises CalledProcessError."""
    for words in (
        ["-m", "tools.make_icons"],
        [
            *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"),
            *("--distpath", str(BUNDLE.parent), "--workpath", str(LISTS.parent)),
            str(ROOT / "packaging" / "screening.spec"),
        ],
    ):
        subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)


def check_bundle(folder: Path) -> None:
    """Raise SystemExit where a link leads nowhere or a plugin of Qt that the program needs is missing."""
    loose = [path.name for path in folder.rglob("*") if path.is_symlink() and not path.exists()]
    plugins = folder / "_internal" / "PySide6" / "Qt" / "plugins"
    missing = [f"{kind}/{name}" for kind, names in QT_PLUGINS.items() for name in names]
    missing = [name for name in missing if not (plugins / name).is_file()]
    if loose or missing:
        raise SystemExit(f"The bundle is not whole: links {loose}, plugins {missing}")


def system_needs(folder: Path) -> tuple[set[str], str]:
    """The system libraries that the bundle is bound to, and the newest version of glibc it asks for."""
    libraries = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]
    inside = {path.name for path in folder.rglob("*")}
    needed: set[str] = set()
    versions = {(2, 28)}
    for path in libraries:
        read = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        needed |= set(re.findall(r"NEEDED\s+(\S+)", read)) - inside
        versions |= {(int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", read)}
    return needed, ".".join(map(str, max(versions)))


def depends(needed: set[str], glibc: str, setup: str) -> str:
    """The control file's line: what is linked, and what `tools/setup.sh` names for a display besides.

    Raises SystemExit on a library whose package is not known here: better no package than one that fails.
    """
    unknown = sorted(needed - set(SYSTEM_LIBRARIES))
    if unknown:
        raise SystemExit(f"In tools/bundle.py the packages are missing for: {', '.join(unknown)}")
    loaded = re.search(r'^display_libraries="([^"]+)"', setup, re.MULTILINE)
    packages = {SYSTEM_LIBRARIES[name] for name in needed} | set(loaded[1].split() if loaded else ())
    packages.discard("libc6")
    lines = [f"{name} | {RENAMED[name]}" if name in RENAMED else name for name in sorted(packages)]
    return ", ".join([f"libc6 (>= {glibc})", *lines])


def fill_tree(tree: Path, day: datetime) -> None:
    """Everything but the control file, as it will lie on the disk."""
    shutil.copytree(BUNDLE, tree / "usr" / "lib" / "screening", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "screening").symlink_to("../lib/screening/screening")
    share = tree / "usr" / "share"
    _put(share / "applications" / "screening.desktop", (LINUX / "screening.desktop").read_bytes())
    icons = share / "icons" / "hicolor"
    drawing = ROOT / "screening" / "ui" / "icons" / "program.svg"
    _put(icons / "scalable" / "apps" / "screening.svg", drawing.read_bytes())
    for size in ICON_SIZES:
        picture = (ICONS / f"screening-{size}.png").read_bytes()
        _put(icons / f"{size}x{size}" / "apps" / "screening.png", picture)
    page = (LINUX / "screening.1").read_text(encoding="utf-8")
    page = page.replace("@VERSION@", VERSION).replace("@DATE@", f"{day:%Y-%m-%d}")
    _put(share / "man" / "man1" / "screening.1.gz", gzip.compress(page.encode(), 9, mtime=0))
    documents = share / "doc" / "screening"
    _put(documents / "copyright", copyright_text(LISTS).encode())
    _put(documents / "changelog.gz", gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0))


def write_control(tree: Path, architecture: str) -> None:
    """`DEBIAN/control` and the sums of all files."""
    needed, glibc = system_needs(tree / "usr" / "lib" / "screening")
    files = sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
    ]
    control = CONTROL.format(
        version=debian_version(VERSION),
        architecture=architecture,
        size=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=depends(needed, glibc, (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")),
    )
    _put(tree / "DEBIAN" / "control", control.encode())
    _put(tree / "DEBIAN" / "md5sums", "".join(sums).encode())


def debian_version(version: str) -> str:
    """A Python version as Debian sorts it: 1.0rc1 comes before 1.0."""
    return re.sub(r"(?<=\d)\.?(a|b|rc|dev)(?=\d)", r"~\1", version)


def level(tree: Path, moment: int) -> None:
    """One owner's modes and one time for everything, whatever the umask and clock of this machine."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == "screening" and path.parent.name == "screening")
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
    tree.chmod(0o755)
    os.utime(tree, (moment, moment))


def source_date() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, or the time of the commit, or 0 where there is no history."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    read = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(read.stdout.strip() or 0)


def main() -> None:
    """Build it all, and say where it is and how large."""
    for tool in ("dpkg-deb", "dpkg", "objdump"):
        if shutil.which(tool) is None:
            raise SystemExit(f"`make package` needs {tool} (Debian: sudo apt-get install dpkg binutils)")
    moment = source_date()
    os.umask(0o022)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(moment), "PYTHONHASHSEED": "0"}
    build_bundle(environment)
    check_bundle(BUNDLE)
    # Better no package than one whose program does not run.
    with tempfile.TemporaryDirectory() as home:
        try_program(BUNDLE / "screening", Path(home), Path(home) / "demo")
    shutil.rmtree(TREE, ignore_errors=True)
    fill_tree(TREE, datetime.fromtimestamp(moment, UTC))
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    write_control(TREE, architecture)
    level(TREE, moment)
    DIST.mkdir(exist_ok=True)
    package = DIST / f"screening_{debian_version(VERSION)}_{architecture}.deb"
    unfinished = BUILD / "unfinished.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(TREE), str(unfinished)],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    unfinished.replace(package)
    installed = sum(path.stat().st_size for path in TREE.rglob("*") if path.is_file() and not path.is_symlink())
    print(
        f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.1f} MB, installed {installed / 1e6:.0f} MB"
    )


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


if __name__ == "__main__":
    main()
