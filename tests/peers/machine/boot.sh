#!/bin/sh
# The first process of a machine whose root folder is $1: lays the kernel's folders as a container has them, makes the
# folder the root and becomes systemd. Of the machine that it runs on it shares the network, and can change nothing: /sys
# and the kernel's switches are read-only, the clock and the kernel's modules out of reach.
set -eu
mount --rbind "$1" "$1"
cd "$1"
mount -t proc -o nosuid,nodev,noexec proc proc
for switches in proc/sys proc/sysrq-trigger; do
  [ -e "$switches" ] || continue
  mount --bind "$switches" "$switches"
  mount -o remount,bind,ro "$switches"
done
# Only this mount is made read-only: the file system itself is the machine's.
mount -t sysfs -o nosuid,nodev,noexec sysfs sys
mount -o remount,bind,ro sys
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=0755,nosuid tmpfs dev
for device in null:3 zero:5 full:7 random:8 urandom:9; do
  mknod -m 0666 "dev/${device%:*}" c 1 "${device#*:}"
done
mknod -m 0666 dev/tty c 5 0
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs dev/shm
mount -t tmpfs -o mode=0755,nosuid,nodev tmpfs run
hostname tram-may-thu
pivot_root . .
umount -l .
cd /
# As systemd itself does outside a container: credentials reach a service by a mount that is passed on.
mount --make-rshared /
exec setpriv --bounding-set=-sys_time,-sys_module,-sys_rawio,-sys_boot,-net_admin,-audit_control,-audit_read,-syslog \
  env -i container=tram LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --show-status=0
