"""A certificate of our own for the local network: phones give their camera to HTTPS pages only."""

import ipaddress
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from webapp import clock
from webapp.config import Settings

LIFETIME = timedelta(days=90)


def for_lan(settings: Settings) -> tuple[Settings, tuple[Path, Path]]:
    """Settings that serve HTTPS on every interface, and the certificate and key to do it with."""
    address = lan_address()
    pair = ensure_certificate(settings.instance_path / "lan", address)
    served = replace(settings, host="0.0.0.0", public_url=f"https://{address}:{settings.port}")  # noqa: S104
    return served, pair


def lan_address() -> str:
    """This machine's address on the local network (the one that would reach the outside), without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address of documentation; UDP sends nothing yet
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def ensure_certificate(folder: Path, address: str) -> tuple[Path, Path]:
    """The certificate and key for `address`, made anew when missing, over, or for another address."""
    certificate, key = folder / f"{address}.pem", folder / f"{address}.key"
    if certificate.exists() and key.exists() and _is_fresh(certificate):
        return certificate, key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = ec.generate_private_key(ec.SECP256R1())
    key.touch(mode=0o600)
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate.write_bytes(_signed(private, address).public_bytes(serialization.Encoding.PEM))
    return certificate, key


def _is_fresh(certificate: Path) -> bool:
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    return found.not_valid_after_utc > clock.now() + timedelta(days=1)


def _signed(private: ec.EllipticCurvePrivateKey, address: str) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gelar")])
    names = [x509.IPAddress(ipaddress.ip_address(address)), x509.DNSName("localhost")]
    at = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + LIFETIME)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )
