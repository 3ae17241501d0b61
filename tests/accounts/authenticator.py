"""An authenticator in software: it makes passkeys and signs with them as a telephone does (WebAuthn 3, section 6)."""

import json
import os
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN = "http://localhost:8000"


class Authenticator:
    """One passkey. `count` is what it says next; `flags` whether it verified its holder."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.count = 1
        self.flags = PRESENT | VERIFIED

    def make(self, options: dict[str, Any], *, origin: str = ORIGIN) -> str:
        """The answer to navigator.credentials.create()."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        data = self._data(options["rp"]["id"], self.flags | ATTESTED) + attested
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = _client_data("webauthn.create", options["challenge"], origin)
        self.count += 1
        return self._told(clientDataJSON=client, attestationObject=statement)

    def prove(self, options: dict[str, Any], *, origin: str = ORIGIN) -> str:
        """The answer to navigator.credentials.get()."""
        data = self._data(options["rpId"], self.flags)
        client = _client_data("webauthn.get", options["challenge"], origin)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        self.count += 1
        return self._told(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, party: str, flags: int) -> bytes:
        return sha256(party.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _told(self, **response: bytes) -> str:
        name = bytes_to_base64url(self.id)
        told = {field: bytes_to_base64url(value) for field, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": told})


def _client_data(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()
