/*
 * Stands between a program and libc and lets the disk under one folder fail when it is told to.
 *
 *   FAILING_FOLDER   the folder
 *   FAILING_CONTROL  a file of 4096 bytes that is mapped: int32 errno that changing calls answer (0: none),
 *                    int32 errno that reading calls answer, int32 calls refused so far
 *
 * Changing calls: making, writing, cutting, forcing to the disk, renaming, linking and removing files and folders below the
 * folder; with EROFS also access(2) for writing. SQLite's `-shm` files are memory. Children are started without it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
  int32_t changing;
  int32_t reading;
  int32_t refused;
};

static volatile struct control *control;
static char folder[PATH_MAX];
static size_t folder_length;

#define REAL(name)                  \
  static __typeof__(&name) real;    \
  if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAILING_FOLDER"), *path = getenv("FAILING_CONTROL");
  if (at == NULL || path == NULL || strlen(at) >= sizeof folder) return;
  REAL(open);
  int fd = real(path, O_RDWR | O_CLOEXEC);
  void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) {
    fprintf(stderr, "failing-disk: the control file cannot be opened\n");
    abort();
  }
  close(fd);
  control = mapped;
  strcpy(folder, at);
  folder_length = strlen(folder);
  unsetenv("LD_PRELOAD");
  unsetenv("FAILING_FOLDER");
}

static int inside(const char *path) {
  if (control == NULL || path == NULL || strncmp(path, folder, folder_length) != 0) return 0;
  if (path[folder_length] != '/' && path[folder_length] != '\0') return 0;
  size_t length = strlen(path);
  return !(length > 4 && strcmp(path + length - 4, "-shm") == 0);
}

static int inside_fd(int fd) {
  char link[64], name[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, sizeof name - 1);
  if (length < 0) return 0;
  name[length] = '\0';
  return inside(name);
}

static int refuse(int code) {
  control->refused++;
  errno = code;
  return -1;
}

#define CHANGES_PATH(path) \
  if (control != NULL && control->changing != 0 && inside(path)) return refuse(control->changing)
#define CHANGES_FD(fd) \
  if (control != NULL && control->changing != 0 && inside_fd(fd)) return refuse(control->changing)
#define READS_FD(fd) \
  if (control != NULL && control->reading != 0 && inside_fd(fd)) return refuse(control->reading)

static int opened(int dir, const char *path, int flags, mode_t mode) {
  REAL(openat);
  int changing = control == NULL ? 0 : control->changing;
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
  /* A failing device is met when data moves; a read-only file system refuses to open for writing. */
  if (changing != 0 && (changing == EROFS ? writes : (flags & (O_CREAT | O_TRUNC)) != 0) && inside(path)) {
    struct stat now;
    if (changing == EROFS || (flags & O_TRUNC) || stat(path, &now) != 0) return refuse(changing);
  }
  return real(dir, path, flags, mode);
}

#define MODE                              \
  mode_t mode = 0;                        \
  if (flags & (O_CREAT | O_TMPFILE)) {    \
    va_list more;                         \
    va_start(more, flags);                \
    mode = va_arg(more, mode_t);          \
    va_end(more);                         \
  }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  CHANGES_FD(fd);
  return real(fd, data, length);
}
ssize_t writev(int fd, const struct iovec *data, int pieces) {
  REAL(writev);
  CHANGES_FD(fd);
  return real(fd, data, pieces);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  REAL(pwrite64);
  CHANGES_FD(fd);
  return real(fd, data, length, offset);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }
ssize_t pwritev64(int fd, const struct iovec *data, int pieces, off64_t offset) {
  REAL(pwritev64);
  CHANGES_FD(fd);
  return real(fd, data, pieces, offset);
}
ssize_t pwritev(int fd, const struct iovec *data, int pieces, off_t offset) { return pwritev64(fd, data, pieces, offset); }
ssize_t read(int fd, void *data, size_t length) {
  REAL(read);
  READS_FD(fd);
  return real(fd, data, length);
}
ssize_t pread64(int fd, void *data, size_t length, off64_t offset) {
  REAL(pread64);
  READS_FD(fd);
  return real(fd, data, length, offset);
}
ssize_t pread(int fd, void *data, size_t length, off_t offset) { return pread64(fd, data, length, offset); }

int fsync(int fd) {
  REAL(fsync);
  CHANGES_FD(fd);
  return real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  CHANGES_FD(fd);
  return real(fd);
}
int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  CHANGES_FD(fd);
  return real(fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
  REAL(renameat2);
  CHANGES_PATH(to);
  return real(from_dir, from, to_dir, to, flags);
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }
int unlinkat(int dir, const char *path, int flags) {
  REAL(unlinkat);
  CHANGES_PATH(path);
  return real(dir, path, flags);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  CHANGES_PATH(path);
  return real(path, mode);
}
int access(const char *path, int mode) {
  REAL(access);
  if ((mode & W_OK) && control != NULL && control->changing == EROFS && inside(path)) return refuse(EROFS);
  return real(path, mode);
}
