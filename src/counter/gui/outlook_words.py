"""What the receipt would say now, in the clerk's words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from counter.domain.due_explanation import explain_shortly
from counter.domain.fee import format_vnd
from counter.domain.sentence import Language, say
from counter.gui.dossier_times import due_words
from counter.gui.reception_draft import OutlookView
from counter.usecases.receive import Outlook

translate = QCoreApplication.translate


def outlook_view(outlook: Outlook, now: datetime, language: Language) -> OutlookView:
    """The promise and its reason, the fee, and which code will be given."""
    due, fee = outlook.due, outlook.fee
    code = translate("ReceptionDesk", "Code from {0}").format(outlook.deciding_agency)
    if not outlook.lane:
        code = translate("ReceptionDesk", "Provisional code, the official one follows")
    if fee.vnd == 0:
        words = translate("ReceptionDesk", "None")
    elif fee.vnd is None:
        words = translate("ReceptionDesk", "Not known yet")
    else:
        words = translate("ReceptionDesk", "{0} VND").format(format_vnd(fee.vnd))
    return OutlookView(
        due=due_words(due.at, now) if due.at else "",
        why=say(explain_shortly(due.plan), language),
        fee=words,
        fee_due=bool(fee.vnd),
        code=code,
        provisional=not outlook.lane,
        expected=due.expected,
    )
