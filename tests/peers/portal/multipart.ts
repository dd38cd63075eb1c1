/** Reads a multipart form (RFC 7578) with one file in the field `files`; anything else in it is refused. */
export function fileIn(contentType: string, body: Buffer): { readonly name: string; readonly bytes: Buffer } | null {
  const boundary = /^multipart\/form-data; boundary=([!-~]{1,70})$/.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const open = Buffer.from(`--${boundary}\r\n`);
  const close = Buffer.from(`\r\n--${boundary}--\r\n`);
  if (!body.subarray(0, open.length).equals(open) || !body.subarray(-close.length).equals(close)) return null;
  const inside = body.subarray(open.length, -close.length);
  if (inside.includes(`\r\n--${boundary}`)) return null;
  const end = inside.indexOf('\r\n\r\n');
  const head = inside.subarray(0, Math.max(0, end)).toString('utf8');
  const name = /^Content-Disposition: form-data; name="files"; filename="([A-Za-z0-9._-]+)"\r\n/.exec(head)?.[1];
  if (end < 0 || name === undefined || !/\r\nContent-Type: application\/pdf$/.test(head)) return null;
  return { name, bytes: Buffer.from(inside.subarray(end + 4)) };
}
