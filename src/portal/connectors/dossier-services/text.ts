const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/**
 * Text as the portal takes it: NFC, well-formed UTF-16, no control characters (adapters on the way turn the message
 * into XML, which cannot hold them), no white space around it.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ')
      .trim()
  );
}

/**
 * At most `limit` UTF-16 units of a clean text (the unit in which the portal's programs count), cut between
 * characters as a reader sees them, with `...` in place of the rest.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const mark = limit > 3 ? '...' : '';
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > limit - mark.length) break;
    kept += segment;
  }
  return kept.trimEnd() + mark;
}
