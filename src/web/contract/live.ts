/** What the event stream says of itself, beside the office's events. */
export type StreamNote =
  /** The first word of a stream. `resumed`: all that was missed comes now; otherwise what is shown is asked for anew. */
  | { readonly type: 'listening'; readonly resumed: boolean }
  /** More has happened than is remembered: what is shown is asked for anew. */
  | { readonly type: 'read-again' };
