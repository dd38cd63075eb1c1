import { ledgerWords as w } from './words.ts';

const named = ['lgsp', 'mapi', 'dvcsync', 'one-stop', 'hand-over'] as const;

/** By which way a message went, in words; one without words stands as it is kept. */
export function connectorWord(connector: string): string {
  const known = named.find((one) => one === connector);
  return known === undefined ? connector : w(`ledger.connector.${known}`);
}
