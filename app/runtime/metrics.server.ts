import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { BoundedQueue } from '#app/domain/kernel/bounded-queue.server.ts'
import { type MailBacklog, mailBacklog } from '#app/domain/mail/backlog.server.ts'
import { poolStateOf } from '#db/connection/client.server.ts'
import type { Services } from './services.server.ts'

type Measured = Pick<Services, 'db' | 'hasher' | 'log'>

const BACKLOG_AGE_MS = 2_000

/**
 * What this process counts. Numbers of one process are summed over the web processes; what stands in the shared
 * database is the same for each, so the largest is taken.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #signInFailures: Counter
  readonly #inFlight: Gauge

  constructor(measured: Measured) {
    const registers = [this.registry]
    this.#requests = new Histogram({
      name: 'cabinet_http_request_duration_seconds',
      help: 'Time from the first byte of the request to the last byte of the answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    })
    this.#signInFailures = new Counter({
      name: 'cabinet_sign_in_failures_total',
      help: 'Attempts to sign in that were refused',
      registers,
    })
    this.#inFlight = new Gauge({
      name: 'cabinet_http_requests_in_flight',
      help: 'Requests being answered',
      registers,
    })
    this.#watchPool(measured)
    this.#watchQueue(
      'cabinet_password_hashes',
      'Password hashes being computed and waiting for a core',
      measured.hasher,
    )
    this.#watchOutbox(measured)
  }

  /** Process, memory, garbage collection, event loop: once a process, since they are the process's own. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }

  begun(): void {
    this.#inFlight.inc()
  }

  ended(method: string, route: string, status: number, seconds: number): void {
    this.#inFlight.dec()
    this.#requests.observe({ method, route, status }, seconds)
    if (method === 'POST' && route === '/sign-in' && status >= 400 && status < 500) this.#signInFailures.inc()
  }

  #watchPool({ db }: Measured): void {
    for (const [state, help] of POOL_STATES) {
      new Gauge({
        name: `cabinet_database_pool_${state === 'inUse' ? 'in_use' : state}`,
        help,
        registers: [this.registry],
        collect() {
          this.set(poolStateOf(db)[state])
        },
      })
    }
  }

  /** Those that are being made and those that wait for their turn. */
  watchPages(pages: Pick<BoundedQueue, 'load'>): void {
    this.#watchQueue('cabinet_pages', 'Pages being made and waiting for their turn', pages)
  }

  /** Pages that are told what happens. */
  watchStreams(count: () => number): void {
    new Gauge({
      name: 'cabinet_live_streams',
      help: 'Open pages that are told what happens to cards and coupons',
      registers: [this.registry],
      collect() {
        this.set(count())
      },
    })
  }

  #watchQueue(name: string, help: string, queue: Pick<BoundedQueue, 'load'>): void {
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        const { running, waiting } = queue.load
        this.set({ state: 'running' }, running)
        this.set({ state: 'waiting' }, waiting)
      },
    })
  }

  #watchOutbox({ db, log }: Measured): void {
    let latest: { at: number; backlog: Promise<MailBacklog | undefined> } | undefined
    // Two metrics of one scrape share the look-up. The database away is no reason to hide the other numbers.
    const backlog = () => {
      if (latest && performance.now() - latest.at < BACKLOG_AGE_MS) return latest.backlog
      latest = {
        at: performance.now(),
        backlog: mailBacklog(db).catch((err: unknown) => {
          log.warn({ err }, 'The outbox cannot be counted')
          return undefined
        }),
      }
      return latest.backlog
    }
    new Gauge({
      name: 'cabinet_outbox_letters',
      help: 'Letters that are not sent yet, or will not be',
      labelNames: ['status'],
      aggregator: 'max',
      registers: [this.registry],
      async collect() {
        const counts = await backlog()
        if (!counts) return
        for (const status of ['pending', 'sending', 'dead', 'parked'] as const)
          this.set({ status }, counts[status])
      },
    })
    new Gauge({
      name: 'cabinet_outbox_oldest_due_seconds',
      help: 'How long the longest-due letter has been waiting',
      aggregator: 'max',
      registers: [this.registry],
      async collect() {
        const counts = await backlog()
        if (counts) this.set(counts.oldestDueSeconds)
      },
    })
  }
}

const POOL_STATES = [
  ['size', 'Open database connections'],
  ['inUse', 'Database connections in use'],
  ['waiting', 'Queries that wait for a database connection'],
] as const
