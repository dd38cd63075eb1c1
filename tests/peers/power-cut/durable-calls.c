/*
 * Stands between a program and libc, and sees each call that changes what a power cut would leave in one folder: files
 * made, written, cut, forced to the disk, renamed, linked, removed, and folders.
 *
 *   DURABLE_FOLDER   the folder; `state/cache` and `state/station.lock` in it and SQLite's `-shm` files are not looked at (nothing durable is there)
 *   DURABLE_CONTROL  a file of 4096 bytes that is mapped: see `struct control`
 *   DURABLE_LOG      each call is appended there, in the order in which they happened; see `struct record`
 *
 * Before and after each call is a point. Armed with n, the n-th point that comes kills the process. Writes that follow
 * each other on one file are one call to be killed at (before the first, after the first), since none of them is durable.
 * Children are started without this library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
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
  int32_t armed;  /* points until the kill; 0: none */
  int32_t passed; /* points so far */
  int32_t killed; /* kills so far */
  int32_t unused;
  char name[240]; /* of the last kill's point: when, call, path in the folder */
};

/* Little-endian; then `path`, `other` and `data` follow, as long as it says. */
struct record {
  char kind; /* o open, w write, t truncate, f fsync, d fsync of a folder, r rename, l link, u unlink, m mkdir, x rmdir */
  char made; /* o: 1 when the file was not there before, 2 when it was cut to nothing */
  uint16_t path;
  uint16_t other;
  uint16_t unused;
  int32_t fd;
  uint32_t data;
  int64_t offset;
};

enum { files = 65536 };

static struct {
  dev_t dev;
  ino_t ino;
  int watched; /* 1 file, 2 folder */
} seen[files];

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct control *control;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_fd = -1;
static int last_written = -1;

#define REAL(name)                                        \
  static __typeof__(&name) real;                          \
  if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *data, size_t length) {
  REAL(write);
  return real(fd, data, length);
}

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("DURABLE_FOLDER"), *path = getenv("DURABLE_CONTROL"), *log = getenv("DURABLE_LOG");
  static int (*real_open)(const char *, int, ...);
  real_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
  if (at == NULL || strlen(at) >= sizeof folder) return;
  if (path != NULL) {
    int fd = real_open(path, O_RDWR | O_CLOEXEC);
    if (fd >= 0) {
      void *mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      if (mapped != MAP_FAILED) control = mapped;
      close(fd);
    }
  }
  if (log != NULL) log_fd = real_open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if ((path != NULL && control == NULL) || (log != NULL && log_fd < 0)) {
    fprintf(stderr, "durable-calls: control or log cannot be opened\n");
    abort();
  }
  strcpy(folder, at);
  folder_length = strlen(folder);
  unsetenv("LD_PRELOAD");
  unsetenv("DURABLE_FOLDER");
}

/* The part of a path below the folder, or NULL when it lies elsewhere or does not matter. */
static const char *inside(const char *path) {
  if (folder_length == 0 || path == NULL) return NULL;
  if (path[0] != '/') return NULL; /* the station names everything from the root */
  if (strncmp(path, folder, folder_length) != 0) return NULL;
  const char *rest = path + folder_length;
  if (*rest != '/' && *rest != '\0') return NULL;
  while (*rest == '/') rest++;
  if (strncmp(rest, "state/cache", 11) == 0) return NULL;
  if (strcmp(rest, "state/station.lock") == 0) return NULL;
  size_t length = strlen(rest);
  if (length > 4 && strcmp(rest + length - 4, "-shm") == 0) return NULL;
  return rest;
}

static void point(const char *when, const char *call, const char *path) {
  if (control == NULL) return;
  control->passed++;
  if (control->armed <= 0 || --control->armed > 0) return;
  snprintf(control->name, sizeof control->name, "%s %s %s", when, call, path);
  control->killed++;
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void put(struct record record, const char *path, const char *other, const struct iovec *data, int pieces) {
  if (log_fd < 0) return;
  record.path = path == NULL ? 0 : (uint16_t)strlen(path);
  record.other = other == NULL ? 0 : (uint16_t)strlen(other);
  size_t total = sizeof record + record.path + record.other + record.data;
  char *bytes = malloc(total), *at = bytes;
  if (bytes == NULL) abort();
  at = mempcpy(at, &record, sizeof record);
  if (path != NULL) at = mempcpy(at, path, record.path);
  if (other != NULL) at = mempcpy(at, other, record.other);
  size_t left = record.data;
  for (int i = 0; i < pieces && left > 0; i++) {
    size_t part = data[i].iov_len < left ? data[i].iov_len : left;
    at = mempcpy(at, data[i].iov_base, part);
    left -= part;
  }
  if (plain_write(log_fd, bytes, total) != (ssize_t)total) abort();
  free(bytes);
}

static int watched(int fd) {
  struct stat now;
  if (fd < 0 || fd >= files || seen[fd].watched == 0) return 0;
  /* The number may have gone to another file: Node closes without libc's close(). */
  if (fstat(fd, &now) != 0 || now.st_dev != seen[fd].dev || now.st_ino != seen[fd].ino) seen[fd].watched = 0;
  return seen[fd].watched;
}

static void name_of(int fd, char *name) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, PATH_MAX - 1);
  name[length < 0 ? 0 : length] = '\0';
  const char *rest = inside(name);
  if (rest != NULL) memmove(name, rest, strlen(rest) + 1);
}

static int opened(int (*real)(int, const char *, int, ...), int dir, const char *path, int flags, mode_t mode) {
  const char *rest = inside(path);
  if (rest == NULL) {
    int fd = real(dir, path, flags, mode);
    if (fd >= 0 && fd < files) seen[fd].watched = 0;
    return fd;
  }
  pthread_mutex_lock(&turn);
  struct stat before, now;
  int there = stat(path, &before) == 0;
  int changes = (!there && (flags & O_CREAT)) || (there && (flags & O_TRUNC) && before.st_size > 0);
  if (changes) point("before", there ? "truncate" : "create", rest);
  int fd = real(dir, path, flags, mode);
  if (fd >= 0 && fd < files && fstat(fd, &now) == 0) {
    seen[fd].dev = now.st_dev;
    seen[fd].ino = now.st_ino;
    seen[fd].watched = S_ISDIR(now.st_mode) ? 2 : S_ISREG(now.st_mode) ? 1 : 0;
    if (seen[fd].watched != 0) {
      struct record record = {.kind = 'o', .made = there ? (changes ? 2 : 0) : 1, .fd = fd};
      put(record, rest, NULL, NULL, 0);
    }
  }
  if (changes) {
    last_written = -1;
    point("after", there ? "truncate" : "create", rest);
  }
  pthread_mutex_unlock(&turn);
  return fd;
}

static int real_openat(int dir, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  REAL(openat);
  return real(dir, path, flags, mode);
}

#define MODE                                                                  \
  mode_t mode = 0;                                                            \
  if (flags & (O_CREAT | O_TMPFILE)) {                                        \
    va_list more;                                                             \
    va_start(more, flags);                                                    \
    mode = va_arg(more, mode_t);                                              \
    va_end(more);                                                             \
  }
int open(const char *path, int flags, ...) { MODE return opened(real_openat, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(real_openat, AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return opened(real_openat, dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return opened(real_openat, dir, path, flags, mode); }

/* A write to a watched file: `offset` -1 is where the file stands. */
static ssize_t written(int fd, const struct iovec *data, int pieces, int64_t offset) {
  REAL(pwritev);
  static ssize_t (*plain)(int, const struct iovec *, int);
  if (plain == NULL) plain = (ssize_t(*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
  if (watched(fd) != 1) return offset < 0 ? plain(fd, data, pieces) : real(fd, data, pieces, offset);
  pthread_mutex_lock(&turn);
  char name[PATH_MAX];
  int counts = last_written != fd;
  if (counts) {
    name_of(fd, name);
    point("before", "write", name);
  }
  struct stat now;
  int64_t at = offset >= 0 ? offset : lseek(fd, 0, SEEK_CUR);
  if (offset < 0 && (fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &now) == 0) at = now.st_size;
  ssize_t length = offset < 0 ? plain(fd, data, pieces) : real(fd, data, pieces, offset);
  if (length > 0) {
    struct record record = {.kind = 'w', .fd = fd, .data = (uint32_t)length, .offset = at};
    put(record, NULL, NULL, data, pieces);
  }
  if (counts) {
    last_written = fd;
    point("after", "write", name);
  }
  pthread_mutex_unlock(&turn);
  return length;
}

ssize_t write(int fd, const void *data, size_t length) {
  if (folder_length == 0 || fd == log_fd || watched(fd) != 1) return plain_write(fd, data, length);
  struct iovec piece = {(void *)data, length};
  return written(fd, &piece, 1, -1);
}
ssize_t writev(int fd, const struct iovec *data, int pieces) { return written(fd, data, pieces, -1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  struct iovec piece = {(void *)data, length};
  return written(fd, &piece, 1, offset);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return pwrite(fd, data, length, offset); }
ssize_t pwritev(int fd, const struct iovec *data, int pieces, off_t offset) { return written(fd, data, pieces, offset); }
ssize_t pwritev64(int fd, const struct iovec *data, int pieces, off64_t offset) {
  return written(fd, data, pieces, offset);
}

/* One call that is over in one step; `done` must be 0 for it to be recorded. */
#define STEP(rest, call, record_, path_, other_, expression)                   \
  pthread_mutex_lock(&turn);                                                  \
  point("before", call, rest);                                                \
  int done = expression;                                                      \
  if (done == 0) put(record_, path_, other_, NULL, 0);                        \
  last_written = -1;                                                          \
  point("after", call, rest);                                                 \
  pthread_mutex_unlock(&turn);                                                \
  return done

static int synced(int (*real)(int), int fd) {
  int kind = watched(fd);
  if (kind == 0) return real(fd);
  char name[PATH_MAX];
  name_of(fd, name);
  struct record record = {.kind = kind == 2 ? 'd' : 'f', .fd = fd};
  STEP(name, kind == 2 ? "fsync folder" : "fsync", record, NULL, NULL, real(fd));
}
int fsync(int fd) {
  REAL(fsync);
  return synced(real, fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  return synced(real, fd);
}

int ftruncate(int fd, off_t length) {
  REAL(ftruncate);
  if (watched(fd) != 1) return real(fd, length);
  char name[PATH_MAX];
  name_of(fd, name);
  struct record record = {.kind = 't', .fd = fd, .offset = length};
  STEP(name, "truncate", record, NULL, NULL, real(fd, length));
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
  REAL(renameat2);
  const char *a = inside(from), *b = inside(to);
  if (a == NULL || b == NULL) return real(from_dir, from, to_dir, to, flags);
  struct record record = {.kind = 'r'};
  STEP(b, "rename", record, a, b, real(from_dir, from, to_dir, to, flags));
}
int renameat(int from_dir, const char *from, int to_dir, const char *to) {
  return renameat2(from_dir, from, to_dir, to, 0);
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
  REAL(linkat);
  const char *a = inside(from), *b = inside(to);
  if (a == NULL || b == NULL) return real(from_dir, from, to_dir, to, flags);
  struct record record = {.kind = 'l'};
  STEP(b, "link", record, a, b, real(from_dir, from, to_dir, to, flags));
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int dir, const char *path, int flags) {
  REAL(unlinkat);
  const char *rest = inside(path);
  struct stat now;
  if (rest == NULL || lstat(path, &now) != 0) return real(dir, path, flags);
  struct record record = {.kind = flags & AT_REMOVEDIR ? 'x' : 'u'};
  STEP(rest, flags & AT_REMOVEDIR ? "rmdir" : "unlink", record, rest, NULL, real(dir, path, flags));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat now;
  return unlinkat(AT_FDCWD, path, lstat(path, &now) == 0 && S_ISDIR(now.st_mode) ? AT_REMOVEDIR : 0);
}

int mkdirat(int dir, const char *path, mode_t mode) {
  REAL(mkdirat);
  const char *rest = inside(path);
  struct stat now;
  if (rest == NULL || lstat(path, &now) == 0) return real(dir, path, mode);
  struct record record = {.kind = 'm'};
  STEP(rest, "mkdir", record, rest, NULL, real(dir, path, mode));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
