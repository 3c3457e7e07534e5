"""A time-stamping authority of our own, made by openssl in a temporary folder."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Test
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[stamp]
default_tsa = stamp
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/{certs}
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """The folder of an authority; ``root`` is its certificate in PEM."""

    folder: Path

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def stamp(self, request: bytes, *, with_root: bool = False) -> bytes:
        """Answer a request; openssl does not sort the certificates where the root is among them."""
        (self.folder / "query.tsq").write_bytes(request)
        config = self.folder / "stamp.cnf"
        certs = "root.pem" if with_root else "none.pem"
        text = _CONFIG.format(folder=self.folder, certs=certs)
        if not with_root:
            text = "\n".join(line for line in text.splitlines() if not line.startswith("certs"))
        config.write_text(text)
        command = ["openssl", "ts", "-reply", "-config", str(config), "-section", "stamp"]
        command += ["-queryfile", str(self.folder / "query.tsq")]
        command += ["-out", str(self.folder / "reply.tsr")]
        _run(command)
        return (self.folder / "reply.tsr").read_bytes()


def found(folder: Path) -> Authority:
    """Make the keys and certificates of a new authority."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "make.cnf"
    config.write_text(_CONFIG.format(folder=folder, certs="root.pem"))
    (folder / "serial").write_text("01\n")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"]
    shared = ["openssl", "req", "-x509", "-config", str(config), *key]
    root, tsa = folder / "root", folder / "tsa"
    _run([*shared, "-extensions", "root", "-subj", "/CN=Root of the test/O=Zeta", *_out(root)])
    signed_by = ["-CA", f"{root}.pem", "-CAkey", f"{root}.key"]
    subject = ["-subj", "/CN=Stamp of the test"]
    _run([*shared, "-extensions", "tsa", *subject, *signed_by, *_out(tsa)])
    return Authority(folder)


def _out(base: Path) -> list[str]:
    return ["-keyout", f"{base}.key", "-out", f"{base}.pem"]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
