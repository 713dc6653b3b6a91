"""The language of the screens: Vietnamese first, English for those who help from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from counter import settings
from counter.domain.sentence import Language

_FILES: dict[Language, tuple[str, ...]] = {"vi": ("counter_vi.qm", "qt_vi.qm"), "en": ("counter_en.qm",)}
_translators: list[QTranslator] = []


def install(language: Language) -> None:
    """Speak this language from now on; open windows change at once.

    Raises FileNotFoundError when the compiled translations did not come with the program."""
    while _translators:
        QCoreApplication.removeTranslator(_translators.pop())
    for name in _FILES[language]:
        translator = QTranslator()
        if not translator.load(str(settings.resource("i18n", name))):
            raise FileNotFoundError(name)
        QCoreApplication.installTranslator(translator)
        _translators.append(translator)
    territory = (QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
    QLocale.setDefault(QLocale(*territory) if language == "vi" else QLocale(QLocale.Language.English))
