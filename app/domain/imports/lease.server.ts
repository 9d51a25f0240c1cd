import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportChange, ImportRow } from '#db/queries/imports/imports.ts'
import {
  claimImport,
  claimNextImport,
  updateImportFinished,
  updateImportProgress,
} from '#db/queries/imports/leases.ts'

/** After so long without a sign of life the worker is dead and another begins anew. */
const LEASE_SECONDS = 30
const REPORT_EVERY_MS = 1_000

/** Thrown where another worker took over: what this one did must not count. */
export class LeaseLost extends Error {
  constructor() {
    super('another worker took this import over')
    this.name = 'LeaseLost'
  }
}

/** Thrown where the worker was asked to stop: the next one begins anew. */
export class Interrupted extends Error {
  constructor() {
    super('stopped in the middle of an import')
    this.name = 'Interrupted'
  }
}

/** One worker's hold on one import, on the pool: progress is seen while a transaction is open. */
export class ImportLease {
  #reportedAt = performance.now()

  private constructor(
    private readonly db: Db,
    readonly row: ImportRow,
    private readonly token: Buffer,
    private readonly signal: AbortSignal,
  ) {}

  /** The oldest import that waits, or this one; nothing when there is none or somebody else has it. */
  static async claim(db: Db, signal: AbortSignal, only?: ImportRow): Promise<ImportLease | undefined> {
    const token = randomBytes(16)
    const row = only
      ? await claimImport(db, only, token, LEASE_SECONDS)
      : await claimNextImport(db, token, LEASE_SECONDS)
    return row && new ImportLease(db, row, token, signal)
  }

  /** Between batches: says how far it got. @throws LeaseLost, Interrupted */
  async report(rowsDone: number, rowsTotal: number): Promise<void> {
    if (this.signal.aborted) throw new Interrupted()
    if (performance.now() - this.#reportedAt < REPORT_EVERY_MS) return
    this.#reportedAt = performance.now()
    const progress = { rows_done: rowsDone, rows_total: rowsTotal }
    if (!(await updateImportProgress(this.db, this.row.id, this.token, progress, LEASE_SECONDS)))
      throw new LeaseLost()
  }

  /**
   * Keeps the hold through what takes longer than a batch, such as the first look at a large file.
   * @throws LeaseLost, Interrupted
   */
  async keep<T>(work: Promise<T>): Promise<T> {
    // Whoever stops early never asks what became of it.
    work.catch(() => {})
    const ended = work.then((value) => ({ value }))
    ended.catch(() => {})
    for (;;) {
      const end = await Promise.race([ended, sleep(REPORT_EVERY_MS, null, { ref: false })])
      if (end) return end.value
      await this.report(0, 0)
    }
  }

  /** The end of the worker's part, in the transaction of its effect. @throws LeaseLost */
  async finish(
    db: Db,
    change: ImportChange,
    moment?: 'checked_at' | 'committed_at' | 'undone_at',
  ): Promise<void> {
    if (!(await updateImportFinished(db, this.row.id, this.token, change, moment))) throw new LeaseLost()
  }

  /** For the next worker, at once, or as soon as the database is back. */
  async release(): Promise<void> {
    const attempt = () => updateImportFinished(this.db, this.row.id, this.token, { attempts: 0 })
    await attempt().catch(() => void keepTrying(attempt, LEASE_SECONDS * 1_000))
  }
}
