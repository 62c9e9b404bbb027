"""Render every piece of the design system with sample content into a folder of static pages.

python tools/styleguide.py DIR            write the pages and the static files they need
python tools/styleguide.py DIR --serve    and serve them on loopback, under the content policy of the software
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
from pathlib import Path

import django
from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

HERE = Path(__file__).resolve().parent
WEB = HERE.parent / "src/fadu/web"
PAGES = HERE / "styleguide_pages"
STRICT = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


def set_up() -> None:
    """The few settings that rendering without the software needs."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "fadu.web"],
        STATIC_URL="/static/",
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        LANGUAGE_CODE="zh-hans",
        ALLOWED_HOSTS=["testserver"],
        SECRET_KEY="styleguide",
    )
    django.setup()


def templates() -> DjangoTemplates:
    """The templates of the package and, before them, the sample pages."""
    processors = ["django.template.context_processors.request"]
    return DjangoTemplates(
        {
            "NAME": "styleguide",
            "DIRS": [PAGES, WEB / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {"context_processors": processors, "libraries": {"web": "fadu.web.templatetags.web"}},
        }
    )


def render_all() -> dict[str, str]:
    """Markup of every page by its file name."""
    from tools.styleguide_pages import sample

    engine, made = templates(), {}
    for name, (template, content) in sample.pages().items():
        request = RequestFactory().get(f"/{name}.html", content.get("query", {}))
        made[f"{name}.html"] = engine.get_template(template).render(
            {**sample.shell(name, signed_in=content.get("signed_in", True)), **content}, request
        )
    return made


def write(folder: Path) -> None:
    """Pages and static files into `folder`."""
    shutil.copytree(WEB / "static", folder / "static", dirs_exist_ok=True)
    for name, markup in render_all().items():
        (folder / name).write_text(markup, encoding="utf-8")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files under the strictest policy the pages must bear."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Quiet."""


def server(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """A server of `folder` on loopback; port 0 takes a free one."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, directory=str(folder)))


def main(argv: list[str]) -> int:
    if not argv:
        print(__doc__)
        return 2
    set_up()
    folder = Path(argv[0])
    write(folder)
    if "--serve" in argv:
        running = server(folder, int(argv[argv.index("--serve") + 1]) if argv[-1] != "--serve" else 0)
        print(f"http://127.0.0.1:{running.server_address[1]}/cases.html", flush=True)
        running.serve_forever()
    return 0


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]
    sys.exit(main(sys.argv[1:]))
