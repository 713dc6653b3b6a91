/* TEST ONLY: Qt's qwindows.dll calls WcsCreateIccProfile, which wine 8.0's mscms.dll lacks. No screen has a profile here. */
#include <windows.h>

#define SHOWN __declspec(dllexport)
#define UNUSED(x) (void)(x)

SHOWN void *WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD mode)
{
    UNUSED(profile), UNUSED(access), UNUSED(share), UNUSED(mode);
    return 0;
}

SHOWN void *WINAPI WcsOpenColorProfileW(void *a, void *b, void *c, DWORD d, DWORD e, DWORD f, DWORD g)
{
    UNUSED(a), UNUSED(b), UNUSED(c), UNUSED(d), UNUSED(e), UNUSED(f), UNUSED(g);
    return 0;
}

SHOWN void *WINAPI WcsCreateIccProfile(void *profile, DWORD options)
{
    UNUSED(profile), UNUSED(options);
    return 0;
}

SHOWN BOOL WINAPI CloseColorProfile(void *profile)
{
    UNUSED(profile);
    return TRUE;
}

SHOWN BOOL WINAPI GetColorProfileFromHandle(void *profile, BYTE *bytes, DWORD *size)
{
    UNUSED(profile), UNUSED(bytes);
    *size = 0;
    return FALSE;
}

SHOWN BOOL WINAPI GetColorDirectoryW(const WCHAR *machine, WCHAR *buffer, DWORD *size)
{
    UNUSED(machine), UNUSED(buffer), UNUSED(size);
    return FALSE;
}

SHOWN BOOL WINAPI GetStandardColorSpaceProfileW(const WCHAR *machine, DWORD space, WCHAR *buffer, DWORD *size)
{
    UNUSED(machine), UNUSED(space), UNUSED(buffer), UNUSED(size);
    return FALSE;
}
