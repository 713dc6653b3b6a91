"""The language of the screens: Vietnamese first, English for those who help from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from counter import settings
from counter.domain.sentence import Language

_translator: QTranslator | None = None


def install(language: Language) -> None:
    """Speak this language from now on; open windows change at once.

    Raises FileNotFoundError when the compiled translations did not come with the program."""
    global _translator
    if _translator is not None:
        QCoreApplication.removeTranslator(_translator)
        _translator = None
    if language == "vi":
        path = settings.resource("i18n", "counter_vi.qm")
        translator = QTranslator()
        if not translator.load(str(path)):
            raise FileNotFoundError(path.name)
        QCoreApplication.installTranslator(translator)
        _translator = translator
    territory = (QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
    QLocale.setDefault(QLocale(*territory) if language == "vi" else QLocale(QLocale.Language.English))
