import sharp from 'sharp';
import type { ScanSettings } from './scan-settings.ts';

const white = { r: 255, g: 255, b: 255 };

/**
 * What the glass sees: the original as a JPEG of exactly the area asked for, white where no paper lies. An original that
 * already has that size (to two pixels), resolution and colour is served byte for byte, so that pixels can be compared.
 */
export async function renderArea(original: Buffer, settings: ScanSettings): Promise<Buffer> {
  const { width = 0, height = 0, density = 300, channels } = await sharp(original).metadata();
  const scale = settings.resolution / 300;
  const [w, h] = [Math.round(settings.width * scale), Math.round(settings.height * scale)];
  const [x, y] = [Math.round(settings.x * scale), Math.round(settings.y * scale)];
  const sameSize = Math.abs(width - w) <= 2 && Math.abs(height - h) <= 2 && x === 0 && y === 0;
  const sameColour = settings.colorMode === 'RGB24' ? channels === 3 : channels === 1;
  if (sameSize && sameColour && density === settings.resolution) return original;

  const zoom = settings.resolution / density;
  const paper = { width: Math.max(1, Math.round(width * zoom)), height: Math.max(1, Math.round(height * zoom)) };
  const raw = await sharp(original)
    .resize({ ...paper, fit: 'fill' })
    .toColourspace('srgb')
    .extend({ right: Math.max(0, x + w - paper.width), bottom: Math.max(0, y + h - paper.height), background: white })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const area = sharp(raw.data, {
    raw: { width: raw.info.width, height: raw.info.height, channels: raw.info.channels },
  }).extract({ left: x, top: y, width: w, height: h });
  const coloured = settings.colorMode === 'RGB24' ? area : area.toColourspace('b-w');
  return coloured.withDensity(settings.resolution).jpeg({ quality: 92 }).toBuffer();
}

/** The lid seen from below: what a platen gives with nothing on it. */
export async function emptyPlaten(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 64, channels: 3, background: white } })
    .withDensity(300)
    .jpeg()
    .toBuffer();
}
