/* TEST ONLY: stands in for the icuuc.dll that Windows 10 1903 and later has and wine has not.
   Qt 6.10 and later links it for text codecs; it is told that there are none. */
#define SHOWN __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

SHOWN void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = FILE_ACCESS_ERROR;
    return 0;
}

SHOWN const char *ucnv_getName(void *converter, int *error)
{
    (void)converter;
    *error = FILE_ACCESS_ERROR;
    return 0;
}

SHOWN const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    (void)name;
    (void)standard;
    *error = FILE_ACCESS_ERROR;
    return 0;
}

SHOWN const char *ucnv_getAvailableName(int number)
{
    (void)number;
    return 0;
}

SHOWN int ucnv_countAvailable(void) { return 0; }
SHOWN signed char ucnv_getMaxCharSize(void *converter)
{
    (void)converter;
    return 1;
}
SHOWN void ucnv_close(void *converter) { (void)converter; }
SHOWN void ucnv_reset(void *converter) { (void)converter; }

/* Never reached: they all need a converter. */
#define NOTHING(name) SHOWN int name(void) { return 0; }
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_toUnicode)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_toUCountPending)
NOTHING(ucnv_fromUCountPending)
