import { createDb, type Db } from '#db/connection/client.server.ts'
import { startProcess } from '#tests/support/built-app.ts'
import { testSecret } from '#tests/support/context.ts'
import { type DatabaseProxy, startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { Secrets } from '../secrets.ts'
import { Balancer } from './balancer.ts'
import { type DatabaseUnderTest, startDatabase } from './database.ts'
import { type Environment, Web, Worker } from './process.ts'

/**
 * A whole cabinet of real processes that can be broken piece by piece: the built web server and worker, a database of
 * their own behind a proxy, the mail provider's stand-in, and one public address in front of any number of web
 * processes. `db` is the tests' own way to the database, past the proxy.
 */
export interface FaultCabinet {
  readonly database: DatabaseUnderTest
  readonly proxy: DatabaseProxy
  readonly provider: ResendStandIn
  readonly balancer: Balancer
  readonly webs: Web[]
  readonly workers: Worker[]
  readonly web: Web
  readonly worker: Worker
  readonly db: Db
  /** What came to the driver's knowledge and must stand nowhere. */
  readonly secrets: Secrets
  /** What every process is told. */
  readonly env: Environment
  /** One more web process behind the public address, not yet started. */
  addWeb(at?: ProcessOptions): Promise<Web>
  addWorker(at?: ProcessOptions): Worker
  /** Ends a process in order, for good. */
  retire(child: Web | Worker): Promise<void>
  /** An operator's command, to its end. @returns what it wrote. @throws when it failed */
  command(...args: string[]): Promise<string>
  /** Everything works again: the database, every process, the provider, the proxy. */
  heal(): Promise<void>
  destroy(): Promise<void>
}

export interface ProcessOptions {
  /** Past the proxy, to this server: another node. */
  database?: Pick<DatabaseUnderTest, 'url'>
  env?: Environment
}

export interface CabinetOptions {
  /** Left out, a MariaDB of its own. */
  database?: DatabaseUnderTest
  env?: Environment
}

export async function openCabinet(options: CabinetOptions = {}): Promise<FaultCabinet> {
  const database = options.database ?? (await startDatabase())
  const [provider, balancer, proxy] = await Promise.all([
    ResendStandIn.start(),
    Balancer.start(),
    startDatabaseProxy(database.url),
  ])
  const env: Environment = {
    DATABASE_URL: proxy.url,
    PUBLIC_URL: `http://127.0.0.1:${balancer.port}`,
    // The driver names each request and says where it comes from, as a proxy does.
    TRUSTED_PROXIES: '1',
    RESEND_API_KEY: provider.apiKey,
    RESEND_BASE_URL: provider.baseUrl,
    RESEND_WEBHOOK_SECRET: provider.webhookSecret,
    MAIL_RATE: '500',
    ...options.env,
  }
  const db = createDb(database.url, { connections: 5 })
  const secrets = new Secrets()
  for (const key of [testSecret, provider.apiKey, provider.webhookSecret]) secrets.add('a key', key)
  const webs: Web[] = []
  const workers: Worker[] = []
  const environmentOf = ({ database: other, env: more }: ProcessOptions) => ({
    ...env,
    ...(other ? { DATABASE_URL: other.url } : {}),
    ...more,
  })
  const cabinet: FaultCabinet = {
    database,
    proxy,
    provider,
    balancer,
    webs,
    workers,
    db,
    secrets,
    env,
    get web() {
      return first(webs)
    },
    get worker() {
      return first(workers)
    },
    async addWeb(at = {}) {
      const web = await Web.onFreePort(environmentOf(at))
      webs.push(web)
      balancer.ports.push(web.port)
      return web
    },
    addWorker(at = {}) {
      const worker = new Worker(environmentOf(at))
      workers.push(worker)
      return worker
    },
    async retire(child) {
      await child.stop()
      if (child instanceof Web) {
        webs.splice(webs.indexOf(child), 1)
        balancer.ports.splice(balancer.ports.indexOf(child.port), 1)
      } else workers.splice(workers.indexOf(child), 1)
    },
    async command(...args) {
      const { exited, output } = startProcess('cli', args, { ...env, DATABASE_URL: database.url, LANG: 'C' })
      if ((await exited) !== 0) throw new Error(`${args.join(' ')}: ${output()}`)
      return output()
    },
    async heal() {
      provider.always = undefined
      provider.latency = 0
      await proxy.restore()
      await Promise.all(
        [...webs, ...workers].filter((child) => !child.isRunning).map((child) => child.start()),
      )
    },
    async destroy() {
      await Promise.all([...webs, ...workers].map((child) => child.kill()))
      await db.destroy()
      await Promise.all([proxy.stop(), balancer.stop(), provider.stop()])
      if (!options.database) await database.destroy()
    },
  }
  try {
    await cabinet.command('migrate')
    await cabinet.addWeb()
    cabinet.addWorker()
    await cabinet.heal()
    return cabinet
  } catch (error) {
    await cabinet.destroy()
    throw error
  }
}

function first<Item>([item]: Item[]): Item {
  if (item === undefined) throw new Error('there is none')
  return item
}
