"""Fetch the browser files listed in vendor.toml, or check that the committed ones are unchanged.

    python tools/vendor.py            fetch by npm, write the files and their SHA256SUMS
    python tools/vendor.py --check    compare the committed files with SHA256SUMS (offline)
    python tools/vendor.py --compare  fetch into a temporary folder and compare with the committed files
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "src/fadu/web/static/web/vendor"
SOURCE_MAP = re.compile(rb"\s*(?:/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S*)\s*$")
DATA_IMAGE = re.compile(rb"""url\("data:[^"]*"\)""")
SUMS = "SHA256SUMS"


def packages() -> list[dict]:
    """The entries of vendor.toml."""
    return tomllib.loads((HERE / "vendor.toml").read_text(encoding="utf-8"))["package"]


def folder_of(package: dict) -> str:
    """Name of the folder of one package: the version is in it, so that caches never mix two versions."""
    return f"{package['name'].removesuffix('.org')}-{package['version']}"


def without_map(data: bytes) -> bytes:
    """The file without its pointer to a source map, ending in one newline."""
    return SOURCE_MAP.sub(b"", data).rstrip() + b"\n"


def carried(name: str, data: bytes) -> bytes:
    """The file as the package carries it. A sheet loses its `data:` images: the content policy refuses them, and a browser that
    applies the sheet a moment before ours would complain of each."""
    return without_map(DATA_IMAGE.sub(b"none", data) if name.endswith(".css") else data)


def fetch(package: dict, into: Path) -> None:
    """Write the wanted files of one package below `into`. npm checks the tarball against its registry's integrity value."""
    with tempfile.TemporaryDirectory() as scratch:
        spec = f"{package['name']}@{package['version']}"
        done = subprocess.run(["npm", "pack", "--silent", spec], cwd=scratch, check=True, capture_output=True, text=True)
        folder = into / folder_of(package)
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(Path(scratch) / done.stdout.strip()) as tar:
            for inside, name in package["files"].items():
                member = tar.extractfile(f"package/{inside}")
                if member is None:
                    sys.exit(f"{spec}: no file {inside}")
                (folder / name).write_bytes(carried(name, member.read()))


def sums(root: Path) -> dict[str, str]:
    """SHA-256 of every file below `root`, by its path."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name != SUMS)
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def written_sums(root: Path = VENDOR) -> dict[str, str]:
    """What SHA256SUMS says."""
    pairs = (line.split("  ", 1) for line in (root / SUMS).read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in pairs}


def differences(found: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """One line for each file that is missing, extra or changed."""
    return [name for name in sorted(found.keys() | wanted.keys()) if found.get(name) != wanted.get(name)]


def main(argv: list[str]) -> int:
    if argv == ["--check"]:
        wrong = differences(sums(VENDOR), written_sums())
    elif argv == ["--compare"]:
        with tempfile.TemporaryDirectory() as scratch:
            for package in packages():
                fetch(package, Path(scratch))
            wrong = differences(sums(Path(scratch)), sums(VENDOR))
    elif not argv:
        for package in packages():
            fetch(package, VENDOR)
        (VENDOR / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sums(VENDOR).items()), encoding="utf-8")
        wrong = []
    else:
        print(__doc__)
        return 2
    for name in wrong:
        print(f"differs: {name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
