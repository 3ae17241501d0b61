"""Configuration from the environment: strict, and plain about what is wrong."""

import threading
from pathlib import Path

import pytest

from webapp.config import Settings, load_settings
from webapp.errors import ConfigurationError

KEY = "k" * 32


def loaded(folder: Path, **values: str) -> Settings:
    return load_settings({"INSTANCE_PATH": str(folder), **values})


def test_nothing_needs_to_be_said(tmp_path: Path) -> None:
    settings = loaded(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path / 'gelar.db'}"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert (settings.is_sqlite, settings.is_https) == (True, False)
    assert (settings.default_locale, settings.default_timezone) == ("id", "Asia/Jakarta")
    assert settings.files_dir == tmp_path / "files"


def test_the_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = loaded(tmp_path), loaded(tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    barrier = threading.Barrier(8)
    keys: list[str] = []

    def start() -> None:
        barrier.wait(timeout=20)
        keys.append(loaded(tmp_path).secret_key)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert len(keys) == 8
    assert len(set(keys)) == 1


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_database_server_is_reached_through_psycopg_whatever_its_url_is_called(tmp_path: Path, scheme: str) -> None:
    settings = loaded(tmp_path, DATABASE_URL=f"{scheme}://gelar:rahasia@db/gelar", SECRET_KEY=KEY)

    assert settings.database_url == "postgresql+psycopg://gelar:rahasia@db/gelar"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_several_processes_on_a_database_server_need_a_secret_of_their_own(tmp_path: Path, scheme: str) -> None:
    with pytest.raises(ConfigurationError, match="SECRET_KEY is not set"):
        loaded(tmp_path, DATABASE_URL=f"{scheme}://gelar@db/gelar")


def test_the_address_follows_port_and_host(tmp_path: Path) -> None:
    assert loaded(tmp_path, PORT="8140").public_url == "http://127.0.0.1:8140"
    assert loaded(tmp_path, HOST="0.0.0.0").public_url == "http://127.0.0.1:8000"
    assert loaded(tmp_path, PUBLIC_URL="HTTPS://Kegiatan.Example.go.id/").public_url == "https://kegiatan.example.go.id"


def test_blanks_around_a_value_do_not_count(tmp_path: Path) -> None:
    assert loaded(tmp_path, PORT=" 8140 ", SMTP_URL="  ").port == 8140


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"), ("PORT", "65536"), ("PORT", "abc"), ("PORT", "-1"), ("PORT", "٨٠"), ("PORT", "9" * 5000),
        ("WORKERS", "0"), ("WORKERS", "65"), ("THREADS", "1.5"), ("THREADS", "257"),
        ("DATABASE_URL", "mysql://db/gelar"), ("DATABASE_URL", "gelar.db"), ("DATABASE_URL", "sqlite://"),
        ("PUBLIC_URL", "kegiatan.example.go.id"), ("PUBLIC_URL", "ftp://a"), ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://a/gelar"), ("PUBLIC_URL", "https://a?b"), ("PUBLIC_URL", "https://u:p@a"),
        ("PUBLIC_URL", "https://a:port"), ("PUBLIC_URL", "https://a:"),
        ("PUBLIC_URL", "https://a:99999"), ("PUBLIC_URL", "https://[::1"),
        ("SMTP_URL", "mail.example.go.id"), ("SMTP_URL", "http://a"), ("SMTP_URL", "smtp://"),
        ("MAIL_FROM", "kegiatan"), ("MAIL_FROM", "a@b\nBcc: c@d"),
        ("REDIS_URL", "localhost:6379"), ("TRUSTED_PROXIES", "10.0.0.0/33"), ("TRUSTED_PROXIES", "semua"),
        ("METRICS_TOKEN", "pendek"), ("SECRET_KEY", "pendek"),
        ("DEFAULT_LOCALE", "fr"), ("DEFAULT_TIMEZONE", "WIB"), ("DEFAULT_TIMEZONE", "Asia/Sampit"),
    ],
)  # fmt: skip
def test_a_wrong_value_stops_the_start_with_one_sentence_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as wrong:
        loaded(tmp_path, **{name: value})

    sentence = str(wrong.value)
    assert sentence.startswith(name)
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://gelar:rahasia-sekali@db/gelar"),
        ("SMTP_URL", "http://gelar:rahasia-sekali@mail"),
        ("REDIS_URL", "amqp://gelar:rahasia-sekali@antrean"),
        ("METRICS_TOKEN", "rahasia-sekali"),
        ("SECRET_KEY", "rahasia-sekali"),
        ("PUBLIC_URL", "https://gelar:rahasia-sekali@a"),
    ],
)
def test_a_complaint_never_repeats_a_password(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as wrong:
        loaded(tmp_path, **{name: value})

    assert "rahasia-sekali" not in str(wrong.value)


def test_a_damaged_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")

    with pytest.raises(ConfigurationError, match="damaged"):
        loaded(tmp_path)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")

    with pytest.raises(ConfigurationError, match="INSTANCE_PATH cannot be used"):
        loaded(tmp_path / "berkas")


def test_proxies_are_read_as_a_list(tmp_path: Path) -> None:
    assert loaded(tmp_path, TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8,").trusted_proxies == ("127.0.0.1", "10.0.0.0/8")
