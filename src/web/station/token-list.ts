import type { TokenInfo } from '../../devices/token/index.ts';
import type { Office } from '../../workflow/office.ts';
import { Sampler } from './sampler.ts';

const freshMs = 2_000;

/** The tokens plugged in, for the lamps. */
export class TokenList extends Sampler<readonly TokenInfo[]> {
  constructor(office: Office) {
    super(() => office.token.inspect(), office.clock, freshMs);
  }
}
