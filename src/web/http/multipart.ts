/**
 * The content of one file field of a multipart/form-data body (RFC 7578); null for a body that is cut, has another form,
 * or does not hold the field exactly once. Part headers are bounded, other fields are passed over.
 */
export function fileField(contentType: string | undefined, body: Buffer, field: string): Buffer | null {
  const boundary = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"\r\n]{1,70})"|([^\s;,"]{1,70}))/i.exec(
    contentType ?? '',
  );
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return null;
  const delimiter = Buffer.from(`\r\n--${mark}`, 'latin1');
  // The first delimiter has no line end before it where there is no preamble.
  const first = body.indexOf(delimiter.subarray(2));
  let at = first === 0 ? delimiter.length - 2 : body.indexOf(delimiter) + delimiter.length;
  if (first < 0 || (first > 0 && at < delimiter.length)) return null;
  let found: Buffer | null = null;
  for (let parts = 0; parts < mostParts; parts++) {
    const next = body.toString('latin1', at, at + 2);
    if (next === '--') return found;
    if (next !== '\r\n') return null;
    const headEnd = body.indexOf('\r\n\r\n', at);
    if (headEnd < 0 || headEnd - at > mostHead) return null;
    const end = body.indexOf(delimiter, headEnd + 2);
    if (end < 0) return null;
    const head = body.toString('utf8', at + 2, headEnd);
    if (nameOf(head) === field) {
      if (found !== null) return null;
      found = body.subarray(headEnd + 4, end);
    }
    at = end + delimiter.length;
  }
  return null;
}

const mostParts = 20;
const mostHead = 4096;

function nameOf(head: string): string | undefined {
  const disposition = head.split('\r\n').find((line) => /^content-disposition\s*:/i.test(line));
  const name = /;\s*name=(?:"([^"]*)"|([^\s;"]+))/i.exec(disposition ?? '');
  return name?.[1] ?? name?.[2];
}
