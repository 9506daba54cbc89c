#!/usr/bin/env bash
# Makes a checkout ready to run: system libraries where it may, then a virtual environment from the lock file.
# What it cannot install, it names exactly. With the word `package`: what `make package` needs besides.
set -euo pipefail
cd "$(dirname "$0")/.."

display_libraries="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
test_tools="poppler-utils strace dbus-daemon"
packages="$display_libraries $test_tools"

find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for package in $packages; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || echo "$package"
    done
    find_python >/dev/null || printf 'python3\npython3-venv\n'
}

install_packages() {
    if [ "$(id -u)" -eq 0 ]; then
        run=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        run="sudo"
    else
        return 1
    fi
    $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

package_tools() {
    command -v objdump >/dev/null 2>&1 || echo binutils
    # The program is bound to Python's library, which Debian keeps apart from its python3.
    python=$(realpath .venv/bin/python)
    library="lib$(basename "$python")"
    case "$python" in
    /usr/bin/*) dpkg-query -W -f '${db:Status-Status}' "$library" 2>/dev/null | grep -q '^installed$' || echo "$library" ;;
    esac
}

install_or_say() {
    echo "Installing system packages: $*"
    if ! install_packages "$@"; then
        echo "These system packages are needed and could not be installed from here. Please run:" >&2
        echo "    sudo apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
}

if [ "${1:-}" = package ]; then
    missing=$(package_tools | tr '\n' ' ')
    # shellcheck disable=SC2086
    [ -z "${missing// /}" ] || install_or_say $missing
    exit 0
fi

stamp=".venv/ready-$(cat requirements.lock pyproject.toml tools/setup.sh | sha256sum | cut -c1-16)"
[ -e "$stamp" ] && exit 0

missing=$(missing_packages | tr '\n' ' ')
if [ -n "${missing// /}" ]; then
    # shellcheck disable=SC2086
    install_or_say $missing
fi

if ! python=$(find_python); then
    echo "Python 3.11 or newer with its venv module is needed (Debian: sudo apt-get install python3 python3-venv)." >&2
    exit 1
fi

echo "Setting up the virtual environment (once, about a minute)"
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch "$stamp"
