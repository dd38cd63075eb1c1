#!/usr/bin/env bash
# The software bill of materials of the service, CycloneDX JSON by npm's own tool, from the lock file; needs no network.
# Usage: sbom.sh >FILE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# `--omit dev` leaves out what the service and a tool of development both need: what is for development alone is taken
# out here, as the lock file marks it.
npm sbom --sbom-format cyclonedx --sbom-type application --package-lock-only --loglevel=error |
  node -e '
    const bom = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const { version } = require("./package.json");
    const isTool = ({ dev, devOptional }) => dev || devOptional;
    const entries = Object.entries(require("./package-lock.json").packages).map(([folder, entry]) => ({
      ref: `${folder.slice(folder.lastIndexOf("node_modules/") + 13)}@${entry.version}`,
      ...entry,
    }));
    const run = new Set(entries.filter((entry) => !isTool(entry)).map(({ ref }) => ref));
    const tools = new Set(entries.filter((entry) => isTool(entry) && !run.has(entry.ref)).map(({ ref }) => ref));
    bom.components = bom.components.filter((each) => !tools.has(each["bom-ref"]));
    bom.dependencies = bom.dependencies
      .filter(({ ref }) => !tools.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => !tools.has(each)) }));
    // npm names the root after the folder, and dates and numbers each run: the same lock file makes the same list here.
    Object.assign(bom.metadata.component, { name: "tram", version });
    if (process.env.SOURCE_DATE_EPOCH) bom.metadata.timestamp = new Date(process.env.SOURCE_DATE_EPOCH * 1000).toISOString();
    delete bom.serialNumber;
    process.stdout.write(JSON.stringify(bom, null, 2) + "\n");'
