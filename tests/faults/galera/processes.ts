import { binCheckDigit } from '#app/domain/companies/bin.ts'
import { createCompany } from '#app/domain/companies/companies.server.ts'
import type { Actor, Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { createDb, type Db } from '#db/connection/client.server.ts'
import { system, testContext } from '#tests/support/context.ts'
import type { Cluster } from './cluster.ts'

export const ADMINISTRATOR: Actor = {
  kind: 'staff',
  userId: 0,
  email: 'administrator@example.kz',
  role: 'administrator',
}

/** What a web process or a worker has of the database: connections of its own, in an order of its own. */
export interface Process {
  db: Db
  as: (actor: Actor) => Promise<Context>
}

export function processesOf(cluster: Cluster): Process[] {
  return cluster.nodes.map((_, first) => {
    const db = createDb(cluster.urlFrom(first), { connections: 20 })
    return { db, as: (actor) => testContext(db, { actor }) }
  })
}

/** A context without a look at the database, which may be away. */
export async function contextsOf(processes: Process[], actor: Actor = ADMINISTRATOR): Promise<Context[]> {
  return Promise.all(processes.map((process) => process.as(actor)))
}

let made = 0

export function newBin(): string {
  for (;;) {
    const first = `1703${String(4_000_000 + ++made)}`
    const digit = binCheckDigit(first)
    if (digit !== null) return first + digit
  }
}

export function newCompany(ctx: Context, bin: string): Promise<number> {
  return createCompany(ctx, {
    bin,
    name: `ТОО «${bin}»`,
    contractNumber: `Д-${bin}`,
    contractDate: '2026-01-15',
    email: `contract-${bin}@altyn-dala.kz`,
    phone: '+7 701 000 00 00',
    city: 'Алматы',
    locale: null,
  })
}

/** What people were told of the companies that they made. */
export class WriteHistory {
  readonly acknowledged = new Set<string>()
  readonly unknown = new Set<string>()
  /** Those that were said not to be made. */
  readonly refused = new Set<string>()
  readonly refusals = new Map<string, number>()
  readonly #times: number[] = []
  readonly latencies: number[] = []

  async write(ctx: Context): Promise<void> {
    const bin = newBin()
    const begun = performance.now()
    try {
      await newCompany(ctx, bin)
      this.acknowledged.add(bin)
      this.#times.push(performance.now())
      this.latencies.push(performance.now() - begun)
    } catch (error) {
      const code =
        error instanceof DomainError ? error.code : String((error as { code?: string }).code ?? error)
      if (code === 'outcome_unknown') this.unknown.add(bin)
      else this.refused.add(bin)
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
    }
  }

  /** Milliseconds between two acknowledgements that followed each other, the longest of those since `from`. */
  longestGap(from: number): number {
    const times = [from, ...this.#times.filter((time) => time >= from)]
    return Math.max(0, ...times.slice(1).map((time, at) => time - (times[at] ?? time)))
  }

  /** Against what the database holds: acknowledged and not there, there twice, there though refused. */
  async verify(db: Db): Promise<{ lost: number; doubled: number; unexplained: number; present: number }> {
    const rows = await db.selectFrom('companies').select('bin').where('bin', 'like', '1703%').execute()
    const found = rows.map(({ bin }) => bin)
    const set = new Set(found)
    return {
      lost: [...this.acknowledged].filter((bin) => !set.has(bin)).length,
      doubled: found.length - set.size,
      unexplained: [...this.refused].filter((bin) => set.has(bin)).length,
      present: set.size,
    }
  }
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

export const SYSTEM = system
