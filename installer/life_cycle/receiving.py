"""One application through the installed program: enrolled, received, printed, sent, checked."""

from __future__ import annotations

import io
import json

from installer.life_cycle import registry
from installer.life_cycle.program import Program, first, lines
from installer.life_cycle.province import Province
from installer.life_cycle.report import Report

AGENCY, UNIT = "H49.22", "07192"
ACCOUNT, DISPLAY, PASSWORD = "ha", "Phạm Thu Hà", "quay-mot-cua"
APPLICANT = "Nguyễn Thị Ngọc Ẩn"
APPLICATION = {
    "procedure": "1.001193",
    "applicant": {"name": APPLICANT, "number": "022190004512", "address": "Đặc khu Cô Tô, Quảng Ninh"},
}
FIRST = "life-cycle-1"
RECEIPT = r"C:\users\Public\biên nhận.pdf"


def receive(report: Report, program: Program, number: str, *, again: bool = False) -> str:
    """The batch door; the code. `again`: it was received before, and the same code must come."""
    line = json.dumps(APPLICATION | {"id": number}, ensure_ascii=False)
    done = program.cli("receive", "--as", ACCOUNT, sent=line + "\n", password=PASSWORD)
    answer = first(done)
    good = done.code == 0 and answer.get("ok") is True and answer.get("again") is again
    name = "the same application again gets the same code" if again else "counter-cli receive takes an application"
    report.check(f"{name} ({number})", good, done.told(), vital=True)
    return str(answer["code"])


def add_account(report: Report, program: Program) -> None:
    """The clerk's account, with a name that no code page of Windows holds."""
    done = program.cli("account", "add", ACCOUNT, "--display", DISPLAY, password=PASSWORD)
    report.check("counter-cli account add", done.code == 0 and first(done).get("account") == ACCOUNT, done.told())


def find(report: Report, program: Program, code: str) -> None:
    """Standard output is UTF-8 whatever Windows' code page is."""
    done = program.cli("find", "ngoc an", "--as", ACCOUNT, password=PASSWORD)
    hits = lines(done) if done.code == 0 else []
    report.check(
        "counter-cli find answers in UTF-8",
        [(h["code"], h["applicant"]) for h in hits] == [(code, APPLICANT)],
        done.told(),
    )


def receipt(report: Report, program: Program, code: str) -> None:
    """The receipt as PDF, read back on the host."""
    import pypdf

    done = program.cli("receipt", code, "--as", ACCOUNT, "--out", RECEIPT, password=PASSWORD)
    file = program.machine.path(RECEIPT)
    made = done.code == 0 and file.is_file()
    if not report.check("counter-cli receipt writes a PDF", made, done.told()):
        return
    pages = pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    lacking = [word for word in (code, APPLICANT, DISPLAY) if word not in text]
    report.check("the PDF names dossier, citizen and clerk", not lacking, f"{lacking} not in: {text}")


def enrol(report: Report, program: Program) -> None:
    """With the address and the one-time token that the MSI was given, which is erased by that."""
    done = program.cli("enrol")
    report.check(
        "the machine enrols with what the MSI laid down", first(done).get("agency") == AGENCY, done.told(), vital=True
    )
    left = [name for name in registry.values(program.machine) if name.endswith("EnrolmentToken")]
    report.check("the token is erased from the registry", not left, left)
    key = (program.data / "database.key").read_bytes()
    report.check(
        "the database's key is wrapped by Windows", key.startswith(b"machine-key") and len(key) > 200, len(key)
    )


def sync(report: Report, program: Program, province: Province, code: str) -> None:
    """To the province on the host and back, and what both say of it."""
    done = program.cli("sync", "--once")
    said = first(done)
    report.check("counter-cli sync --once sends all", done.code == 0 and said.get("waiting") == 0, done.told())
    held = [row["code"] for row in province.export() if row["type"] == "dossier"]
    report.check("the province holds the dossier", held == [code], held)
    told = first(program.cli("status"))
    report.check("counter-cli status: the light is green", told.get("light") == "received", told)
    whole = program.cli("verify")
    report.check("counter-cli verify finds all whole", whole.code == 0 and first(whole).get("ok") is True, whole.told())
    report.check("so does the province", province.verified().get("ok") is True, province.verified())
