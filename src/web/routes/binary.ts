/** The response schema of a route that answers with bytes or a stream of this media type. */
export function binary(
  type: 'application/pdf' | 'image/jpeg' | 'text/event-stream' | 'text/csv' | 'application/x-x509-ca-cert',
) {
  return { 200: { description: 'As it is', content: { [type]: { schema: { type: 'string', format: 'binary' } } } } };
}
