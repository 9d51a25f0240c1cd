import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A way to the database that can be cut. */
export interface DatabaseProxy {
  /** DATABASE_URL through the proxy. */
  url: string
  /** Breaks every connection and takes no new one: the database is away. */
  cut: () => Promise<void>
  /** Connections stay, and nothing comes through any more: the database hangs. */
  silence: () => void
  /** As if nothing had happened; what was silenced goes on. */
  restore: () => Promise<void>
  stop: () => Promise<void>
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const url = new URL(databaseUrl)
  const target = url.searchParams.get('socketPath') ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'cabinet-proxy-'))
  const path = join(folder, 's')
  const sockets = new Set<Socket>()
  let silent = false

  const server = createServer((client) => {
    const database = connect(target)
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => to.write(chunk))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      if (silent) from.pause()
    }
  })
  const listen = () => new Promise<void>((resolve) => server.listen(path, resolve))
  const cut = async () => {
    const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen()
  url.searchParams.set('socketPath', path)
  return {
    url: url.href,
    cut,
    silence() {
      silent = true
      for (const socket of sockets) socket.pause()
    },
    async restore() {
      silent = false
      for (const socket of sockets) socket.resume()
      if (!server.listening) await listen()
    },
    async stop() {
      await cut()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
