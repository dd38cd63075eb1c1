/** Debian's Chromium, and its Firefox, before the simulated office. */
export { axe } from './axe.ts';
export { startBrowser, type TestBrowser } from './browser.ts';
export { type Firefox, type FirefoxTab, startFirefox } from './firefox.ts';
export { screenSizes, shoot, sidewaysScroll } from './shoot.ts';
export { type Screens, type Somebody, secretOn, signInAt, takeRecoveryCodes, withScreens } from './with-screens.ts';
