"""What the tests need from the system: Chromium, LibreOffice Writer, poppler, CJK fonts, strace. By apt when root, otherwise named.

    python3 tools/system_needs.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Program that shows the package is there -> Debian package.
PROGRAMS = {"chromium": "chromium", "soffice": "libreoffice-writer-nogui", "pdftoppm": "poppler-utils", "fc-list": "fontconfig",
            "strace": "strace"}
FONT, FONT_PACKAGE = "Noto Sans CJK SC", "fonts-noto-cjk"
LATIN, LATIN_PACKAGE = "Liberation Serif", "fonts-liberation"


def missing() -> list[str]:
    """Debian packages that are not there."""
    wanted = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout if shutil.which("fc-list") else ""
    return wanted + [package for name, package in ((FONT, FONT_PACKAGE), (LATIN, LATIN_PACKAGE)) if name not in fonts]


def main() -> int:
    packages = missing()
    if not packages:
        return 0
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"安装测试需要的软件包：{' '.join(packages)}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
        packages = missing()
    if packages:
        print(f"测试还缺这些软件包：{' '.join(packages)}\n请以 root 运行：apt-get install {' '.join(packages)}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
