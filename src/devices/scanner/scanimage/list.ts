import type { ScannerDevice } from '../port.ts';

const maxDevices = 50;
const maxField = 200;

/**
 * Reads `scanimage -f '%d|%v|%m|%t|%i%n'`. A vendor's bar inside the model is kept: id and vendor are the first two fields,
 * type and index the last two. Lines that do not fit are passed over.
 */
export function parseDeviceList(text: string): readonly ScannerDevice[] {
  const devices: ScannerDevice[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split('|');
    const [id = '', vendor = '', ...rest] = fields;
    const index = rest.pop();
    const type = rest.pop();
    const model = rest.join('|');
    if (type === undefined || rest.length === 0 || !/^\d+$/.test(index ?? '')) continue;
    if (id === '' || id.length > maxField || devices.length >= maxDevices) continue;
    devices.push({
      id,
      vendor: vendor.slice(0, maxField),
      model: model.slice(0, maxField),
      type: type.slice(0, maxField),
    });
  }
  return devices;
}
