"""Configuration from the environment: parsed once, strictly, into a typed value."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

from webapp.errors import ConfigurationError

Value = TypeVar("Value")

LOCALES = ("id", "en")
# Their values may hold passwords, so a complaint about them never repeats the value.
SECRET_NAMES = frozenset({"DATABASE_URL", "SMTP_URL", "REDIS_URL", "METRICS_TOKEN"})


@dataclass(frozen=True)
class Settings:
    """Everything an installation may decide. Paths are absolute; sizes are bytes."""

    database_url: str
    secret_key: str
    public_url: str
    instance_path: Path
    files_dir: Path
    smtp_url: str | None = None
    mail_from: str = "Gelar <gelar@localhost>"
    redis_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 16
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str | None = None
    default_locale: str = "id"
    default_timezone: str = "Asia/Jakarta"
    kim_long_form: str = "Kelompok Informasi Masyarakat"  # "Komunitas …" where the office says so
    room_hosts: tuple[str, ...] = ()  # conference servers on one's own network that may be spoken to
    kim_members: tuple[int, int] = (3, 30)  # outside these a group is pointed at, never refused

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def outbox_dir(self) -> Path:
        """Where mails are written as .eml files while no SMTP server is configured."""
        return self.instance_path / "outbox"

    def at_url(self, public_url: str) -> "Settings":
        """The same settings for a server reached at another address."""
        return replace(self, public_url=public_url.rstrip("/"))


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (default: the process's own).

    Raises ConfigurationError with one sentence that names the variable and the mend.
    """
    env = {key: value.strip() for key, value in (os.environ if environ is None else environ).items()}
    instance = Path(env.get("INSTANCE_PATH") or _default_instance()).expanduser().resolve()
    host = env.get("HOST") or "127.0.0.1"
    port = _parsed(env, "PORT", "8000", _whole(1, 65535))
    database_url = _parsed(env, "DATABASE_URL", f"sqlite:///{instance / 'gelar.db'}", _database_url)
    return Settings(
        instance_path=instance,
        database_url=database_url,
        secret_key=_secret_key(env, instance, is_shared=not database_url.startswith("sqlite")),
        public_url=_parsed(env, "PUBLIC_URL", f"http://{_reachable(host)}:{port}", _public_url),
        files_dir=Path(env.get("FILES_DIR") or instance / "files").expanduser().resolve(),
        smtp_url=_optional(env, "SMTP_URL", _smtp_url),
        mail_from=_parsed(env, "MAIL_FROM", "Gelar <gelar@localhost>", _mail_from),
        redis_url=_optional(env, "REDIS_URL", _redis_url),
        host=host,
        port=port,
        workers=_parsed(env, "WORKERS", "1", _whole(1, 64)),
        threads=_parsed(env, "THREADS", "16", _whole(1, 256)),
        trusted_proxies=_parsed(env, "TRUSTED_PROXIES", "", _networks),
        metrics_token=_optional(env, "METRICS_TOKEN", _metrics_token),
        default_locale=_parsed(env, "DEFAULT_LOCALE", "id", _one_of(LOCALES)),
        default_timezone=_parsed(env, "DEFAULT_TIMEZONE", "Asia/Jakarta", _timezone),
        kim_long_form=_parsed(env, "KIM_LONG_FORM", "Kelompok Informasi Masyarakat", _short_name),
        room_hosts=_parsed(env, "ROOM_HOSTS", "", _hosts),
        kim_members=_parsed(env, "KIM_MEMBERS", "3-30", _bounds),
    )


def _default_instance() -> Path:
    return Path.cwd() / "instance"


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # the address people type, not one we bind


def _parsed(env: Mapping[str, str], name: str, default: str, parse: Callable[[str], Value]) -> Value:
    raw = env.get(name) or default
    try:
        return parse(raw)
    except ValueError as wrong:
        is_secret = name in SECRET_NAMES or (name.endswith("_URL") and "@" in raw)
        shown = "set to something unusable" if is_secret else repr(raw)
        raise ConfigurationError(f"{name} is {shown}: {wrong}.") from None


def _optional(env: Mapping[str, str], name: str, parse: Callable[[str], Value]) -> Value | None:
    return _parsed(env, name, "", parse) if env.get(name) else None


def _secret_key(env: Mapping[str, str], instance: Path, *, is_shared: bool) -> str:
    if key := env.get("SECRET_KEY"):
        if len(key) < 32:
            raise ConfigurationError("SECRET_KEY is too short: use at least 32 random characters.")
        return key
    if is_shared:
        raise ConfigurationError(
            "SECRET_KEY is not set: with a database server every process needs the same one; "
            "set it to at least 32 random characters."
        )
    return _kept_secret(instance / "secret_key")


def _kept_secret(path: Path) -> str:
    """The embedded default: made once, kept beside the database, readable by the owner alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and linked, so that two processes starting at once agree on one whole key.
        aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        if not path.exists():
            aside.touch(mode=0o600)
            aside.write_text(secrets.token_urlsafe(48))
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            aside.unlink()
        key = path.read_text().strip()
    except OSError as wrong:
        raise ConfigurationError(
            f"INSTANCE_PATH cannot be used ({wrong.strerror}: {path.parent}): "
            "name a folder that this user may write to."
        ) from None
    if len(key) < 32:
        raise ConfigurationError(f"The key in {path} is damaged: restore it from a backup, or set SECRET_KEY.")
    return key


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(raw: str) -> int:
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            raise ValueError(f"write a whole number from {low} to {high}")
        return int(raw)

    return parse


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if raw not in choices:
            raise ValueError(f"choose one of {', '.join(choices)}")
        return raw

    return parse


def _database_url(raw: str) -> str:
    if raw.startswith("sqlite:///"):
        return raw
    for scheme in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if raw.startswith(scheme):
            return "postgresql+psycopg://" + raw.removeprefix(scheme)
    raise ValueError("write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")


def _public_url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("write the address people use, such as https://kegiatan.example.go.id")
    if parts.path.strip("/"):
        raise ValueError("Gelar is served at the root of a host, so leave the path out")
    if parts.username or parts.password:
        raise ValueError("leave user name and password out")
    if parts.netloc.endswith(":") or not _has_usable_port(parts):
        raise ValueError("write the port as a number up to 65535, or leave it out")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _has_usable_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _smtp_url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname:
        raise ValueError("write smtp://HOST:PORT, smtp+starttls://USER:PASSWORD@HOST:587 or smtps://…:465")
    return raw


def _mail_from(raw: str) -> str:
    if "@" not in raw or any(mark in raw for mark in "\r\n"):
        raise ValueError("write an address such as Nama Kantor <kegiatan@example.go.id>")
    return raw


def _redis_url(raw: str) -> str:
    if urlsplit(raw).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("write redis://HOST:PORT/NUMBER")
    return raw


def _networks(raw: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in raw.split(",") if part.strip())
    for name in names:
        try:
            ip_network(name, strict=False)
        except ValueError:
            raise ValueError("write addresses or networks parted by commas, such as 127.0.0.1,10.0.0.0/8") from None
    return names


def _hosts(raw: str) -> tuple[str, ...]:
    names = tuple(part.strip().lower() for part in raw.split(",") if part.strip())
    if any("/" in name or "@" in name or not name.isprintable() for name in names):
        raise ValueError("write host names parted by commas, with a port where needed, such as bbb.kantor.lan:8443")
    return names


def _metrics_token(raw: str) -> str:
    if len(raw) < 16:
        raise ValueError("use at least 16 random characters")
    return raw


def _timezone(raw: str) -> str:
    if raw not in available_timezones():
        raise ValueError("write an IANA name such as Asia/Jakarta")
    return raw


def _short_name(raw: str) -> str:
    if len(raw) > 80 or not raw.isprintable():
        raise ValueError("write what KIM stands for, in at most 80 characters")
    return raw


def _bounds(raw: str) -> tuple[int, int]:
    low, _hyphen, high = raw.partition("-")
    if not (raw.isascii() and low.isdigit() and high.isdigit() and len(raw) < 12) or int(low) > int(high):
        raise ValueError("write the least and the most members, such as 3-30")
    return int(low), int(high)
