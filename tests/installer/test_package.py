"""Packages and programs as the real tools build and sign them. Run by `make msi`, which installs those tools."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from installer.msi import checks, launchers, package, pe
from installer.msi.product import Unfit
from installer.msi.signing import Signer
from installer.msi.tables import read_tables
from installer.msi.tools import run
from tests.made.small_package import KEPT, VERSION, archived, small_package, small_payload

pytestmark = pytest.mark.msi

SOFT_DEVICE = Path("/usr/lib/softhsm/libsofthsm2.so")


def test_the_kept_tables_are_those_that_are_built(tmp_path: Path) -> None:
    assert archived(tmp_path) == KEPT.read_text(encoding="utf-8"), "renew them: python -m tests.made.small_package"


def test_a_package_is_the_same_when_it_is_built_in_another_folder(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "somewhere else"
    one.mkdir()
    two.mkdir()
    first = small_package(one).read_bytes()
    time.sleep(2.1)  # the cabinet counts time in steps of two seconds
    assert small_package(two).read_bytes() == first


def test_a_package_gets_another_code_when_only_its_tables_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def code(name: str) -> str:
        (tmp_path / name).mkdir()
        told = run("msiinfo", "suminfo", small_package(tmp_path / name))
        return re.findall(r"\{[0-9A-F-]{36}\}", told)[0]

    first = code("one")
    other = tmp_path / "counter.wxs"
    other.write_text(package.SOURCE.read_text(encoding="utf-8").replace("Tiếp nhận hồ sơ", "Hồ sơ"), encoding="utf-8")
    monkeypatch.setattr(package, "SOURCE", other)
    assert code("two") != first


def test_a_package_has_faults_when_nothing_was_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "complete", lambda tables, payload: [])
    built = small_package(tmp_path)
    faults = checks.faults(read_tables(built), checks.content_of(tmp_path / "payload", VERSION))
    assert {fault.partition(":")[0] for fault in faults} == {
        "files",
        "given",
        "token",
        "data",
        "sequence",
        "actions",
        "entries",
    }


def test_a_package_is_not_built_when_the_source_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "counter.wxs"
    broken.write_text(package.SOURCE.read_text(encoding="utf-8").replace("</Product>", ""), encoding="utf-8")
    monkeypatch.setattr(package, "SOURCE", broken)
    (tmp_path / "build").mkdir()
    with pytest.raises(Unfit, match="wixl"):
        small_package(tmp_path / "build")


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(Unfit, match="no-such-program is not installed"):
        run("no-such-program")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The launchers, built in two folders."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two"))
    for folder in folders:
        launchers.build_launchers(folder, folder / "work", VERSION)
    return folders


def test_launchers_are_the_same_when_they_are_built_in_another_folder(built: tuple[Path, Path]) -> None:
    for name in (launchers.WINDOW, launchers.COMMAND_LINE, f"work/{launchers.ACTIONS}"):
        assert (built[0] / name).read_bytes() == (built[1] / name).read_bytes(), name


@pytest.mark.parametrize("name", [launchers.WINDOW, launchers.COMMAND_LINE])
def test_a_launcher_says_its_version_and_what_it_can(built: tuple[Path, Path], name: str) -> None:
    data = (built[0] / name).read_bytes()
    assert pe.file_version(built[0] / name) == f"{VERSION}.0"
    for word in (b"PerMonitorV2", b"<longPathAware", b">UTF-8<", b"asInvoker", b"8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a"):
        assert word in data, word
    for word in ("Quầy Một Cửa", name, "IDI_ICON1"):  # the last one is where Qt looks for the window's icon
        assert word.encode("utf-16-le") in data, word


@pytest.mark.parametrize("name", [launchers.WINDOW, launchers.COMMAND_LINE, f"work/{launchers.ACTIONS}"])
def test_what_is_compiled_needs_nothing_that_windows_does_not_have(built: tuple[Path, Path], name: str) -> None:
    told = run("x86_64-w64-mingw32-objdump", "-p", built[0] / name)
    needed = {dll.lower() for dll in re.findall(r"DLL Name: (\S+)", told)}
    assert set(pe.imports((built[0] / name).read_bytes())) == needed
    assert needed <= {"kernel32.dll", "user32.dll", "shell32.dll", "msvcrt.dll", "msi.dll"}
    for guard in ("HIGH_ENTROPY_VA", "DYNAMIC_BASE", "NX_COMPAT"):
        assert guard in told, guard


def _certificate(folder: Path, name: str, password: str = "") -> Signer:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, private = folder / f"{name}.pem", folder / f"{name}.key"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    locked = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked))
    return Signer(pem, str(private), password)


def _copy(folder: Path, to: Path) -> Path:
    return shutil.copy(folder / launchers.WINDOW, to / launchers.WINDOW)


def _holds(path: Path, signer: Signer) -> bool:
    done = subprocess.run(
        ["osslsigncode", "verify", "-ignore-cdp", "-CAfile", str(signer.certificate), "-in", str(path)],
        capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode == 0


def test_programs_and_packages_bear_a_signature_that_holds_until_they_are_changed(
    tmp_path: Path, built: tuple[Path, Path]
) -> None:
    signer, stranger = _certificate(tmp_path, "ours"), _certificate(tmp_path, "another")
    program = _copy(built[0], tmp_path)
    (tmp_path / "small").mkdir()
    for path in (program, small_package(tmp_path / "small")):
        assert not _holds(path, signer)
        signer.sign(path)
        assert _holds(path, signer)
        assert not _holds(path, stranger)
        data = bytearray(path.read_bytes())
        data[data.index(b"PerMonitorV2" if path == program else b"MSCF") + 20] ^= 1
        path.write_bytes(data)
        assert not _holds(path, signer)


def test_a_key_with_a_password_signs_when_the_password_is_right(tmp_path: Path, built: tuple[Path, Path]) -> None:
    signer = _certificate(tmp_path, "ours", password="Bí mật 1")
    program = _copy(built[0], tmp_path)
    with pytest.raises(Unfit, match="osslsigncode"):
        replace(signer, password="another").sign(program)
    assert not _holds(program, signer)
    signer.sign(program)
    assert _holds(program, signer)


def test_a_key_that_never_leaves_its_device_signs(
    tmp_path: Path, built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    made = _certificate(tmp_path, "ours")
    run("softhsm2-util", "--init-token", "--free", "--label", "office", "--pin", "1234", "--so-pin", "1234")
    run(
        "softhsm2-util",
        "--import",
        made.private_key,
        "--token",
        "office",
        "--label",
        "signing",
        "--id",
        "01",
        "--pin",
        "1234",
    )
    device = Signer(made.certificate, "pkcs11:token=office;object=signing;type=private", "1234", SOFT_DEVICE)
    program = _copy(built[0], tmp_path)
    device.sign(program)
    assert _holds(program, made)


def test_nothing_is_signed_when_certificate_and_key_do_not_belong_together(
    tmp_path: Path, built: tuple[Path, Path]
) -> None:
    mixed = Signer(_certificate(tmp_path, "ours").certificate, _certificate(tmp_path, "another").private_key)
    program = _copy(built[0], tmp_path)
    before = program.read_bytes()
    with pytest.raises(Unfit, match="osslsigncode"):
        mixed.sign(program)
    assert program.read_bytes() == before


def test_the_payload_of_a_signed_package_is_checked_like_any_other(tmp_path: Path) -> None:
    payload = small_payload(tmp_path / "payload")
    content = checks.content_of(payload, VERSION)
    (payload / "counter.exe").write_bytes((payload / "counter.exe").read_bytes() + b"signature")
    assert checks.content_of(payload, VERSION) != content
