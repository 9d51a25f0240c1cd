/** Nothing waits for the rest of a body that is not read to its end: its sender may never send it. */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    void reader.cancel().catch(() => {})
  }
}

/**
 * A body as text, read no further than a form may be: addresses that take files let in far more.
 * @throws Error when it is longer
 */
export async function bodyText({ body }: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ? chunksOf(body) : []) {
    size += chunk.length
    if (size > maxBytes) throw new Error('longer than a form')
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
