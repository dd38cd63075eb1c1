/**
 * What the station's environment needs for its clock to go ahead of the machine's by so many milliseconds: the one place
 * where it reads the time of day is moved before its first line runs.
 */
export function later(ms: number): Readonly<Record<string, string>> {
  const module = `const now = Date.now; Date.now = () => now() + ${ms};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(module)}` };
}
