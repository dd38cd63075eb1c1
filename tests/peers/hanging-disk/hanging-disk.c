/*
 * Mounts a file system that never answers (FUSE with nobody behind it) on the folder given, and keeps it until its standard
 * input ends: what touches it meanwhile waits in the kernel, as it does for a stick whose memory has died.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

int main(int count, char **words) {
  char options[200];
  char byte;
  int device = open("/dev/fuse", O_RDWR);
  if (count != 2 || device < 0) return 1;
  snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=%d,group_id=%d", device, getuid(), getgid());
  if (mount("hanging", words[1], "fuse", 0, options) != 0) return 2;
  puts("mounted");
  fflush(stdout);
  while (read(0, &byte, 1) > 0) {
  }
  return umount2(words[1], MNT_DETACH) == 0 ? 0 : 3;
}
