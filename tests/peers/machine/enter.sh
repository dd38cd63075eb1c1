#!/bin/sh
# Goes into a control group of its own ($2) and into new namespaces, and starts boot.sh there for the root folder $1.
# Runs in a mount namespace of its own: what is mounted here is seen by nobody else.
set -eu
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir "/sys/fs/cgroup/$2"
echo $$ >"/sys/fs/cgroup/$2/cgroup.procs"
exec unshare --cgroup --pid --uts --ipc --mount --propagation private --fork --kill-child=KILL \
  sh "$(dirname "$0")/boot.sh" "$1"
