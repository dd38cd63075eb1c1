/** Every parser that meets foreign bytes is fuzzed, or it is said why not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

/** Where bytes from outside are read. */
const folders = [
  ...['src/copies', 'src/devices', 'src/pages', 'src/portal', 'src/upkeep/clock', 'src/web'],
  ...['src/workflow/bundles', 'src/workflow/inbound', 'src/workflow/validation', 'kiosk-ui/src'],
  // The room of the citizen's card, from when somebody moves in.
  ...['src/identity'].filter((folder) => existsSync(new URL(folder, root))),
];

/** Readers that another one calls, which is fuzzed. */
const through: Readonly<Record<string, readonly string[]>> = {
  readCopy: ['src/copies/cos/read-sections.ts readSections'],
  readTimestampToken: ['src/copies/der/read.ts readElement', 'src/copies/der/read.ts readElements'],
  readRevocationList: ['src/copies/extend/evidence.ts readEvidence'],
  readStatusResponse: ['src/copies/extend/certificate-fields.ts readExtensions'],
  validatePdf: [
    'src/copies/validation/evidence/certificate.ts readCertificates',
    'src/copies/validation/evidence/cms.ts readTimeStampInfo',
    'src/copies/validation/fields.ts readSignature',
    'src/copies/validation/pdf/sections.ts readSection',
  ],
  verifyCopy: [
    'src/copies/foreign/revision.ts readForeignRevision',
    'src/copies/verify/later-revisions.ts readLater',
    'src/copies/verify/revision-check.ts readRevision',
  ],
  FrameDecoder: ['src/devices/token/frames.ts parseHeader'],
  parsePnmHeader: ['src/pages/encode.ts readPnm'],
  decodeCard: ['src/portal/bundles/stick.ts readCardFile', 'src/workflow/bundles/stations.ts readCard'],
  readList: ['src/portal/connectors/dossier-services/inbound-wire.ts readTime'],
  linkOf: ['src/portal/documents/links.ts readLink'],
  tableRows: [
    'src/workflow/inbound/appointments/read-file.ts readAppointmentFile',
    'src/workflow/inbound/appointments/read-file.ts readDay',
    'src/workflow/inbound/appointments/read-file.ts readHour',
  ],
  readCertificate: ['src/workflow/validation/trust-folder.ts readTrustFolder'],
};

/** Readers that are not fuzzed here. */
const reasons: Readonly<Record<string, string>> = {
  'kiosk-ui/src/input-method/syllable.ts readSyllable':
    'a syllable that is being typed, in the browser of who types it',
  'kiosk-ui/src/views/visitor/tracking.ts readTyped': 'a code that is being typed, in the browser of who types it',
  'src/pages/coding/decode-raster.ts decodeRaster': 'the picture is decoded by libvips, in a worker',
  'src/pages/office-image.ts readOfficeImage': 'the picture is decoded by libvips, in a worker',
  'src/pages/coding/g4-decode.ts decodeG4': 'reads what the station itself coded, to prove it',
  'src/pages/coding/mixed-page.ts readMixedPage': 'reads what the station itself coded and sealed',
  'src/portal/connectors/manual/module-fields.ts parseModuleFields': 'the table is a part of the program',
  'src/portal/http.ts readBounded': 'counts bytes and parses none of them',
  'src/portal/outbox/payloads.ts readPayload': 'reads rows that the station itself wrote',
  'src/web/authority/station-certificate.ts readAuthority': 'reads files that the station itself made',
  'src/web/http/numbers.ts readNumbers': 'takes up to fifteen digits by a pattern and nothing else',
  'src/workflow/bundles/read-part.ts readPart': 'JSON and a schema, of a part whose signature held',
};

function sourcesIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(decodeURIComponent(root.pathname).length))
    .map((path) => path.replaceAll('//', '/'));
}

/** `path name` of every exported reader of the folders. */
function readers(): string[] {
  return folders.flatMap(sourcesIn).flatMap((path) => {
    const text = readFileSync(new URL(path, root), 'utf8');
    const found = text.matchAll(
      /^export (?:async )?(?:function\*? |const )((?:read|parse|decode)[A-Z]\w*)(?=[<( ]|: .*=>| = )/gm,
    );
    return [...found].map(([, name = '']) => `${path} ${name}`);
  });
}

/** `path name` of everything that the files of this folder import. */
function imported(): string[] {
  return sourcesIn('tests/fuzz').flatMap((file) => {
    const text = readFileSync(new URL(file, root), 'utf8');
    return [...text.matchAll(/^import \{([^}]+)\} from '([^']+)';/gms)].flatMap(([, names = '', from = '']) => {
      const path = new URL(from, new URL(file, root)).pathname.slice(root.pathname.length);
      return names.split(',').map((name) => `${path} ${name.trim().replace(/ as .*/, '')}`);
    });
  });
}

test('each reader of foreign bytes is fuzzed, called by one that is, or has its reason', () => {
  const all = readers();
  expect(all.length).toBeGreaterThan(50);
  const fuzzed = new Set(imported());
  const excepted = new Set([...Object.values(through).flat(), ...Object.keys(reasons)]);
  expect(all.filter((reader) => !fuzzed.has(reader) && !excepted.has(reader))).toEqual([]);
  // No exception outlives its reader or its reason.
  expect([...excepted].filter((reader) => !all.includes(reader) || fuzzed.has(reader))).toEqual([]);
  const names = new Set([...fuzzed].map((one) => one.split(' ').at(-1)));
  expect(Object.keys(through).filter((name) => !names.has(name))).toEqual([]);
});
