/*
 * A disk that takes longer, for whoever has this preloaded: fsync and fdatasync do what they did and then wait for
 * DELAY_MICROS, which uses no processor. bench/run compiles it: cc -shared -fPIC -DDELAY_MICROS=5000.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int later(int result) {
    int error = errno;
    struct timespec delay = {DELAY_MICROS / 1000000, DELAY_MICROS % 1000000 * 1000L};
    while (nanosleep(&delay, &delay) != 0 && errno == EINTR) continue;
    errno = error;
    return result;
}

int fsync(int file) {
    return later((int) syscall(SYS_fsync, file));
}

int fdatasync(int file) {
    return later((int) syscall(SYS_fdatasync, file));
}
