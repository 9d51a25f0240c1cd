import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMariadb } from '../../../scripts/mariadb.mjs'

/**
 * A database server that can be killed: all that scenarios and the driver know of it. A cluster gives one of these a
 * node (`openCabinet({ database: node })`, and `cabinet.addWeb({ database: otherNode })` for a web process on another
 * node). `url` stays the same over every life of the server.
 */
export interface DatabaseUnderTest {
  /** As DATABASE_URL has it. */
  readonly url: string
  /** kill -9; returns when it is gone. */
  kill(): Promise<void>
  /** An orderly end. */
  stop(): Promise<void>
  /** Starts it again on the same files; returns when it answers. */
  start(): Promise<void>
  /** Ends it for good and takes its files away. */
  destroy(): Promise<void>
}

export interface MariadbOptions {
  /** For its files, when not in the folder of temporary ones; the caller takes it away. */
  folder?: string
}

export interface OwnDatabase extends DatabaseUnderTest {
  /** By itself or by a kill: nobody serves. */
  hasEnded(): boolean
}

/** One MariaDB as the launcher runs it, every commit on disk before its answer. */
export async function startDatabase({ folder }: MariadbOptions = {}): Promise<OwnDatabase> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'cabinet-faults-')))
  let ended = false
  const begin = async () => {
    const server = await startMariadb(home)
    ended = false
    void server.exited.then(() => {
      ended = true
    })
    return server
  }
  let running = await begin()
  return {
    hasEnded: () => ended,
    url: running.url(),
    async kill() {
      process.kill(running.pid, 'SIGKILL')
      await running.exited
    },
    stop: () => running.stop(),
    async start() {
      running = await begin()
    },
    async destroy() {
      await running.stop()
      if (!folder) await rm(home, { recursive: true, force: true })
    },
  }
}
