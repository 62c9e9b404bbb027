"""Show the style guide in Chromium 86 and 109, the oldest that offices still run, and measure how far it differs from the current one.

    python tools/old_browsers.py DIR    fetches the browsers by npm into DIR (once), writes screenshots there, exits 1 where a page differs

The difference of a page is the mean over all pixels of both screenshots at an eighth of their size, so that the smoothing of letters does not
count but a missing colour or a moved column does. Needs npm, node, chromium and Pillow; no part of the software needs them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

BROWSERS = {
    "86": ("chrome-aws-lambda@5.3.1", ["--single-process", "--no-zygote"]),
    "109": ("@sparticuz/chromium@109.0.6", ["--no-zygote", "--in-process-gpu"]),
}
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-software-rasterizer", "--no-first-run", "--disable-sync"]
UNPACK = "require('fs').writeFileSync(process.argv[2], require('zlib').brotliDecompressSync(require('fs').readFileSync(process.argv[1])))"
PAGES = [(page, 1440, 2200) for page in ("cases", "cases-1", "figures", "import", "report", "components", "signin")] + [("cases", 600, 2200)]
MOST = 1.0  # percent


def fetch(folder: Path, spec: str) -> Path:
    """The executable of one old browser, unpacked into `folder`."""
    program = folder / "chromium"
    if program.exists():
        return program
    folder.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
    with tarfile.open(folder / packed) as tar:
        for name in ("chromium.br", "swiftshader.tar.br"):
            member = tar.extractfile(f"package/bin/{name}")
            assert member is not None
            (folder / name).write_bytes(member.read())
            subprocess.run(["node", "-e", UNPACK, str(folder / name), str(folder / name.removesuffix(".br"))], check=True)
    with tarfile.open(folder / "swiftshader.tar") as tar:
        tar.extractall(folder, filter="data")
    program.chmod(0o755)
    return program


def shoot(program: str, more: list[str], url: str, size: tuple[int, int], into: Path) -> Image.Image:
    """One screenshot by the command line, which needs no protocol that an old browser would lack."""
    with tempfile.TemporaryDirectory() as profile:
        words = [program, *FLAGS, *more, f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}", f"--screenshot={into}", url]
        subprocess.run(words, check=True, capture_output=True, timeout=60)
    return Image.open(into).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Percent by which two screenshots differ."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    small = [image.crop((0, 0, width, height)).resize((width // 8, height // 8), Image.Resampling.BOX) for image in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3 / 2.55


def main(argv: list[str]) -> int:
    from tools import styleguide

    folder = Path(argv[0]).resolve()
    styleguide.set_up()
    styleguide.write(folder / "pages")
    running = styleguide.server(folder / "pages")
    threading.Thread(target=running.serve_forever, daemon=True).start()
    base, far = f"http://127.0.0.1:{running.server_address[1]}", False
    now = shutil.which("chromium") or sys.exit("no chromium on this machine")
    old = {version: (str(fetch(folder / version, spec)), more) for version, (spec, more) in BROWSERS.items()}
    for page, width, height in PAGES:
        url = f"{base}/{page}.html"
        current = shoot(now, [], url, (width, height), folder / f"now-{page}-{width}.png")
        for version, (program, more) in old.items():
            found = difference(current, shoot(program, more, url, (width, height), folder / f"{version}-{page}-{width}.png"))
            far |= found > MOST
            print(f"{page:12} {width:5}  Chromium {version:4} differs by {found:.2f} %")
    running.shutdown()
    return int(far)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    here = Path(__file__).resolve().parents[1]
    sys.path[:0] = [str(here), str(here / "src")]
    sys.exit(main(sys.argv[1:]))
