"""Typed readers of FADU_* variables. Each says in Chinese what is wrong and how to mend it; unknown ones are an error."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

KNOWN = frozenset({
    "FADU_DATA", "FADU_DATABASE_URL", "FADU_SECRET_FILE", "FADU_HOSTS", "FADU_BEHIND_PROXY", "FADU_HTTPS", "FADU_TIME_ZONE",
    "FADU_VAULT_CIPHER", "FADU_EVIDENCE_URL",
})


class BadEnvironment(Exception):
    """A FADU_* variable that can't be used: what, and how to mend it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}\n{mend}")
        self.reason = reason
        self.mend = mend


def refuse_unknown(environ: Mapping[str, str]) -> None:
    """A misspelt variable would be silently without effect, so it is an error."""
    for name in environ:
        if name.startswith("FADU_") and name not in KNOWN:
            raise BadEnvironment(f"不认识环境变量 {name}", f"可用的有：{'、'.join(sorted(KNOWN))}")


def flag(name: str) -> bool:
    """1/true/yes or 0/false/no; absent means no."""
    text = os.environ.get(name, "").strip().lower()
    if text in ("", "0", "false", "no"):
        return False
    if text in ("1", "true", "yes"):
        return True
    raise BadEnvironment(f"{name}={text} 不是开关值", "请写 1 或 0")


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of the options; absent means the first."""
    text = os.environ.get(name, "").strip().lower() or options[0]
    if text not in options:
        raise BadEnvironment(f"{name}={text} 不能用", f"可用的有：{'、'.join(options)}")
    return text


def names(name: str, default: list[str]) -> list[str]:
    """Names joined by commas."""
    text = os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()] or default


def folder(name: str, default: Path) -> Path:
    """An absolute path."""
    return Path(os.environ.get(name) or default).expanduser().resolve()


def has_data() -> bool:
    """Whether a database is named or lies in the data folder; asked before anything is made."""
    return bool(os.environ.get("FADU_DATABASE_URL")) or (folder("FADU_DATA", Path("fadu-data")) / "fadu.sqlite3").exists()


def secret(name: str, default: Path) -> str:
    """The secret in a file; made on first use, readable by its owner only. There is no built-in secret."""
    path = Path(os.environ.get(name) or default)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the data folder is nobody else's business
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as stream:
                stream.write(secrets.token_urlsafe(48))
    text = path.read_text(encoding="ascii").strip()
    if len(text) < 32:
        raise BadEnvironment(f"密钥文件 {path} 内容过短", "请删除该文件，让程序重新生成（已登录的用户需要重新登录）")
    return text


def database(name: str, sqlite: Path) -> dict[str, Any]:
    """A Django database: PostgreSQL from a URL, otherwise the embedded SQLite file."""
    url = os.environ.get(name, "")
    if not url:
        return _sqlite(sqlite)
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadEnvironment(f"{name} 不是 PostgreSQL 地址", "请写成 postgresql://用户:密码@主机:端口/库名，或去掉该变量改用自带的 SQLite")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or (unquote(parts.hostname) if parts.hostname else "")
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": unquote(parts.path.lstrip("/")), "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""), "HOST": host, "PORT": str(parts.port or ""), "OPTIONS": options,
        "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True,
    }


def bucket(name: str) -> dict[str, dict[str, Any]]:
    """The bucket that a URL names, as an entry of STORAGES; {} where files stay in the data folder."""
    url = os.environ.get(name, "")
    if not url:
        return {}
    parts = urlsplit(url)
    label = parts.path.strip("/")
    if parts.scheme not in ("s3", "s3+http") or not (parts.hostname and parts.username and parts.password and label) or "/" in label:
        raise BadEnvironment(f"{name} 不是对象存储的地址", "请写成 s3://访问号:密钥@主机:端口/桶名，或去掉该变量，把文件存在数据文件夹里")
    if find_spec("storages") is None:
        raise BadEnvironment(f"{name} 要用对象存储，但没有装 django-storages", "请安装 fadu[s3]，或去掉该变量")
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return {"evidence": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{host}", "bucket_name": label,
        "access_key": unquote(parts.username), "secret_key": unquote(parts.password), "region_name": "us-east-1", "addressing_style": "path",
        "signature_version": "s3v4", "default_acl": None, "querystring_auth": True, "file_overwrite": True,
    }}}


def _sqlite(path: Path) -> dict[str, Any]:
    # FULL: an acknowledged act survives a power cut. recursive_triggers: without it INSERT OR REPLACE slips past the
    # triggers that keep sealed entries from being overwritten.
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE", "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
        },
    }
