/*
 * What SQLite, ring and LLVM's libunwind need of Android's C library, 64-bit: declared from the ABI, so that the library can be made
 * where there is no NDK. `headers.sh` gives it to them under the usual names; `abi.py` compares every number here with Rust's libc crate.
 */
#pragma once
#ifndef __LP64__
#error "64-bit only: 32-bit Android has other sizes"
#endif
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* types */
typedef long ssize_t, off_t, time_t, suseconds_t;
typedef off_t off64_t;
typedef int pid_t, clockid_t;
typedef unsigned uid_t, gid_t, mode_t, nlink_t, useconds_t;
typedef unsigned long ino_t, dev_t, blkcnt_t, blksize_t;

/* assert.h, ctype.h, errno.h */
void __assert2(const char *file, int line, const char *function, const char *text) __attribute__((noreturn));
int *__errno(void) __attribute__((const));
#define errno (*__errno())
int isalnum(int), isalpha(int), isdigit(int), isprint(int), isspace(int), isxdigit(int), tolower(int), toupper(int);
#define EPERM 1
#define ENOENT 2
#define EINTR 4
#define EIO 5
#define EBADF 9
#define EAGAIN 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define ENOTDIR 20
#define EISDIR 21
#define EINVAL 22
#define ENOSPC 28
#define EROFS 30
#define ERANGE 34
#define EDEADLK 35
#define ENOLCK 37
#define EOVERFLOW 75
#define ENOTSUP 95
#define ETIMEDOUT 110

/* stdio.h, stdlib.h, string.h */
typedef struct __sFILE FILE;
#define FILENAME_MAX 4096
extern FILE *stderr;
#define stderr stderr
int fprintf(FILE *, const char *, ...) __attribute__((format(printf, 2, 3)));
int snprintf(char *, size_t, const char *, ...) __attribute__((format(printf, 3, 4)));
int fflush(FILE *);
void *malloc(size_t), *calloc(size_t, size_t), *realloc(void *, size_t), free(void *), abort(void) __attribute__((noreturn));
char *getenv(const char *);
int atoi(const char *);
void qsort(void *, size_t, size_t, int (*)(const void *, const void *));
void *memchr(const void *, int, size_t), *memcpy(void *, const void *, size_t), *memmove(void *, const void *, size_t), *memset(void *, int, size_t);
int memcmp(const void *, const void *, size_t), strcmp(const char *, const char *), strncmp(const char *, const char *, size_t);
size_t strcspn(const char *, const char *), strlen(const char *), strspn(const char *, const char *);
char *strchr(const char *, int), *strrchr(const char *, int), *strstr(const char *, const char *), *strerror(int);

/* fcntl.h */
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_CREAT 0100
#define O_EXCL 0200
#define O_TRUNC 01000
#define O_CLOEXEC 02000000
#ifdef __x86_64__
#define O_NOFOLLOW 0400000
#else
#define O_NOFOLLOW 0100000
#endif
#define F_GETFD 1
#define F_SETFD 2
#define F_GETLK 5
#define F_SETLK 6
#define F_SETLKW 7
#define FD_CLOEXEC 1
#define F_RDLCK 0
#define F_WRLCK 1
#define F_UNLCK 2
struct flock {
    short l_type, l_whence;
    off_t l_start, l_len;
    pid_t l_pid;
};
int open(const char *, int, ...), fcntl(int, int, ...);

/* unistd.h */
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _SC_PAGESIZE 0x27
int access(const char *, int), close(int), fchown(int, uid_t, gid_t), fdatasync(int), fsync(int), ftruncate(int, off_t);
int rmdir(const char *), unlink(const char *), usleep(useconds_t);
ssize_t pread(int, void *, size_t, off_t), pwrite(int, const void *, size_t, off_t), read(int, void *, size_t), write(int, const void *, size_t);
ssize_t readlink(const char *, char *, size_t);
off_t lseek(int, off_t, int);
char *getcwd(char *, size_t);
uid_t geteuid(void);
pid_t getpid(void);
long sysconf(int);

/* time.h, sys/time.h */
struct timespec {
    time_t tv_sec;
    long tv_nsec;
};
struct timeval {
    time_t tv_sec;
    suseconds_t tv_usec;
};
struct timezone {
    int tz_minuteswest, tz_dsttime;
};
struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
    long tm_gmtoff;
    const char *tm_zone;
};
time_t time(time_t *);
struct tm *gmtime_r(const time_t *, struct tm *), *localtime_r(const time_t *, struct tm *);
int gettimeofday(struct timeval *, struct timezone *), nanosleep(const struct timespec *, struct timespec *);
int utimes(const char *, const struct timeval[2]);

/* sys/stat.h */
#ifdef __x86_64__
struct stat {
    dev_t st_dev;
    ino_t st_ino;
    unsigned long st_nlink;
    mode_t st_mode;
    uid_t st_uid;
    gid_t st_gid;
    unsigned spare0;
    dev_t st_rdev;
    off_t st_size;
    long st_blksize, st_blocks;
    struct timespec st_atim, st_mtim, st_ctim;
    long spare1[3];
};
#else
struct stat {
    dev_t st_dev;
    ino_t st_ino;
    mode_t st_mode;
    nlink_t st_nlink;
    uid_t st_uid;
    gid_t st_gid;
    dev_t st_rdev;
    unsigned long spare0;
    off_t st_size;
    int st_blksize, spare1;
    long st_blocks;
    struct timespec st_atim, st_mtim, st_ctim;
    unsigned spare2[2];
};
#endif
#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec
#define S_IFMT 0170000
#define S_IFDIR 0040000
#define S_IFREG 0100000
#define S_IFLNK 0120000
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)
#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)
int chmod(const char *, mode_t), fchmod(int, mode_t), fstat(int, struct stat *), lstat(const char *, struct stat *), stat(const char *, struct stat *);
int mkdir(const char *, mode_t);
mode_t umask(mode_t);

/* sys/ioctl.h, sys/mman.h, sys/syscall.h */
#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_SHARED 1
#define MAP_PRIVATE 2
#define MAP_FAILED ((void *)-1)
#define MREMAP_MAYMOVE 1
int ioctl(int, int, ...), munmap(void *, size_t);
void *mmap(void *, size_t, int, int, int, off_t), *mremap(void *, size_t, size_t, int, ...);
#ifdef __x86_64__
#define SYS_rt_sigprocmask 14
#else
#define SYS_rt_sigprocmask 135
#endif
long syscall(long, ...);

/* math.h: what SQLite's own tables name, whether or not it is called */
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define isnan(x) __builtin_isnan(x)
#define isinf(x) __builtin_isinf(x)
double ceil(double), floor(double), fabs(double), fmod(double, double), log(double), pow(double, double), sqrt(double);

/* pthread.h */
typedef struct {
    int of[10];
} pthread_mutex_t;
typedef struct {
    int of[14];
} pthread_rwlock_t;
typedef long pthread_t, pthread_mutexattr_t;
typedef struct {
    uint32_t flags;
    void *stack_base;
    size_t stack_size, guard_size;
    int32_t policy, priority;
    char spare[16];
} pthread_attr_t;
#define PTHREAD_MUTEX_NORMAL 0
#define PTHREAD_MUTEX_RECURSIVE 1
#define PTHREAD_MUTEX_INITIALIZER { { 0 } }
#define PTHREAD_RWLOCK_INITIALIZER { { 0 } }
int pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *), pthread_join(pthread_t, void **);
int pthread_mutex_destroy(pthread_mutex_t *), pthread_mutex_init(pthread_mutex_t *, const pthread_mutexattr_t *);
int pthread_mutex_lock(pthread_mutex_t *), pthread_mutex_trylock(pthread_mutex_t *), pthread_mutex_unlock(pthread_mutex_t *);
int pthread_mutexattr_destroy(pthread_mutexattr_t *), pthread_mutexattr_init(pthread_mutexattr_t *), pthread_mutexattr_settype(pthread_mutexattr_t *, int);
int pthread_rwlock_rdlock(pthread_rwlock_t *), pthread_rwlock_unlock(pthread_rwlock_t *), pthread_rwlock_wrlock(pthread_rwlock_t *);
pthread_t pthread_self(void);

/* signal.h: libunwind steps over the frame of a signal, whose first 128 bytes are this. */
typedef struct {
    int si_signo, si_errno, si_code, spare[29];
} siginfo_t;
typedef struct {
    unsigned long of;
} sigset_t;
#define SIG_SETMASK 2
#define NSIG 65

/* dlfcn.h, elf.h, link.h */
typedef struct {
    const char *dli_fname;
    void *dli_fbase;
    const char *dli_sname;
    void *dli_saddr;
} Dl_info;
typedef struct {
    uint32_t p_type, p_flags;
    uint64_t p_offset, p_vaddr, p_paddr, p_filesz, p_memsz, p_align;
} Elf64_Phdr;
typedef uint64_t Elf64_Addr;
typedef uint16_t Elf64_Half;
#define ElfW(type) Elf64_##type
#define PT_LOAD 1
#define PT_GNU_EH_FRAME 0x6474e550
struct dl_phdr_info {
    Elf64_Addr dlpi_addr;
    const char *dlpi_name;
    const Elf64_Phdr *dlpi_phdr;
    Elf64_Half dlpi_phnum;
    unsigned long long dlpi_adds, dlpi_subs;
    size_t dlpi_tls_modid;
    void *dlpi_tls_data;
};
int dladdr(const void *, Dl_info *), dl_iterate_phdr(int (*)(struct dl_phdr_info *, size_t, void *), void *);

/* inttypes.h */
#define PRId8 "d"
#define PRIu8 "u"
#define PRIu32 "u"
#define PRIx32 "x"
#define PRId64 "ld"
#define PRIu64 "lu"
#define PRIx64 "lx"
#define PRIxPTR "lx"

#ifdef __cplusplus
}
#endif
