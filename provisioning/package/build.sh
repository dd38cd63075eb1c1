#!/usr/bin/env bash
# Builds the one Debian package that installs the station: program, pinned Node, packages, screens, units.
# Run by `npm run package` in a checkout where provisioning/bootstrap.sh has been run; needs no network and no root.
# Usage: build.sh [--out FOLDER] [--version VERSION]; prints the path of the package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=dist version=$(node -p 'require("./package.json").version')
while (($# > 0)); do
  case $1 in
    --out) out=$2; shift 2 ;;
    --version) version=$2; shift 2 ;;
    *) echo "unknown option $1" >&2; exit 64 ;;
  esac
done
architecture=$(dpkg --print-architecture)
case $architecture in
  amd64) platform=x64 ;;
  arm64) platform=arm64 ;;
  *) echo "no Node is pinned for $architecture" >&2; exit 1 ;;
esac
node=node_modules/node-linux-$platform
export PATH="$PWD/$node/bin:$PATH"
for needed in "$node/bin/node" node_modules/pkcs11js/build/Release/pkcs11.node kiosk-ui/dist/index.html; do
  [[ -e $needed ]] || { echo "$needed is missing: run provisioning/bootstrap.sh first" >&2; exit 1; }
done
# The same commit makes the same dates.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y package-lock.json)
export SOURCE_DATE_EPOCH

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
library=$stage/usr/lib/tram documents=$stage/usr/share/doc/tram
mkdir -p "$library/bin" "$library/kiosk-ui" "$library/provisioning" "$documents" "$stage/usr/bin" "$stage/DEBIAN" \
  "$stage/usr/lib/systemd/system" "$stage/usr/lib/systemd/journald.conf.d" "$stage/usr/lib/sysusers.d" "$stage/usr/lib/tmpfiles.d" "$stage/usr/lib/udev/rules.d"

cp "$node/bin/node" "$library/bin/node"
cp -r src hardware-profiles package.json "$library/"
cp -r kiosk-ui/dist "$library/kiosk-ui/"
cp -r provisioning/kiosk "$library/provisioning/"

# What the program loads, and the licences; not the sources of the add-ons, type declarations, maps, other platforms.
node provisioning/package/runtime-packages.ts | while read -r folder; do
  [[ $folder == node_modules/node-linux-* ]] && continue
  mkdir -p "$library/$folder"
  tar -C "$folder" --exclude='./node_modules' --exclude='*.d.ts' --exclude='*.d.mts' --exclude='*.d.cts' --exclude='*.map' \
    --exclude='./deps' --exclude='obj.target' --exclude='binding.gyp' -cf - . | tar -C "$library/$folder" -xf -
done
find "$library/node_modules/better-sqlite3/prebuilds" -type f ! -name "linux-$platform.node" -delete
# Builds for browsers and older compilers, and sources, that nothing here loads.
rm -rf "$library/node_modules/@cantoo/pdf-lib/"{ts3.4,src,dist} "$library/node_modules/@cantoo/fontkit/src" \
  "$library/node_modules/better-sqlite3/src"
# What was taken out is really not loaded: each package that the program names loads from here, with the Node of here.
(cd "$library" && bin/node --input-type=module -e '
  import { readFileSync } from "node:fs";
  for (const name of Object.keys(JSON.parse(readFileSync("package.json", "utf8")).dependencies)) await import(name);
  process.exit(0);')

install -m 0755 /dev/stdin "$stage/usr/bin/tram" <<'WRAPPER'
#!/bin/sh
# The station's command; the service itself is tram.service. Where the station key is sealed to this machine, only systemd
# can open it: what needs the key is then run by it as the service's own user, for root.
set -- /usr/lib/tram/bin/node /usr/lib/tram/src/cli/main.ts "$@"
sealed=/etc/credstore.encrypted/station-key
case ${3:-} in backup | purge | audit | credential | reset-totp) needs_key=yes ;; *) needs_key=no ;; esac
if [ $needs_key = yes ] && [ "$(id -u)" = 0 ] && [ -e $sealed ] && [ -d /run/systemd/system ]; then
  set -- systemd-run --quiet --wait --pipe --collect -p User=tram -p Group=tram -p UMask=0077 \
    -p "LoadCredentialEncrypted=station-key:$sealed" "$@"
fi
exec "$@"
WRAPPER
cp systemd/system/*.service "$stage/usr/lib/systemd/system/"
cp systemd/journald.conf.d/tram.conf "$stage/usr/lib/systemd/journald.conf.d/"
cp systemd/sysusers.d/tram.conf "$stage/usr/lib/sysusers.d/"
cp systemd/tmpfiles.d/tram.conf "$stage/usr/lib/tmpfiles.d/"
cp systemd/udev/*.rules "$stage/usr/lib/udev/rules.d/"

cp README.md ARCHITECTURE.md SECURITY.md CHANGELOG.md "$documents/"
cp -r docs "$documents/docs"
cp -r systemd/system/tram.service.d "$documents/tram.service.d"
cp "$node/LICENSE" "$documents/LICENSE.node"
bash provisioning/package/sbom.sh >"$documents/sbom.cdx.json"
{
  echo "Trạm $version. The licences of the packages it runs with are in docs/licences.md, their texts beside them below"
  echo "/usr/lib/tram/node_modules, Node's in LICENSE.node."
  echo
  cat LICENSE
} >"$documents/copyright"

# Whoever packs it, on whatever umask: root owns it and everybody reads it.
find "$stage" -type d -exec chmod 0755 {} +
find "$stage" -type f -exec chmod u+rw,go+r,go-w {} +

size=$(du -sk --exclude=DEBIAN "$stage" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" \
  provisioning/package/debian/control >"$stage/DEBIAN/control"
for script in preinst postinst prerm postrm; do
  install -m 0755 "provisioning/package/debian/$script" "$stage/DEBIAN/$script"
done
(cd "$stage" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)

mkdir -p "$out"
package=$out/tram_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zzstd -z12 --build "$stage" "$package" >&2
echo "$package"
