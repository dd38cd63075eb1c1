/** Every route of a server as `METHOD /address`, out of what fastify prints of its own router: hidden ones too. */
export function printedRoutes(printed: string): string[] {
  const parts: string[] = [];
  const routes: string[] = [];
  for (const line of printed.split('\n')) {
    const match = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods = ''] = match;
    parts.length = indent.length / 4;
    parts.push(part);
    for (const method of methods.split(', ').filter(Boolean)) routes.push(`${method} ${parts.join('')}`);
  }
  return routes;
}
