import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** No answer within this is a hang, on however busy a machine. */
const HUNG_MS = 45_000

export interface Answer {
  status: number
  /** Lower-case names; several lines of one name are joined by a line end. */
  headers: Map<string, string>
  body: string
}

/**
 * Sends bytes as they are, which no client of HTTP would do, and reads until the server hangs up.
 *
 * @param bytes in one piece, or in several that go out one after another
 * @param hangsUp says after the last byte that no more will come, as who promised more and went away does
 * @returns null when the server hung up without a word
 */
export function sendBytes(
  port: number,
  bytes: Uint8Array | readonly Uint8Array[],
  hangsUp = false,
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`hung: no end of the answer after ${HUNG_MS / 1000} s`))
    }, HUNG_MS)
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(readAnswer(Buffer.concat(chunks).toString('utf8')))
    }
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('end', done)
    // Who is refused in the middle of sending may be cut off; what was answered counts.
    socket.once('error', done)
    void writePieces(socket, bytes instanceof Uint8Array ? [bytes] : bytes).then(() => {
      if (hangsUp) socket.end()
    })
  })
}

async function writePieces(socket: Socket, pieces: readonly Uint8Array[]): Promise<void> {
  socket.setNoDelay(true)
  for (const piece of pieces) {
    if (socket.destroyed) return
    socket.write(piece)
    if (pieces.length > 1) await nextTurn()
  }
}

function readAnswer(text: string): Answer | null {
  const whole = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')
  const at = whole.indexOf('\r\n\r\n')
  const [line = '', ...lines] = whole.slice(0, at).split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3}) /.exec(line)?.[1])
  if (at < 0 || !status) return null
  const headers = new Map<string, string>()
  for (const field of lines) {
    const colon = field.indexOf(':')
    const name = field.slice(0, colon).toLowerCase()
    const known = headers.get(name)
    const value = field.slice(colon + 1).trim()
    headers.set(name, known === undefined ? value : `${known}\n${value}`)
  }
  return { status, headers, body: whole.slice(at + 4) }
}
