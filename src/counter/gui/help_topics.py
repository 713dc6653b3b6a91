"""What F1 says of each page: its keys, and the few things that whoever works there must know."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """`here`: the keys of the page, each with its act; `notes`: sentences."""

    here: Rows
    notes: tuple[str, ...]


def everywhere(*, behind_gate: bool) -> Rows:
    """The keys of every page; `behind_gate`: nobody is signed in, and the pages cannot be reached."""
    machine = ("F12", translate("Help", "Check this machine"))
    if behind_gate:
        return (machine,)
    return (
        ("F2", translate("Help", "To reception")),
        ("F4", translate("Help", "To the dossiers, into the search field")),
        ("F7", translate("Help", "To what needs a look")),
        ("F10", translate("Help", "Menu: PIN, USB, colours, size of text, language")),
        ("Ctrl+L", translate("Help", "Lock the screen")),
        machine,
    )


def help_topic(page: str) -> HelpTopic:
    """In the language of now. Raises KeyError for a page that has none."""
    return {
        "reception": _reception, "dossiers": _dossiers, "matters": _matters,
        "sign_in": _sign_in, "first_start": _first_start, "doctor": _doctor,
    }[page]()  # fmt: skip


def _reception() -> HelpTopic:
    return HelpTopic(
        (
            ("F9", translate("Help", "Receive and print")),
            ("Enter", translate("Help", "To the next field; never receives by itself")),
            ("Space", translate("Help", "Tick the paper under the cursor")),
            ("Ctrl+A", translate("Help", "Tick all papers")),
            ("F8", translate("Help", "Print the last receipt again")),
            ("Esc", translate("Help", "Take the scanned card away")),
        ),
        (
            translate(
                "Help",
                "Scan the card wherever the cursor stands: it fills the left side and disturbs nothing you typed.",
            ),
            translate(
                "Help", "Find the procedure by two to four letters or by its code; Enter takes the one that is marked."
            ),
            translate(
                "Help",
                "After F9 the dossier is kept on this machine before anything is printed. "
                "Without a network go on working: it is sent by itself when the line is back.",
            ),
            translate(
                "Help", "A receipt with “Mã tạm” is good. The official code follows later; both find the dossier."
            ),
            translate(
                "Help", "What you type is kept as a draft. A lock or a power cut takes at most the last second of it."
            ),
        ),
    )


def _dossiers() -> HelpTopic:
    return HelpTopic(
        (
            ("↓", translate("Help", "From the search into the list")),
            ("↑ ↓", translate("Help", "Another dossier")),
            ("F8", translate("Help", "Print the receipt again")),
            ("F6", translate("Help", "Attach a scanned paper")),
            ("Esc", translate("Help", "One step back")),
        ),
        (
            translate(
                "Help",
                "Search with or without marks: by the name or its last word, telephone, number of the card, "
                "or the end of the code.",
            ),
            translate("Help", "Scanning the code of a receipt opens its dossier, on whatever page you are."),
            translate(
                "Help",
                "Nothing that was received is ever deleted. A withdrawal is noted with its reason and cannot be undone; "
                "each further print of a receipt says that it is a copy.",
            ),
            translate(
                "Help",
                "“To the province” says of each dossier what the province has confirmed. Scanned papers are sent after "
                "all dossiers.",
            ),
        ),
    )


def _matters() -> HelpTopic:
    return HelpTopic(
        (
            ("↑ ↓", translate("Help", "Another line")),
            ("Enter", translate("Help", "Read what is marked")),
            ("F9", translate("Help", "Do what the line asks for")),
            ("Esc", translate("Help", "Back to the list")),
        ),
        (
            translate(
                "Help", "Each line says what happened, what is safe and what to do. The number beside F7 counts them."
            ),
            translate("Help", "You can go on receiving people, unless a red band above the page says otherwise."),
            translate(
                "Help",
                "When two counters recorded different things about one dossier, both stay in its story. "
                "A supervisor decides which one counts.",
            ),
            translate(
                "Help",
                "If you are not sure, change nothing: press F12 and read the codes there to IT on the telephone.",
            ),
        ),
    )


def _sign_in() -> HelpTopic:
    return HelpTopic(
        (
            ("Enter", translate("Help", "Sign in, or unlock")),
            ("Tab", translate("Help", "To the next field")),
        ),
        (
            translate("Help", "No network is needed to sign in."),
            translate(
                "Help",
                "After three wrong PINs the password is asked for. After more wrong tries one has to wait a little longer "
                "each time.",
            ),
            translate("Help", "Behind the lock everything stays as it was left, the draft too."),
            translate("Help", "Nobody can look up a forgotten password. Ask IT for a new one."),
        ),
    )


def _first_start() -> HelpTopic:
    return HelpTopic(
        (
            ("Enter", translate("Help", "To the next field or step")),
            ("Esc", translate("Help", "Back, or stop waiting")),
        ),
        (
            translate("Help", "The code has thirty digits and comes from the province. Type it, or scan the sheet."),
            translate("Help", "Compare the centre before you go on: only then is the code used up."),
            translate(
                "Help", "A network is needed for this step only. If the line is cut, try again with the same code."
            ),
            translate("Help", "Remember the password of the first account: nobody can look it up."),
        ),
    )


def _doctor() -> HelpTopic:
    return HelpTopic(
        (
            ("↑ ↓", translate("Help", "Another check")),
            ("F5", translate("Help", "Check all again")),
            ("F8", translate("Help", "Print the test slip")),
            ("Ctrl+C", translate("Help", "Copy everything as text")),
            ("Esc", translate("Help", "Back to where you were")),
        ),
        (
            translate("Help", "Each line has a code, say M-20. Read it to IT on the telephone."),
            translate("Help", "Checking changes nothing of your work and shows nobody's data."),
            translate("Help", "To try the scanner, scan a code of this page. To try the printer, print the slip."),
            translate(
                "Help", "“Diagnostics for IT” makes one file without personal data; you see what is in it first."
            ),
        ),
    )
