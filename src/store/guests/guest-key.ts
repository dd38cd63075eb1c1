/** The id of the key under which the parts of another office's bundle lie. */
export const guestKeyOf = (bundleId: string): string => `guest:${bundleId}`;
