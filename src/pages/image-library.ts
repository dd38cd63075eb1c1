import sharp from 'sharp';

// The number of workers decides how many cores are used; libvips must not multiply it.
sharp.concurrency(1);
// Page images are not to stay in memory after their task.
sharp.cache(false);

export { sharp };
