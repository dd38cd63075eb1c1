/** The largest file that is read as a copy, bytes: with everything that was ever appended to it. */
export const mostFileBytes = 512 * 1024 * 1024;

/** The largest copy that is composed, bytes: what is appended later has room beside it. */
export const mostComposedBytes = mostFileBytes / 2;
