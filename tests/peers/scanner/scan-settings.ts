import { parseXml, type XmlElement } from './xml.ts';

/** What a machine can do; it is advertised, and a request for anything else is refused. */
export interface Abilities {
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly resolutions: readonly number[];
  /** Largest area of platen and feeder, in 1/300 inch. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly feeder: boolean;
  readonly duplex: boolean;
}

/** A scan request (eSCL `ScanSettings`), checked. Lengths in 1/300 inch. */
export interface ScanSettings {
  readonly source: 'Platen' | 'Feeder';
  readonly duplex: boolean;
  readonly colorMode: 'RGB24' | 'Grayscale8';
  readonly resolution: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Reads the request's XML. Throws with the reason when an element is missing, unknown, doubled or out of range. */
export function parseScanSettings(source: string, abilities: Abilities): ScanSettings {
  const root = parseXml(source);
  const settings = fields(root, 'scan:ScanSettings', [
    'pwg:Version',
    'pwg:ScanRegions',
    'pwg:InputSource',
    'scan:ColorMode',
    'pwg:DocumentFormat',
    'scan:DocumentFormatExt',
    'scan:XResolution',
    'scan:YResolution',
    'scan:Duplex',
  ]);
  const regions = fields(needed(settings, 'pwg:ScanRegions'), 'pwg:ScanRegions', ['pwg:ScanRegion']);
  const region = fields(needed(regions, 'pwg:ScanRegion'), 'pwg:ScanRegion', [
    'pwg:ContentRegionUnits',
    'pwg:XOffset',
    'pwg:YOffset',
    'pwg:Width',
    'pwg:Height',
  ]);
  oneOf(region, 'pwg:ContentRegionUnits', ['escl:ThreeHundredthsOfInches']);
  if (!/^\d\.\d+$/.test(needed(settings, 'pwg:Version').text)) throw new Error('pwg:Version');
  oneOf(settings, 'pwg:DocumentFormat', ['image/jpeg']);
  if (settings.has('scan:DocumentFormatExt')) oneOf(settings, 'scan:DocumentFormatExt', ['image/jpeg']);
  const source_ = oneOf(settings, 'pwg:InputSource', abilities.feeder ? ['Platen', 'Feeder'] : ['Platen']);
  const duplex = settings.has('scan:Duplex') && oneOf(settings, 'scan:Duplex', ['true', 'false']) === 'true';
  if (duplex && (source_ !== 'Feeder' || !abilities.duplex)) throw new Error('scan:Duplex');
  const resolution = integer(settings, 'scan:XResolution');
  if (resolution !== integer(settings, 'scan:YResolution') || !abilities.resolutions.includes(resolution)) {
    throw new Error('scan:XResolution');
  }
  const x = integer(region, 'pwg:XOffset');
  const y = integer(region, 'pwg:YOffset');
  const width = integer(region, 'pwg:Width');
  const height = integer(region, 'pwg:Height');
  if (width < 16 || height < 16 || x + width > abilities.maxWidth || y + height > abilities.maxHeight) {
    throw new Error('pwg:ScanRegion');
  }
  const colorMode = oneOf(settings, 'scan:ColorMode', ['RGB24', 'Grayscale8']);
  return { source: source_, duplex, colorMode, resolution, x, y, width, height };
}

function fields(element: XmlElement, name: string, allowed: readonly string[]): Map<string, XmlElement> {
  if (element.name !== name) throw new Error(`<${name}> was expected, not <${element.name}>`);
  const found = new Map<string, XmlElement>();
  for (const child of element.children) {
    if (!allowed.includes(child.name) || found.has(child.name)) throw new Error(`<${child.name}> in <${name}>`);
    found.set(child.name, child);
  }
  return found;
}

function needed(from: Map<string, XmlElement>, name: string): XmlElement {
  const element = from.get(name);
  if (element === undefined) throw new Error(`<${name}> is missing`);
  return element;
}

function oneOf<const T extends string>(from: Map<string, XmlElement>, name: string, values: readonly T[]): T {
  const text = needed(from, name).text;
  const value = values.find((v) => v === text);
  if (value === undefined) throw new Error(`<${name}> is ${text}`);
  return value;
}

function integer(from: Map<string, XmlElement>, name: string): number {
  const { text } = needed(from, name);
  if (!/^\d{1,6}$/.test(text)) throw new Error(`<${name}> is no number`);
  return Number(text);
}
