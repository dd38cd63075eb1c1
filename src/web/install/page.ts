import { createHash } from 'node:crypto';
import type { AuthorityFacts } from '../authority/station-certificate.ts';
import { english, type InstallWords, vietnamese } from './words.ts';

/** Where the page's two forms of the certificate are: DER for Windows, PEM for the rest. */
export const derPath = '/tram-ca.crt';
export const pemPath = '/tram-ca.pem';

const style = `
body{margin:0;background:#f5f6f8;color:#16191f;font:18px/1.6 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1.5rem}
section{margin:0 0 1.5rem;padding:1.25rem 1.5rem;border:1px solid #d5d9e0;border-radius:.6rem;background:#fff}
h1{font-size:1.6rem;line-height:1.3}h2{font-size:1.25rem;margin:.2rem 0 .6rem}h3{font-size:1rem;margin:1rem 0 .2rem}
.warn{border-left:.35rem solid #b3202c;background:#fcefef}
code{overflow-wrap:anywhere;font-size:1.05em}
.print{display:block;padding:.4rem .6rem;background:#eef0f3;border-radius:.3rem;font-weight:600}
a.get{display:inline-block;padding:.6rem 1.1rem;margin:.25rem .5rem .25rem 0;border-radius:.4rem;background:#163f8f;color:#fff;text-decoration:none}
a:focus-visible{outline:3px solid #16191f;outline-offset:2px}
`;

/** The page may show itself and nothing more: no script, no form, nothing from elsewhere. */
export const installPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Four digits at a time, as a person compares them. */
export function inFours(hex: string): string {
  return (hex.match(/.{1,4}/g) ?? []).join(' ');
}

/** The whole page, Vietnamese first. */
export function installHtml(authority: AuthorityFacts): string {
  const { names } = authority;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(vietnamese.title)}</title><style>${style}</style></head>
<body><main>
${part(authority, vietnamese, names)}
<div lang="en">${part(authority, english, names)}</div>
</main></body></html>
`;
}

function part(authority: AuthorityFacts, words: InstallWords, names: readonly string[]): string {
  const steps = (title: string, list: readonly string[]): string =>
    `<h3>${escaped(title)}</h3><ol>${list.map((step) => `<li>${marked(step)}</li>`).join('')}</ol>`;
  return `<h1>${escaped(words.title)}</h1>
<p>${escaped(words.what)} <code>${names.map(escaped).join(', ')}</code></p>
<section class="warn"><h2>${escaped(words.compareTitle)}</h2><p>${escaped(words.compare)}</p>
<h3>${escaped(words.sha1)}</h3><code class="print">${inFours(authority.sha1)}</code>
<h3>${escaped(words.sha256)}</h3><code class="print">${inFours(authority.sha256)}</code>
<p>${escaped(words.otherwise)}</p></section>
<section><h2>${escaped(words.getTitle)}</h2>
<a class="get" href="${derPath}">${escaped(words.getDer)}</a><a class="get" href="${pemPath}">${escaped(words.getPem)}</a></section>
<section><h2>${escaped(words.installTitle)}</h2>
${steps(words.windowsTitle, words.windows)}${steps(words.chromiumTitle, words.chromium)}${steps(words.firefoxTitle, words.firefox)}
</section>
<section><h2>${escaped(words.openTitle)}</h2><p>${escaped(words.open)}</p></section>`;
}

/** Text with `commands` in it. */
function marked(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
