"""Why no safe connection came about, out of what OpenSSL and the system's store say."""

from __future__ import annotations

import ssl

from counter.sync.why import Failure

# Codes of X509_verify_cert_error_string(3), and of the Windows certificate store (wincrypt.h, as unsigned numbers).
_ISSUER = {18, 19, 20, 21, 24, 26, 79, 0x800B0109, 0x800B010A, 0x800B0112}
_DATE = {9, 10, 0x800B0101, 0x800B0102}
_HOST = {62, 63, 64, 0x800B010F}


def tls_failure(error: BaseException) -> Failure:
    """The reason that stands somewhere inside an error of the HTTP library. A line that was cut while TLS was being agreed
    upon is a line that was cut, and says nothing of whoever is at its other end."""
    found = _find(error, 8)
    if found is None:
        cut = _find(error, 8, (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError))
        return Failure.CERTIFICATE if cut is None else Failure.UNREACHABLE
    code = int(getattr(found, "verify_code", 0) or 0) & 0xFFFFFFFF
    if code in _ISSUER:
        return Failure.CERTIFICATE_ISSUER
    if code in _DATE:
        return Failure.CERTIFICATE_DATE
    return Failure.CERTIFICATE_HOST if code in _HOST else Failure.CERTIFICATE


def _find(
    error: object, depth: int, kinds: tuple[type[ssl.SSLError], ...] = (ssl.SSLCertVerificationError,)
) -> ssl.SSLError | None:
    """Through the wrappers: each keeps the one inside it in another way."""
    if isinstance(error, kinds):
        return error
    if not isinstance(error, BaseException) or depth == 0:
        return None
    inside = (*error.args, getattr(error, "reason", None), error.__cause__, error.__context__)
    return next((found for one in inside if (found := _find(one, depth - 1, kinds)) is not None), None)
