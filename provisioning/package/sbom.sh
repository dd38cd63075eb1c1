#!/usr/bin/env bash
# The software bill of materials of the service, CycloneDX JSON by npm's own tool, from the lock file; needs no network.
# Usage: sbom.sh >FILE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
npm sbom --sbom-format cyclonedx --sbom-type application --omit dev --package-lock-only --loglevel=error |
  node -e '
    const bom = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const { version } = require("./package.json");
    // npm names the root after the folder, and dates and numbers each run: the same lock file makes the same list here.
    Object.assign(bom.metadata.component, { name: "tram", version });
    if (process.env.SOURCE_DATE_EPOCH) bom.metadata.timestamp = new Date(process.env.SOURCE_DATE_EPOCH * 1000).toISOString();
    delete bom.serialNumber;
    process.stdout.write(JSON.stringify(bom, null, 2) + "\n");'
