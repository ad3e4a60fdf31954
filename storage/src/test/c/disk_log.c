/*
 * Notes what a process writes to files whose paths begin with LICET_DISK_FILES, what it forces to disk, and what it
 * tells on its standard output, in the order in which that happened, in the file LICET_DISK_LOG. From it a test lays the
 * files as a disk may have them whose power was cut at any entry. The test compiles it: cc -shared -fPIC.
 *
 * An entry is a head in the byte order of the machine and `length` bytes. A write is noted once it is done, and a force
 * with the number of entries before it began: what was written later need not be on disk. The index of SQLite's log
 * (-shm) is made anew after a crash, and is left out.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, SIZED, FORCED, REMOVED, TOLD };
enum { DESCRIPTORS = 65536, FILES = 64 };

struct head {
    uint32_t kind, file;
    uint64_t at, length;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t entries;
static int sink = -1;
static const char *prefix;
static char *paths[FILES];
static uint32_t file_of[DESCRIPTORS];

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("LICET_DISK_LOG");
    prefix = getenv("LICET_DISK_FILES");
    if (!path || !prefix) return;
    sink = (int) syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (sink < 0) abort();
}

static void note_locked(struct head head, const void *bytes) {
    struct iovec parts[2] = {{&head, sizeof head}, {(void *) bytes, head.length}};
    if (syscall(SYS_writev, sink, parts, 2) != (long) (sizeof head + head.length)) abort();
    entries++;
}

static void note(struct head head, const void *bytes) {
    int error = errno;
    pthread_mutex_lock(&lock);
    note_locked(head, bytes);
    pthread_mutex_unlock(&lock);
    errno = error;
}

static uint32_t number(const char *path) {
    uint32_t i = 0;
    while (i < FILES && paths[i] && strcmp(paths[i], path) != 0) i++;
    if (i == FILES) abort();
    if (!paths[i]) paths[i] = strdup(path);
    return i + 1;
}

static int is_watched(const char *path) {
    size_t length = strlen(path);
    int is_index = length > 4 && strcmp(path + length - 4, "-shm") == 0;
    return sink >= 0 && strncmp(path, prefix, strlen(prefix)) == 0 && !is_index;
}

static uint32_t watched(int file) {
    return file >= 0 && file < DESCRIPTORS ? file_of[file] : 0;
}

static int opened(const char *path, int flags, int mode) {
    int file = (int) syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (file < 0 || file >= DESCRIPTORS || !is_watched(path) || (flags & O_DIRECTORY)) return file;
    pthread_mutex_lock(&lock);
    file_of[file] = number(path);
    note_locked((struct head) {OPENED, file_of[file], 0, strlen(path)}, path);
    pthread_mutex_unlock(&lock);
    return file;
}

#define OPEN(name)                                    \
    int name(const char *path, int flags, ...) {      \
        va_list rest;                                 \
        va_start(rest, flags);                        \
        int mode = va_arg(rest, int);                 \
        va_end(rest);                                 \
        return opened(path, flags, mode);             \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    if (watched(file)) file_of[file] = 0;
    return (int) syscall(SYS_close, file);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    ssize_t done = syscall(SYS_pwrite64, file, bytes, length, at);
    if (done > 0 && watched(file)) note((struct head) {WRITTEN, watched(file), (uint64_t) at, (uint64_t) done}, bytes);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    return pwrite64(file, bytes, length, at);
}

/* A write without a place to a file that is watched would be missed, so there must be none. */
ssize_t write(int file, const void *bytes, size_t length) {
    if (watched(file)) abort();
    if (file == 1 && sink >= 0) note((struct head) {TOLD, 0, 0, length}, bytes);
    return syscall(SYS_write, file, bytes, length);
}

int ftruncate64(int file, off64_t size) {
    int result = (int) syscall(SYS_ftruncate, file, size);
    if (result == 0 && watched(file)) note((struct head) {SIZED, watched(file), (uint64_t) size, 0}, "");
    return result;
}

int ftruncate(int file, off_t size) {
    return ftruncate64(file, size);
}

static int forced(int file, int result, uint64_t before) {
    if (result == 0 && watched(file)) note((struct head) {FORCED, watched(file), before, 0}, "");
    return result;
}

static uint64_t before(void) {
    pthread_mutex_lock(&lock);
    uint64_t now = entries;
    pthread_mutex_unlock(&lock);
    return now;
}

int fsync(int file) {
    uint64_t now = before();
    return forced(file, (int) syscall(SYS_fsync, file), now);
}

int fdatasync(int file) {
    uint64_t now = before();
    return forced(file, (int) syscall(SYS_fdatasync, file), now);
}

int unlink(const char *path) {
    int result = (int) syscall(SYS_unlink, path);
    if (result != 0 || !is_watched(path)) return result;
    pthread_mutex_lock(&lock);
    note_locked((struct head) {REMOVED, number(path), 0, 0}, "");
    pthread_mutex_unlock(&lock);
    return result;
}
