import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PacketReader, statementIn } from './mysql-packets.ts'
import { tieSockets } from './tied-sockets.ts'

/**
 * Where in the life of a statement its connection breaks.
 * - unsent: the database never hears of it
 * - torn: half of its bytes arrive
 * - unanswered: the database has carried it out, and not a byte of its answer comes back
 * - half_answered: three bytes of the answer come back
 */
export const cutSteps = ['unsent', 'torn', 'unanswered', 'half_answered'] as const
export type CutStep = (typeof cutSteps)[number]

/** The next statement that looks so loses its connection at this step; each trap catches one. */
export interface Trap {
  statement: RegExp
  step: CutStep
  /** So many of them pass unharmed before. */
  after?: number
}

/** A way to the database that can be cut. */
export interface DatabaseProxy {
  /** DATABASE_URL through the proxy. */
  url: string
  /** Breaks every connection and takes no new one: the database is away. */
  cut: () => Promise<void>
  /** Connections stay, and nothing comes through any more: the database hangs. */
  silence: () => void
  /** As if nothing had happened; what was silenced goes on, no trap is left. */
  restore: () => Promise<void>
  /** Sets a trap. @returns the statement, once one was caught. */
  trap: (trap: Trap) => Promise<string>
  /** Breaks every connection after so many bytes more of the database's answers, wherever in an answer that is. */
  cutAfterBytes: (bytes: number) => void
  /** Every answer of the database comes so many milliseconds late. */
  delay: (ms: number) => void
  /** What was asked for through the proxy so far; connections that were cut count. */
  statements: () => number
  stop: () => Promise<void>
}

interface SetTrap extends Trap {
  passed: number
  sprung: (statement: string) => void
}

interface Faults {
  silent: boolean
  delayMs: number
  traps: SetTrap[]
  bytesLeft: number
  statements: number
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const url = new URL(databaseUrl)
  const socketPath = url.searchParams.get('socketPath')
  const target = socketPath ? { path: socketPath } : { host: url.hostname, port: Number(url.port || 3306) }
  const folder = mkdtempSync(join(tmpdir(), 'cabinet-proxy-'))
  const path = join(folder, 's')
  const sockets = new Set<Socket>()
  const faults: Faults = { silent: false, delayMs: 0, traps: [], bytesLeft: Infinity, statements: 0 }

  const server = createServer((client) => {
    const database = connect(target)
    tieSockets(client, database, sockets)
    if (faults.silent) for (const socket of [client, database]) socket.pause()
    passOn(client, database, faults, () => {
      for (const socket of sockets) socket.destroy()
    })
  })
  const listen = () => new Promise<void>((resolve) => server.listen(path, resolve))
  const cut = async () => {
    const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen()
  if (!socketPath) url.host = 'localhost'
  url.searchParams.set('socketPath', path)
  return {
    url: url.href,
    cut,
    silence() {
      faults.silent = true
      for (const socket of sockets) socket.pause()
    },
    async restore() {
      Object.assign(faults, { silent: false, delayMs: 0, traps: [], bytesLeft: Infinity })
      for (const socket of sockets) socket.resume()
      if (!server.listening) await listen()
    },
    trap(trap) {
      return new Promise((sprung) => faults.traps.push({ ...trap, passed: 0, sprung }))
    },
    cutAfterBytes(bytes) {
      faults.bytesLeft = bytes
    },
    delay(ms) {
      faults.delayMs = ms
    },
    statements: () => faults.statements,
    async stop() {
      await cut()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Both directions of one connection: whole packets towards the database, bytes as they come back. */
function passOn(client: Socket, database: Socket, faults: Faults, cutAll: () => void): void {
  const reader = new PacketReader()
  let answerBytes = Infinity
  let late = Promise.resolve()

  client.on('data', (chunk) => {
    for (const packet of reader.read(chunk)) {
      const statement = statementIn(packet)
      if (statement !== undefined) faults.statements += 1
      const trap = statement === undefined ? undefined : sprungBy(statement, faults)
      if (trap?.step === 'unsent') return cut(client, database)
      if (trap?.step === 'torn') {
        database.write(packet.subarray(0, Math.ceil(packet.length / 2)), () => cut(client, database))
        return
      }
      if (trap) answerBytes = trap.step === 'unanswered' ? 0 : 3
      database.write(packet)
    }
  })

  database.on('data', (chunk) => {
    if (answerBytes !== Infinity) {
      client.write(chunk.subarray(0, answerBytes), () => cut(client, database))
      if (answerBytes === 0) cut(client, database)
    } else if (faults.bytesLeft < chunk.length) {
      client.write(chunk.subarray(0, faults.bytesLeft), cutAll)
      faults.bytesLeft = Infinity
    } else {
      faults.bytesLeft -= chunk.length
      if (faults.delayMs === 0) client.write(chunk)
      else late = late.then(() => sleep(faults.delayMs)).then(() => void client.write(chunk))
    }
  })
}

function cut(client: Socket, database: Socket): void {
  client.destroy()
  database.destroy()
}

function sprungBy(statement: string, faults: Faults): SetTrap | undefined {
  for (const trap of faults.traps) {
    if (!trap.statement.test(statement) || trap.passed++ < (trap.after ?? 0)) continue
    faults.traps.splice(faults.traps.indexOf(trap), 1)
    trap.sprung(statement)
    return trap
  }
  return undefined
}
