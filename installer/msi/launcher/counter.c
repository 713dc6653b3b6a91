/* counter.exe and counter-cli.exe: load the Python that lies beside them and run the program in this very process,
   so that it bears our name, icon, version and signature. GUI: the window; else the command line as it was typed. */
#include <windows.h>
#include <wchar.h>
#include "open.h"

#define LONGEST 32768

typedef int (*py_main)(int, wchar_t **);

/* What cannot even be imported ends like what cannot be loaded: with words instead of silence. The code comes back through
   the environment, because SystemExit would end the process without coming back here. */
static const wchar_t start[] = L"import os\n"
                               L"try:\n"
                               L"    from counter.cli import main\n"
                               L"    code = main()\n"
                               L"except SystemExit as end:\n"
                               L"    code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1\n"
                               L"except ImportError:\n"
                               L"    code = 3\n"
                               L"os.environ['COUNTER_ENDED'] = str(code)\n";
static const wchar_t *const before[] = {L"-X", L"utf8", L"-c", start};
enum { BEFORE = sizeof before / sizeof *before, DAMAGED = 3, BROKEN = 70 };

static int damaged(const wchar_t *what, int code)
{
    static const wchar_t words[] = L"Chương trình không mở được trên máy này, có thể vì thiếu tệp. "
                                   L"Hồ sơ đã tiếp nhận vẫn còn nguyên. Xin gọi bộ phận tin học để sửa hoặc cài lại.";
#ifdef GUI
    static wchar_t text[LONGEST + 256];
    wcscpy(text, words);
    wcscat(text, L"\n\n");
    wcscat(text, what);
    MessageBoxW(NULL, text, L"Quầy Một Cửa", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#else
    DWORD done;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    const wchar_t *lines[] = {words, L"\r\n", what, L"\r\n"};
    for (int i = 0; i < 4; i++) {
        char bytes[4 * 1024];
        int n = WideCharToMultiByte(CP_UTF8, 0, lines[i], -1, bytes, sizeof bytes, NULL, NULL);
        if (n > 1)
            WriteFile(out, bytes, n - 1, &done, NULL);
    }
#endif
    return code;
}

int wmain(int argc, wchar_t **argv)
{
    static wchar_t library[LONGEST + 32];
    DWORD length = GetModuleFileNameW(NULL, library, LONGEST);
    while (length && library[length - 1] != L'\\')
        length--;
    wcscpy(library + length, PYTHON);
    /* Neither the current folder nor PATH is searched: a library laid there must not be taken. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    py_main run = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **words = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *words * (argc + BEFORE + 2));
    if (!run || !words)
        return damaged(library, DAMAGED);
    wcscpy(library + length, STANDARD_LIBRARY); /* without it Python ends the process, and no one hears why */
    if (GetFileAttributesW(library) == INVALID_FILE_ATTRIBUTES)
        return damaged(library, DAMAGED);
    SetEnvironmentVariableW(L"COUNTER_ENDED", NULL);
    CreateMutexW(NULL, FALSE, OPEN_NAME); /* the system lets go of it when the process ends, however it ends */
    int n = 0;
    words[n++] = argv[0];
    for (int i = 0; i < BEFORE; i++)
        words[n++] = (wchar_t *)before[i];
#ifdef GUI
    if (argc < 2 || argv[1][0] == L'-')
        words[n++] = L"desk";
#endif
    for (int i = 1; i < argc; i++)
        words[n++] = argv[i];
    wchar_t ended[16] = L"";
    int code = run(n, words);
    if (GetEnvironmentVariableW(L"COUNTER_ENDED", ended, 16))
        code = (int)wcstol(ended, NULL, 10);
    if (code == DAMAGED)
        return damaged(L"(3)", code);
#ifdef GUI
    if (code == BROKEN) /* on the command line it was said */
        return damaged(L"(70)", code);
#endif
    return code;
}

#ifdef GUI
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, LPWSTR line, int show)
{
    int argc;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    (void)self, (void)none, (void)line, (void)show;
    return argv ? wmain(argc, argv) : DAMAGED;
}
#endif
