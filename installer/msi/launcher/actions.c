/* actions.dll: what the installer asks and says by itself. Windows Installer shows a message when it shows anything at all
   (not with /qn or /passive), and always writes it into the log. */
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include "open.h"

static void say(MSIHANDLE installation, INSTALLMESSAGE kind, const wchar_t *words)
{
    MSIHANDLE record = MsiCreateRecord(1);
    MsiRecordSetStringW(record, 0, L"[1]");
    MsiRecordSetStringW(record, 1, words);
    MsiProcessMessage(installation, kind, record);
    MsiCloseHandle(record);
}

/* Nothing is installed, repaired or removed under a clerk's hands. */
__declspec(dllexport) UINT __stdcall RefuseWhileOpen(MSIHANDLE installation)
{
    HANDLE open = OpenMutexW(SYNCHRONIZE, FALSE, OPEN_NAME);
    if (!open && GetLastError() != ERROR_ACCESS_DENIED) /* denied: it is there, and another account's */
        return ERROR_SUCCESS;
    if (open)
        CloseHandle(open);
    say(installation, INSTALLMESSAGE_ERROR | MB_OK | MB_ICONWARNING,
        L"Quầy Một Cửa đang mở trên máy này. Chưa có gì thay đổi, hồ sơ vẫn an toàn. "
        L"Xin đóng chương trình trên mọi tài khoản rồi chạy lại.");
    return ERROR_INSTALL_FAILURE;
}

__declspec(dllexport) UINT __stdcall TellDataKept(MSIHANDLE installation)
{
    say(installation, INSTALLMESSAGE_USER | MB_OK | MB_ICONINFORMATION,
        L"Chương trình sẽ được gỡ khỏi máy. Dữ liệu hồ sơ được giữ nguyên trong C:\\ProgramData\\Counter "
        L"và C:\\ProgramData\\CounterState; cài lại chương trình là dùng tiếp được.");
    return ERROR_SUCCESS;
}
