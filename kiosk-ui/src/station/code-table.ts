export { codes } from '../../../src/web/contract/index.ts';
