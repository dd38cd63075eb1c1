/** What a signature may add to a file, bytes: a picture, a CMS with its chain, revocation data. */
export const mostAdded = 4 * 1024 * 1024;
