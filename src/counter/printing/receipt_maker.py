"""A print job becomes the PDF of its receipt, or of a statement: the words of the centre come from the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from counter.domain.catalogue import Catalogue
from counter.domain.form import Form
from counter.domain.sentence import Refused, Sentence, say
from counter.printing.slip import render_slip
from counter.printing.spool import STATEMENT, PrintJob, receipt_of

FORM = "receipt"  # its key in the catalogue's forms


class ReceiptMaker:
    """Called with a job, gives the PDF. Pure but for the fonts."""

    def __init__(self, catalogue: Catalogue, *, hotline: str = "", training: bool = False) -> None:
        self._catalogue, self._hotline, self._training = catalogue, hotline, training

    def __call__(self, job: PrintJob) -> bytes:
        """Raises Trouble when no font is installed."""
        body = job.body
        try:
            unit = self._catalogue.unit(body["unit"])
            centre, parent, place = unit.one_stop_name, f"UBND {unit.name}", unit.short_name
        except Refused:  # a unit of a newer catalogue: the code still says which centre it is
            centre, parent, place = f"Trung tâm Phục vụ hành chính công {body['agency']}", "", ""
        if job.form == STATEMENT:
            return render_slip(
                body, centre=centre, parent=parent, place=place, paper=job.paper, copy_number=job.copy_number,
                training=self._training,
            )  # fmt: skip
        deciding = body["deciding_agency"]
        return receipt_of(
            job,
            form=self._form(body),
            centre_name=centre,
            parent_name=parent,
            place=place,
            hotline=self._hotline,
            deciding_name=None if deciding == body["agency"] else f"cơ quan mã {deciding}",
            training=self._training,
        )

    def _form(self, body: dict[str, Any]) -> Form:
        """The one-stop's form, but not for what the police decide: their receipt is their own (CT04, Circular
        66/2023/TT-BCA), so the paper only notes what was handed in and says so in its title."""
        try:
            procedure = self._catalogue.procedure(
                body["procedure"]["code"], date.fromisoformat(body["received_at"][:10])
            )
        except Refused:  # of another catalogue
            return self._catalogue.form(FORM)
        if not procedure.handled_by_police:
            return self._catalogue.form(FORM)
        return Form("police_note", None, say(Sentence("receipt.police_title")), "")
