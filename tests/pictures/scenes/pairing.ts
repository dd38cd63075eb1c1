import { startBrowser } from '../../peers/browser/index.ts';
import { openLanOffice } from '../../peers/lan/lan-office.ts';
import { Phone } from '../../peers/office/phone.ts';
import { Camera } from '../camera.ts';
import type { Language } from '../words.ts';

/** A screen of the LAN that is not paired yet, at another machine than the station's. */
export async function pairing(
  out: string,
  languages: readonly Language[],
): Promise<{ taken: number; faults: readonly string[] }> {
  const office = await openLanOffice();
  const browser = await startBrowser([office.authorityPem], office.network.client.within);
  try {
    const cameras: Camera[] = [];
    for (const language of languages) {
      console.log(`${language} pairing`);
      const camera = await Camera.open(browser, { address: office.address, phone: new Phone() }, out, language);
      const page = await camera.stranger();
      await page.locator('.pairing-digits').waitFor();
      await camera.take(page, 'pairing');
      await camera.rest();
      cameras.push(camera);
    }
    return {
      taken: cameras.reduce((sum, camera) => sum + camera.taken, 0),
      faults: cameras.flatMap((camera) => camera.faults),
    };
  } finally {
    await browser.close();
    await office.close();
  }
}
