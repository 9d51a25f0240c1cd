import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

const latest = new WeakMap<Socket, IncomingMessage>()

/**
 * After the last answer of a connection Node tears it down, also under a sender who is still busy: what he sends then resets
 * the connection, and the answer is lost before he has read it. Here his end is left open until he has sent everything;
 * transfer-watch.server.ts bounds how slowly. `lingering` has those that are left open so.
 */
export function lingerAfterAnswer(incoming: IncomingMessage, lingering: Set<Socket>): void {
  const { socket } = incoming
  const isKnown = latest.has(socket)
  latest.set(socket, incoming)
  if (isKnown) return
  const close = socket.destroySoon.bind(socket)
  socket.destroySoon = () => {
    const last = latest.get(socket)
    if (!last || last.complete || last.destroyed) return close()
    lingering.add(socket)
    socket.once('close', () => lingering.delete(socket))
    socket.end()
    last.once('end', close)
    last.once('close', close)
  }
}
