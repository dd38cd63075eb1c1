/**
 * Puts a text on the clipboard. Where the browser does not let it, the text is selected where it stands, so that Ctrl+C
 * copies it. Answers whether it is on the clipboard.
 */
export async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
