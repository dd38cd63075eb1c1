import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const appliance = new URL('../../../src/appliance.ts', import.meta.url).href;

/** Prints the packages that importing the station loads. */
const program = `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({
    load(url, context, next) {
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
      if (name) loaded.add(name);
      return next(url, context);
    },
  });
  await import(process.argv[1]);
  console.log(JSON.stringify([...loaded]));
  process.exit(0);
`;

it('the service starts without the libraries that only workers, children and rare acts need', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program, appliance], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    encoding: 'utf8',
  });
  const loaded = JSON.parse(output) as string[];
  expect(loaded).toContain('fastify');
  for (const heavy of ['sharp', 'pkijs', 'asn1js', 'age-encryption', 'koffi', 'pkcs11js', '@cantoo/pdf-lib']) {
    expect(loaded, heavy).not.toContain(heavy);
  }
});
