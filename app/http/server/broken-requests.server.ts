import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { PAGE_METHODS } from './admission.server.ts'

const ANSWERS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What is no HTTP at all, or never becomes a whole request, ends in a line and the same headers as anything else. */
export function answerBrokenRequests(server: Server, headers: Record<string, string>): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const end = (socket: Duplex, status: string, more = '') => {
    socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}${more}Connection: close\r\nContent-Length: 0\r\n\r\n`)
  }
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else end(socket, ANSWERS[error.code ?? ''] ?? '400 Bad Request')
  })
  // Without a listener Node hangs up on whoever takes us for a proxy.
  server.on('connect', (_incoming, socket: Socket) => {
    end(socket, '405 Method Not Allowed', `Allow: ${PAGE_METHODS}\r\n`)
    // Node gave it out of its hands: nobody else would ever close it.
    socket.destroySoon()
  })
}
