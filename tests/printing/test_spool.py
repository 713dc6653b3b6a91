"""The print worker: recorded before sent, each job at most once, only a known end is called done (I6, F21)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from counter.domain.sentence import Sentence, Trouble, say
from counter.printing.printer import Outcome, Printer, printed
from counter.printing.receipt import render_receipt
from counter.printing.spool import PrintJob, PrintWorker, receipt_of
from tests.made.paper import CHECK, CODE, OFFICE, facts, reception
from tests.made.printers import TRICKS, LyingPrinter, PlainPrinter

PDF = render_receipt(facts(), copies=1)


@dataclass
class PaperLog:
    """A print log in memory with the store's rules: only saved jobs begin, only printing jobs end."""

    jobs: list[PrintJob] = field(default_factory=list)
    states: dict[int, str] = field(default_factory=dict)
    history: list[tuple[int, str]] = field(default_factory=list)
    sentences: dict[int, Sentence] = field(default_factory=dict)

    def ask(self, job: PrintJob) -> None:
        """A person asks for paper."""
        self.jobs.append(job)
        self._to(job.id, "saved")

    def forget_unfinished(self) -> int:
        open_jobs = [job.id for job in self.jobs if self.states[job.id] == "printing"]
        for number in open_jobs:
            self._to(number, "unknown")
        return len(open_jobs)

    def next_job(self) -> PrintJob | None:
        return next((job for job in self.jobs if self.states[job.id] == "saved"), None)

    def began(self, job: PrintJob, printer: str) -> bool:
        if self.states[job.id] != "saved":
            return False
        self._to(job.id, "printing")
        return True

    def ended(self, job: PrintJob, outcome: Outcome) -> None:
        assert self.states[job.id] == "printing"
        self._to(job.id, outcome.state)
        self.sentences[job.id] = outcome.sentence

    def _to(self, number: int, state: str) -> None:
        self.states[number] = state
        self.history.append((number, state))


def job(number: int = 1, **more: Any) -> PrintJob:
    body = reception(code=f"H49.22-261123-{number:04}")
    return PrintJob(number, f"d{number}", body["code"], body, CHECK, **more)


def worker(log: PaperLog, printer: Printer, render: Callable[[PrintJob], bytes] = lambda job: PDF) -> PrintWorker:
    return PrintWorker(log, render, lambda setting: printer)


def test_every_job_is_recorded_before_it_is_sent_when_the_worker_runs() -> None:
    log = PaperLog()
    seen: list[str] = []

    class Watching(PlainPrinter):
        def send(self, pdf: bytes, job_name: str) -> Outcome:
            seen.append(log.states[1 if job_name.endswith("0001") else 2])
            return super().send(pdf, job_name)

    printer = Watching()
    log.ask(job(1))
    log.ask(job(2))
    done = worker(log, printer).run()
    assert seen == ["printing", "printing"]
    assert [(job.id, outcome.state) for job, outcome in done] == [(1, "printed"), (2, "printed")]
    assert [name for name, _ in printer.sent] == ["H49.22-261123-0001", "H49.22-261123-0002"]
    assert log.history == [(1, "saved"), (2, "saved"), (1, "printing"), (1, "printed"), (2, "printing"), (2, "printed")]


def test_nothing_is_sent_when_the_log_cannot_record() -> None:
    class FullDisk(PaperLog):
        def began(self, job: PrintJob, printer: str) -> bool:
            raise Trouble(Sentence("printing.folder_closed"))

    log, printer = FullDisk(), PlainPrinter()
    log.ask(job())
    with pytest.raises(Trouble):
        worker(log, printer).step()
    assert printer.sent == []
    assert log.states[1] == "saved"


def test_a_job_is_not_sent_again_when_its_end_could_not_be_recorded() -> None:
    class ForgetfulLog(PaperLog):
        def ended(self, job: PrintJob, outcome: Outcome) -> None:
            self.states[job.id] = "saved"  # worse than any real one: it offers the job again
            raise Trouble(Sentence("printing.folder_closed"))

    log, printer = ForgetfulLog(), PlainPrinter()
    log.ask(job())
    works = worker(log, printer)
    with pytest.raises(Trouble):
        works.step()
    assert works.run() == []
    assert len(printer.sent) == 1


def test_the_end_is_unknown_when_the_program_died_between_printing_and_answer() -> None:
    class PulledPlug(BaseException):
        pass

    class Plug(PlainPrinter):
        def send(self, pdf: bytes, job_name: str) -> Outcome:
            super().send(pdf, job_name)
            raise PulledPlug

    log, printer = PaperLog(), Plug()
    log.ask(job())
    with pytest.raises(PulledPlug):
        worker(log, printer).run()
    assert log.states[1] == "printing"
    again = worker(log, printer)
    assert again.start() == 1
    assert again.run() == []
    assert log.states[1] == "unknown"
    assert len(printer.sent) == 1


def test_the_print_failed_when_it_could_not_be_drawn() -> None:
    log, printer = PaperLog(), PlainPrinter()

    def render(job: PrintJob) -> bytes:
        if job.id == 1:
            raise ValueError("no such procedure")
        if job.id == 2:
            raise Trouble(Sentence("printing.no_font"))
        return PDF

    for number in (1, 2, 3):
        log.ask(job(number))
    worker(log, printer, render).run()
    assert log.states == {1: "failed", 2: "failed", 3: "printed"}
    assert (log.sentences[1].key, log.sentences[2].key) == ("printing.cannot_draw", "printing.no_font")
    assert [name for name, _ in printer.sent] == ["H49.22-261123-0003"]


def test_the_print_failed_when_there_is_no_printer_of_that_setting() -> None:
    log = PaperLog()
    log.ask(job(printer="system:gone"))

    def none_such(setting: str) -> Printer:
        raise Trouble(Sentence("printing.not_found", {"name": setting}))

    PrintWorker(log, lambda job: PDF, none_such).run()
    assert log.states[1] == "failed"
    assert log.history == [(1, "saved"), (1, "printing"), (1, "failed")]


def test_nothing_happens_when_no_job_waits() -> None:
    assert worker(PaperLog(), PlainPrinter()).step() is None


def test_a_printer_that_lies_is_neither_believed_nor_asked_again_when_two_hundred_jobs_go_wrong() -> None:
    """F21: 200 seeded cases. No job is sent twice; nothing is called done that is not on paper, nothing failed that is."""
    ends: dict[str, set[str]] = {trick: set() for trick in TRICKS}
    for seed in range(200):
        rng = random.Random(seed)
        log = PaperLog()
        printer = LyingPrinter(rng, trick=TRICKS[seed % len(TRICKS)])
        for number in range(1, rng.randrange(1, 4) + 1):
            log.ask(job(number))
        works = worker(log, printer)
        for _ in range(rng.randrange(1, 5)):  # the screen asks the worker again and again
            works.run()
        if rng.random() < 0.5:  # and the program is started anew
            works = worker(log, printer)
            works.start()
            works.run()
        assert len(printer.sends) == len(set(printer.sends)) == len(log.jobs), seed
        for asked in log.jobs:
            state = log.states[asked.id]
            ends[printer.trick].add(state)
            assert state in ("printed", "unknown", "failed"), seed
            if state == "printed":
                assert asked.code in printer.paper, (seed, printer.trick)
            if state == "failed":
                assert asked.code not in printer.paper, (seed, printer.trick)
    assert ends["honest"] == {"printed"}
    for trick in ("off", "no_paper", "error_after_print", "spooler_dead", "driver_crash"):
        assert ends[trick] == {"unknown"}, trick
    assert ends["no_paper_then_refilled"] == {"printed", "unknown"}


def test_the_words_say_what_to_do_when_a_print_is_unknown_or_failed() -> None:
    for key in (
        "unknown",
        "waiting",
        "interrupted",
        "no_printer",
        "not_found",
        "refused",
        "folder_closed",
        "cannot_draw",
    ):
        words = say(Sentence(f"printing.{key}", {"name": "HP"}))
        assert any(act in words for act in ("in lại", "xem giấy đã ra", "báo người quản trị")), key
        assert "Lỗi" not in words
        assert "!" not in words


def test_the_receipt_of_a_job_says_what_the_entry_says_when_it_is_rendered() -> None:
    pdf = receipt_of(job(copy_number=1, paper="A4"), **OFFICE)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 2
    assert round(float(pages[0].mediabox.width)) == 595
    assert "BẢN SAO lần 1" in pages[0].extract_text()


def test_the_official_code_is_printed_when_a_provisional_receipt_is_asked_for_again() -> None:
    body = reception(code="TAM-03-261123-0007", provisional=True)
    asked = PrintJob(9, "d9", CODE, body, CHECK, copy_number=1)
    text = " ".join(PdfReader(BytesIO(receipt_of(asked, **OFFICE))).pages[0].extract_text().split())
    assert f"Mã hồ sơ {CODE}" in text
    assert "thay cho mã tạm TAM-03-261123-0007" in text


def test_another_code_is_refused_when_the_entry_bears_an_official_one() -> None:
    asked = replace(job(), code="H49.22-261123-9999")
    with pytest.raises(Trouble):
        receipt_of(asked, **OFFICE)


def test_an_outcome_carries_its_words_when_it_is_made() -> None:
    assert say(printed().sentence) == "Đã in xong."
