import type { Abilities } from './scan-settings.ts';
import { escapeXml } from './xml.ts';

const namespaces =
  'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The eSCL `ScannerCapabilities` document. Only image/jpeg is advertised. */
export function capabilitiesXml(a: Abilities): string {
  const resolutions = a.resolutions
    .map(
      (dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution>
<scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`,
    )
    .join('');
  const caps = (element: string) => `<scan:${element}>
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>${a.maxWidth}</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>${a.maxHeight}</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>${resolutions}</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles></scan:${element}>`;
  const duplex = a.duplex ? caps('AdfDuplexInputCaps') : '';
  const adf = a.feeder
    ? `<scan:Adf>${caps('AdfSimplexInputCaps')}${duplex}<scan:FeederCapacity>50</scan:FeederCapacity></scan:Adf>`
    : '';
  return `${head}<scan:ScannerCapabilities ${namespaces}>
<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>${escapeXml(`${a.maker} ${a.model}`)}</pwg:MakeAndModel>
<pwg:SerialNumber>${escapeXml(a.serial)}</pwg:SerialNumber>
<scan:Platen>${caps('PlatenInputCaps')}</scan:Platen>${adf}
</scan:ScannerCapabilities>`;
}

/** The feeder's state, as eSCL `AdfState`. */
export type AdfState = 'ScannerAdfLoaded' | 'ScannerAdfEmpty' | 'ScannerAdfJam' | 'ScannerAdfDoorOpen';

/** The eSCL `ScannerStatus` document. */
export function statusXml(state: 'Idle' | 'Processing', adf: AdfState | undefined): string {
  const feeder = adf === undefined ? '' : `<scan:AdfState>${adf}</scan:AdfState>`;
  return `${head}<scan:ScannerStatus ${namespaces}><pwg:Version>2.63</pwg:Version><pwg:State>${state}</pwg:State>${feeder}</scan:ScannerStatus>`;
}
