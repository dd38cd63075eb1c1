import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import {
  loadProfiles,
  parseProfile,
  profileFor,
  type ScanJob,
  type ScannerDevice,
} from '../../../../src/devices/scanner/index.ts';
import { commonNames, jobArguments } from '../../../../src/devices/scanner/scanimage/arguments.ts';
import { parseOptions } from '../../../../src/devices/scanner/scanimage/options.ts';
import { profilesFolder, testProfile } from './support.ts';

const captured = async (name: string) =>
  parseOptions(await readFile(join(import.meta.dirname, 'fixtures', name), 'utf8'));
const device = (id: string, model: string): ScannerDevice => ({ id, vendor: '', model, type: '' });
const a4: ScanJob = {
  device: 'any',
  source: 'feeder',
  resolutionDpi: 300,
  mode: 'color',
  paper: { widthMm: 210, heightMm: 297 },
  folder: '/nonexistent',
};

describe('the hardware profiles', () => {
  test('all fit the schema, and scan A4 colour at 300 dpi from some source', async () => {
    const profiles = unwrap(await loadProfiles(profilesFolder));
    expect(profiles).toHaveLength((await readdir(profilesFolder)).filter((name) => name.endsWith('.toml')).length);
    for (const profile of profiles) {
      expect(Object.keys(profile.source).length, profile.title).toBeGreaterThan(0);
      expect(profile.resolutions, profile.title).toContain(300);
      expect(profile.paper.width, profile.title).toBeGreaterThanOrEqual(210);
      expect(profile.paper.height, profile.title).toBeGreaterThanOrEqual(297);
    }
  });

  test('no model and no USB id is in two of them', async () => {
    const profiles = unwrap(await loadProfiles(profilesFolder));
    for (const values of [profiles.flatMap(({ models }) => models), profiles.flatMap(({ usb }) => usb)]) {
      expect(values).toEqual([...new Set(values)]);
    }
  });

  test('a scanner gets the profile of its model, else that of its back end, else none', async () => {
    const profiles = unwrap(await loadProfiles(profilesFolder));
    expect(profileFor(device('fujitsu:fi-7160:123', 'FI-7160'), profiles)?.title).toMatch(/fi-7160/);
    expect(profileFor(device('airscan:e0:Office', 'Office'), profiles)?.backend).toBe('airscan');
    expect(profileFor(device('fujitsu:fi-0000:1', 'fi-0000'), profiles)).toBeUndefined();
    expect(profileFor(device('nonsense', 'fi-7160'), profiles)).toBeUndefined();
  });

  test.each([
    ['not TOML', 'title = ', 'TOML'],
    ['a missing field', 'title = "x"', ''],
    ['an unknown word', null, '/colour'],
  ])('%s is refused with its file', async (_, text, place) => {
    const good = await readFile(join(profilesFolder, 'escl-network.toml'), 'utf8');
    const result = parseProfile('x.toml', text ?? `colour = true\n${good}`);
    expect(result).toEqual({ ok: false, error: { code: 'SCAN-PROFILE-INVALID', facts: { file: 'x.toml', place } } });
  });
});

describe('the command line of a job', () => {
  test('for a network scanner, from its captured options', async () => {
    const [profile] = unwrap(await loadProfiles(profilesFolder)).filter(({ backend }) => backend === 'airscan');
    const options = await captured('airscan-adf.txt');
    expect(unwrap(jobArguments(a4, profile ?? commonNames, options))).toEqual([
      ...['--source=ADF', '--mode=Color', '--resolution=300', '-l', '0', '-t', '0', '-x', '210', '-y', '297'],
    ]);
    const duplex = unwrap(jobArguments({ ...a4, source: 'feeder-duplex', mode: 'gray' }, commonNames, options));
    expect(duplex.slice(0, 2)).toEqual(['--source=ADF Duplex', '--mode=Gray']);
  });

  test('for the test back end, with the profile’s own options', async () => {
    const options = await captured('test.txt');
    expect(unwrap(jobArguments(a4, testProfile, options))).toContain('--test-picture=Color pattern');
    const inactive = { ...testProfile, options: [{ flag: '--three-pass', value: 'yes' }] };
    expect(unwrap(jobArguments(a4, inactive, options))).not.toContain('--three-pass=yes');
  });

  test('tells the paper size first where the driver must know it', () => {
    const options = parseOptions(
      [
        '    --source ADF Front|ADF Duplex [ADF Front]',
        '    --mode Lineart|Gray|Color [Lineart]',
        '    --resolution 50..600dpi (in steps of 1) [600]',
        '    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]',
        '    --page-height 0..863.489mm (in steps of 0.0211639) [279.364]',
        '    -x 0..215.872mm (in steps of 0.0211639) [215.872]',
        '    -y 0..279.364mm (in steps of 0.0211639) [279.364]',
        '    --df-action Default|Continue|Stop [Default]',
        '    --df-thickness[=(yes|no)] [inactive]',
      ].join('\n'),
    );
    const profile = {
      ...commonNames,
      pageSize: true,
      options: [
        { flag: '--df-action', value: 'Stop' },
        { flag: '--df-thickness', value: 'yes' },
      ],
    };
    expect(unwrap(jobArguments(a4, profile, options))).toEqual([
      ...['--source=ADF Front', '--mode=Color', '--resolution=300', '--df-action=Stop'],
      ...['--page-width=210', '--page-height=297', '-l', '0', '-t', '0', '-x', '210', '-y', '297'],
    ]);
  });

  test('an area a hair shorter than the paper is taken whole; a glass without a choice of source is a glass', () => {
    const options = parseOptions(
      '    --mode Gray|Color [Gray]\n    --resolution 300dpi [300]\n    -x 0..215.9mm [215.9]\n    -y 0..296.926mm [296.926]\n',
    );
    const args = unwrap(jobArguments({ ...a4, source: 'flatbed' }, commonNames, options));
    expect(args.slice(-1)).toEqual(['296.926']);
    expect(args.some((arg) => arg.startsWith('--source'))).toBe(false);
    expect(jobArguments(a4, commonNames, options)).toMatchObject({
      error: { code: 'SCAN-UNSUPPORTED', facts: { option: 'source', wanted: 'feeder' } },
    });
  });
});
