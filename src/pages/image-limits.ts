/**
 * How large the image of a signature or seal may be: bytes of the file, pixels of a side. Apart from the code that reads
 * one, so that who only asks for the limits does not load the image library.
 */
export const imageLimits = { bytes: 2 * 1024 * 1024, sideMin: 100, sideMax: 4000 } as const;
