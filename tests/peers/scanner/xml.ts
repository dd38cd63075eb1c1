/** One element of a small XML document: its qualified name, its child elements and, when it has none, its text. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const declaration = /^<\?xml [^?<>]*\?>\s*/;
const startTag = /<([A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?)((?:\s+[A-Za-z][\w.:-]*="[^"<&]*")*)\s*(\/?)>/y;
const endTag = /<\/([A-Za-z][\w.:-]*)\s*>/y;
const textRun = /[^<&]+/y;
const entity = /&(lt|gt|amp|quot|apos);/y;
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Parses the part of XML that eSCL clients send: elements, attributes, text and the five named entities. A document type,
 * a comment, CDATA, mixed content and anything after the root are refused with an exception.
 */
export function parseXml(source: string): XmlElement {
  const body = source.replace(declaration, '').trim();
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(body);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  const element = (depth: number): XmlElement => {
    if (depth > 16) throw new Error('nested too deep');
    const start = match(startTag);
    if (start === null) throw new Error(`an element was expected at ${at}`);
    const name = start[1] ?? '';
    if (start[3] === '/') return { name, children: [], text: '' };
    const children: XmlElement[] = [];
    let text = '';
    for (;;) {
      const piece = match(textRun)?.[0] ?? entities[match(entity)?.[1] ?? ''];
      if (piece !== undefined) {
        text += piece;
        continue;
      }
      const end = match(endTag);
      if (end === null) {
        children.push(element(depth + 1));
        continue;
      }
      if (end[1] !== name) throw new Error(`</${end[1]}> closes <${name}>`);
      if (children.length > 0 && text.trim() !== '') throw new Error(`<${name}> mixes text and elements`);
      return { name, children, text: text.trim() };
    }
  };
  const root = element(0);
  if (at !== body.length) throw new Error('something follows the root element');
  return root;
}

/** `text` as XML character data. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
