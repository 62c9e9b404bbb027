"""TLS without another program: an authority of the bureau's own, certificates that it makes by itself, and the pipe before the server.

A phone needs TLS for pages that work offline and for the camera. The authority's key never leaves the data folder; phones and PCs are
given `ca.pem` once. Certificates are renewed when the server starts and their end is near or the names changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import secrets
import ssl
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from fadu.apps.record import durable
from fadu.core.refusal import Refusal, Unreadable, cause

_AUTHORITY = timedelta(days=3653)
_LIFE, _NEAR = timedelta(days=397), timedelta(days=30)  # browsers refuse server certificates that live longer than 398 days
_CHUNK = 64 * 1024


def folder(data: Path) -> Path:
    """Where authority and certificates lie; `ca.pem` is what phones are given."""
    return data / "tls"


def context(data: Path, hosts: Iterable[str], at: datetime) -> ssl.SSLContext:
    """The server's side of TLS for these names and addresses, with a certificate that holds for a month at least.

    Raises Refusal where no name is left, or the files are not what they should be.
    """
    names = sorted({host.strip("[]") for host in hosts if host and not host.startswith((".", "*"))} | {"localhost", "127.0.0.1"})
    place = folder(data)
    try:
        authority = _authority(place, at)
        chain = place / "server.pem"
        if not _holds(chain, names, at, authority[0]):
            chain.unlink(missing_ok=True)
            durable.write_once(chain, _issue(authority, names, at).decode())
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.load_cert_chain(chain)
    except (OSError, ValueError, TypeError) as problem:
        mend = "请核对文件的属主和权限；确已损坏的，移走这个文件夹重新生成，再给手机装新的 ca.pem"
        raise Refusal(f"{place} 里的证书用不了：{problem}", mend) from problem
    return made


def _authority(place: Path, at: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The authority, made the first time. Key and certificate are one file, written whole; `ca.pem` is a copy of what is public."""
    file = place / "ca.key"
    if not file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"法度 本单位根证书 {secrets.token_hex(4)}")])
        made = _builder(name, name, key.public_key(), at, _AUTHORITY).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        signed = made.add_extension(_usage(signs=True), critical=True).sign(key, hashes.SHA256())
        durable.write_once(file, (_pem(key) + signed.public_bytes(Encoding.PEM)).decode())
    text = file.read_bytes()
    read, certificate = load_pem_private_key(text, None), x509.load_pem_x509_certificate(text)
    if not isinstance(read, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file.name} 不是这里生成的")
    durable.write_once(place / "ca.pem", certificate.public_bytes(Encoding.PEM).decode())
    return certificate, read


def _issue(authority: tuple[x509.Certificate, ec.EllipticCurvePrivateKey], names: list[str], at: datetime) -> bytes:
    """Key and certificate in one file, so that one is never there without the other."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    made = _builder(name, authority[0].subject, key.public_key(), at, _LIFE)
    made = made.add_extension(x509.SubjectAlternativeName([_general(one) for one in names]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True).add_extension(_usage(signs=False), critical=True)
    made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority[1].public_key()), critical=False)
    return _pem(key) + made.sign(authority[1], hashes.SHA256()).public_bytes(Encoding.PEM)


def _holds(file: Path, names: list[str], at: datetime, authority: x509.Certificate) -> bool:
    if not file.exists():
        return False
    found = x509.load_pem_x509_certificate(file.read_bytes())
    said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    same = {str(one.value) for one in said} == set(names) and found.issuer == authority.subject
    return same and found.not_valid_after_utc - at > _NEAR


def _builder(name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime, life: timedelta) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(key).serial_number(x509.random_serial_number())
    made = made.not_valid_before(at - timedelta(days=1)).not_valid_after(at + life)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def relay(host: str, port: int, tls: ssl.SSLContext, target: tuple[str, int]) -> Callable[[], None]:
    """Listen for TLS and hand what is inside to `target`; returns what ends it. Raises Unreadable where it can't listen."""
    loop = asyncio.new_event_loop()

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(_CHUNK):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inner, outer = await asyncio.open_connection(*target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()  # all of it runs there: the caller's thread may have a loop of its own

    def stop() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()

    try:
        opening = asyncio.start_server(serve, host, port, ssl=tls, ssl_handshake_timeout=10)
        listening = asyncio.run_coroutine_threadsafe(opening, loop).result()
    except OSError as problem:
        stop()
        raise Unreadable(f"{host}:{port} 不能监听：{cause(problem)}", "请换一个端口，或先关掉占用它的程序") from problem

    async def wind_up() -> None:
        listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def end() -> None:
        asyncio.run_coroutine_threadsafe(wind_up(), loop).result(5)
        stop()

    return end
