/* Records what a process writes below one folder, and fails chosen calls.
 *
 * Preloaded into the real program. RECORD_UNDER names the folder; RECORD_LOG, when set, the file that takes the record:
 * operations in order, each `op id offset length` (1 + 8 + 8 + 4 bytes, little endian) and its bytes. `id` is the inode.
 *   O path   opened or created          W data   written at offset      T        cut or grown to offset
 *   S        synced                     U path   unlinked               R a\0b   renamed        L a\0b   linked
 *   A data   written to standard output: what was promised to the world
 * recorder_fail(calls, nth, error, sticky) makes the nth of the chosen calls from now fail: calls is a sum of 1 write,
 * 2 sync, 4 open, 8 truncate, 16 unlink/rename/link; error is an errno, or 0 for a write that stops half-way and then
 * finds the disk full. recorder_calls() tells how many chosen calls there were since. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 65536
enum { WRITE = 1, SYNC = 2, OPEN = 4, TRUNCATE = 8, NAME = 16 };

static uint64_t watched[FILES]; /* inode of each descriptor below the folder, 0 for the others */
static char under[PATH_MAX];
static size_t under_length;
static int out = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int fail_calls, fail_error, fail_sticky, half_done;
static long fail_at, counted;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static ssize_t (*real_write)(int, const void *, size_t);

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("RECORD_UNDER"), *log = getenv("RECORD_LOG");
    real_write = REAL(write);
    if (folder) snprintf(under, sizeof under, "%s/", folder), under_length = strlen(under);
    if (log) out = REAL(open64)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int below(const char *path) { return under_length && strncmp(path, under, under_length) == 0; }
static int is_watched(int fd) { return fd >= 0 && fd < FILES && watched[fd]; }

static void note(char op, uint64_t id, uint64_t offset, const void *data, size_t length) {
    if (out < 0) return;
    char head[21];
    uint32_t size = (uint32_t)length;
    head[0] = op;
    memcpy(head + 1, &id, 8), memcpy(head + 9, &offset, 8), memcpy(head + 17, &size, 4);
    int kept = errno;
    pthread_mutex_lock(&lock);
    if (real_write(out, head, sizeof head) != sizeof head) abort();
    for (size_t done = 0; done < length;) {
        ssize_t n = real_write(out, (const char *)data + done, length - done);
        if (n <= 0) abort();
        done += (size_t)n;
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
}

static void note_names(char op, const char *a, const char *b) {
    char both[2 * PATH_MAX];
    size_t first = strlen(a) + 1, second = strlen(b);
    memcpy(both, a, first), memcpy(both + first, b, second);
    note(op, 0, 0, both, first + second);
}

/* Whether this call is to fail; sets errno. A half write is told apart by error 0. */
static int fails(int call) {
    if (!(fail_calls & call)) return 0;
    counted++;
    if (counted != fail_at && !(fail_sticky && fail_at > 0 && counted > fail_at)) return 0;
    errno = fail_error ? fail_error : ENOSPC;
    return 1;
}

void recorder_fail(int calls, long nth, int error, int sticky) {
    fail_calls = calls, fail_at = nth, fail_error = error, fail_sticky = sticky, counted = 0, half_done = 0;
}
long recorder_calls(void) { return counted; }

static int opened(int fd, const char *path) {
    struct stat found;
    if (fd >= 0 && fd < FILES) {
        watched[fd] = 0;
        if (below(path) && fstat(fd, &found) == 0 && S_ISREG(found.st_mode)) {
            watched[fd] = found.st_ino;
            note('O', found.st_ino, 0, path, strlen(path));
        }
    }
    return fd;
}

static int open_as(int (*call)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    if (below(path) && (flags & (O_CREAT | O_WRONLY | O_RDWR)) && fails(OPEN)) return -1;
    int fd = opened(call(path, flags, mode), path);
    if (is_watched(fd) && (flags & O_TRUNC)) note('T', watched[fd], 0, NULL, 0);
    return fd;
}

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }
#define OPENER(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return open_as(REAL(name), path, flags, mode); \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        if (below(path) && (flags & (O_CREAT | O_WRONLY | O_RDWR)) && fails(OPEN)) return -1; \
        int fd = opened(REAL(name)(folder, path, flags, mode), path); \
        if (is_watched(fd) && (flags & O_TRUNC)) note('T', watched[fd], 0, NULL, 0); \
        return fd; \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

int close(int fd) {
    if (fd >= 0 && fd < FILES) watched[fd] = 0;
    return REAL(close)(fd);
}

/* How much of this write is let through: all, half (then the disk is full), or nothing. */
static ssize_t allowed(size_t length) {
    if (half_done && fail_sticky) return errno = ENOSPC, -1;
    if (!fails(WRITE)) return (ssize_t)length;
    if (fail_error) return -1;
    half_done = 1;
    return (ssize_t)(length / 2);
}

#define WRITER_AT(name, offset_type) \
    ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
        if (!is_watched(fd)) return REAL(name)(fd, data, length, offset); \
        ssize_t let = allowed(length); \
        ssize_t done = let < 0 ? let : REAL(name)(fd, data, (size_t)let, offset); \
        if (done > 0) note('W', watched[fd], (uint64_t)offset, data, (size_t)done); \
        return done; \
    }
WRITER_AT(pwrite, off_t)
WRITER_AT(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
    if (fd == 1 && !is_watched(fd)) note('A', 0, 0, data, length);
    if (!is_watched(fd)) return real_write(fd, data, length);
    off64_t at = fcntl(fd, F_GETFL) & O_APPEND ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
    ssize_t let = allowed(length);
    ssize_t done = let < 0 ? let : real_write(fd, data, (size_t)let);
    if (done > 0) note('W', watched[fd], (uint64_t)at, data, (size_t)done);
    return done;
}

#define TRUNCATER(name, offset_type) \
    int name(int fd, offset_type size) { \
        if (is_watched(fd) && fails(TRUNCATE)) return -1; \
        int done = REAL(name)(fd, size); \
        if (done == 0 && is_watched(fd)) note('T', watched[fd], (uint64_t)size, NULL, 0); \
        return done; \
    }
TRUNCATER(ftruncate, off_t)
TRUNCATER(ftruncate64, off64_t)

#define SYNCER(name) \
    int name(int fd) { \
        if (is_watched(fd) && fails(SYNC)) return -1; \
        int done = REAL(name)(fd); \
        if (done == 0 && is_watched(fd)) note('S', watched[fd], 0, NULL, 0); \
        return done; \
    }
SYNCER(fsync)
SYNCER(fdatasync)

int unlink(const char *path) {
    if (below(path) && fails(NAME)) return -1;
    int done = REAL(unlink)(path);
    if (done == 0 && below(path)) note('U', 0, 0, path, strlen(path));
    return done;
}

int rename(const char *from, const char *to) {
    if (below(from) && fails(NAME)) return -1;
    int done = REAL(rename)(from, to);
    if (done == 0 && below(from)) note_names('R', from, to);
    return done;
}

int link(const char *from, const char *to) {
    if (below(from) && fails(NAME)) return -1;
    int done = REAL(link)(from, to);
    if (done == 0 && below(from)) note_names('L', from, to);
    return done;
}
