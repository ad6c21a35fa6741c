// Preloaded, it lets the x86_64 library for Android run on Linux: the few places where Android's C library differs from glibc in what it
// means by a number or a struct. Calls that do not come from that library are passed on as they are.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FROM_OURS is_ours(__builtin_return_address(0))
#define GLIBC(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_ours(void *caller) {
    Dl_info found;
    return dladdr(caller, &found) && strstr(found.dli_fname, "libassent_bindings.so") != NULL;
}

int *__errno(void) { return __errno_location(); }

static int sysconf_name_of(int bionic) {
    switch (bionic) {
    case 0x27: // _SC_PAGESIZE
    case 0x28: // _SC_PAGE_SIZE
        return _SC_PAGESIZE;
    case 0x60:
        return _SC_NPROCESSORS_CONF;
    case 0x61:
        return _SC_NPROCESSORS_ONLN;
    default:
        abort();
    }
}

long sysconf(int name) { return GLIBC(sysconf)(FROM_OURS ? sysconf_name_of(name) : name); }

// Android's is the one of POSIX, which answers with a number.
extern int __xpg_strerror_r(int, char *, size_t);
char *strerror_r(int error, char *text, size_t size) {
    return FROM_OURS ? (char *)(long)__xpg_strerror_r(error, text, size) : GLIBC(strerror_r)(error, text, size);
}

// Android has ai_canonname before ai_addr.
static void swap(struct addrinfo *info) {
    for (; info; info = info->ai_next) {
        void *address = info->ai_addr;
        info->ai_addr = (void *)info->ai_canonname;
        info->ai_canonname = address;
    }
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    int error = GLIBC(getaddrinfo)(host, service, hints, found);
    if (FROM_OURS && error == 0) swap(*found);
    return error;
}

void freeaddrinfo(struct addrinfo *info) {
    if (FROM_OURS) swap(info);
    GLIBC(freeaddrinfo)(info);
}
