/* TEST ONLY: the WinRT class Windows.UI.ViewManagement.UISettings, which wine 8.0 lacks and Qt 6.5 and later calls at start.
   One object stands for the factory, one for every instance; a light look with Windows' blue is what it tells. */
#include <windows.h>

typedef struct { void **table; } object;

static const GUID agile = {0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};
static object instance, factory;

static HRESULT WINAPI query(object *self, REFIID iid, void **found)
{
    (void)iid;
    *found = self;
    return S_OK;
}

static HRESULT WINAPI query_factory(object *self, REFIID iid, void **found)
{
    if (!memcmp(iid, &agile, sizeof agile)) {
        *found = 0;
        return E_NOINTERFACE;
    }
    *found = self;
    return S_OK;
}

static ULONG WINAPI count(object *self)
{
    (void)self;
    return 1;
}

static HRESULT WINAPI interfaces(object *self, ULONG *number, void **list)
{
    (void)self;
    *number = 0;
    *list = 0;
    return S_OK;
}

static HRESULT WINAPI class_name(object *self, void **name)
{
    (void)self;
    *name = 0;
    return S_OK;
}

static HRESULT WINAPI trust(object *self, int *level)
{
    (void)self;
    *level = 0;
    return S_OK;
}

/* UIColorType: 0 background, 1 foreground, 2 and more the accents. A colour is four bytes: A, R, G, B. */
static HRESULT WINAPI colour(object *self, int type, BYTE *argb)
{
    static const BYTE white[] = {255, 255, 255, 255}, black[] = {255, 0, 0, 0}, blue[] = {255, 0, 120, 215};
    (void)self;
    memcpy(argb, type == 0 ? white : type == 1 ? black : blue, 4);
    return S_OK;
}

static HRESULT WINAPI add(object *self, void *handler, INT64 *token)
{
    (void)self;
    (void)handler;
    *token = 1;
    return S_OK;
}

static HRESULT WINAPI drop(object *self, INT64 token)
{
    (void)self;
    (void)token;
    return S_OK;
}

static HRESULT WINAPI activate(object *self, void **made)
{
    (void)self;
    *made = &instance;
    return S_OK;
}

static void *instance_table[] = {query, count, count, interfaces, class_name, trust, colour, add, drop, add, drop,
                                 add, drop, add, drop, add, drop, add, drop, add, drop};
static void *factory_table[] = {query_factory, count, count, interfaces, class_name, trust, activate};

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *name, void **made)
{
    (void)name;
    instance.table = instance_table;
    factory.table = factory_table;
    *made = &factory;
    return S_OK;
}
