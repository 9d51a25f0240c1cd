import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { createDb, type Db } from '#db/connection/client.server.ts'
import { selectNodeState } from '#db/queries/nodes/state.ts'
import { findMariadb, isExecutable } from '../../../scripts/mariadb.mjs'
import { nodesAgree } from '../invariants/n5-nodes-agree.ts'
import { tableSums } from '../invariants/table-sums.ts'
import { freePorts } from './ports.ts'

const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so']
const START_MS = 60_000
const STOP_MS = 30_000
const MAX_ROWS_TOLD = 10

/** Three nodes on loopback, each a MariaDB of its own with Debian's Galera provider. */
export interface Cluster {
  nodes: ClusterNode[]
  /** DATABASE_URL of a process that prefers node `first` (0, 1, 2). */
  urlFrom(first: number): string
  /** Until all of them are in one cluster and up to date. */
  untilHealed(): Promise<void>
  /** Tables that are not the same everywhere, with what each node holds. */
  differences(): Promise<string[]>
  stop(): Promise<void>
}

function findProvider(): string | undefined {
  return PROVIDERS.find(existsSync)
}

/** @param scripts the folder of the scripts of state transfers */
export async function startCluster(scripts: string): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'cabinet-galera-'))
  // Where whoever a node runs as can read them.
  const own = join(home, 'scripts')
  cpSync(scripts, own, { recursive: true, filter: (path) => path === scripts || /wsrep_sst_/.test(path) })
  giveAway(home)
  const ports = await freePorts(12)
  const nodes = [0, 1, 2].map((at) => new ClusterNode(home, at, ports, own))
  const [first, ...others] = nodes as [ClusterNode, ...ClusterNode[]]
  const cluster: Cluster = {
    nodes,
    urlFrom(preferred) {
      const order = [0, 1, 2].map((step) => nodes[(preferred + step) % 3])
      return `mysql://root@${order.map((node) => `127.0.0.1:${node?.port}`).join(',')}/cabinet`
    },
    untilHealed: async () => void (await Promise.all(nodes.map((node) => node.untilSynced(3)))),
    async differences() {
      const sums = await Promise.all(nodes.map((node) => node.with(tableSums)))
      const tables = Object.keys(sums[0] ?? {}).filter(
        (table) => new Set(sums.map((sum) => sum[table])).size > 1,
      )
      const rows = await Promise.all(tables.map((table) => unlikeRows(nodes, table)))
      return [...nodesAgree({ nodes: sums }), ...rows.flat()]
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()))
      rmSync(home, { recursive: true, force: true })
    },
  }
  try {
    // A node whose files are a copy of another's joins by what it missed: no state transfer and nothing it needs.
    first.initialise()
    await first.start({ alone: true })
    await first.untilSynced(1)
    await first.stop()
    for (const other of others) other.copyFrom(first)
    await first.start({ alone: true })
    await first.untilSynced(1)
    for (const other of others) await other.start()
    await cluster.untilHealed()
    await first.ask('create database cabinet character set utf8mb4 collate utf8mb4_unicode_ci')
    return cluster
  } catch (error) {
    const words = nodes.map((node) => node.lastWords()).join('\n')
    await cluster.stop()
    throw new Error(`The cluster did not form: ${error instanceof Error ? error.message : error}\n${words}`)
  }
}

export class ClusterNode {
  readonly port: number
  readonly #home: string
  readonly #groupPort: number
  readonly #transferPort: number
  readonly #wholePort: number
  readonly #group: string
  #running: { pid: number; exited: Promise<unknown> } | undefined

  constructor(
    home: string,
    readonly at: number,
    ports: number[],
    private readonly scripts: string,
  ) {
    this.#home = join(home, `node-${at + 1}`)
    this.port = ports[at] ?? 0
    this.#groupPort = ports[3 + at] ?? 0
    this.#transferPort = ports[6 + at] ?? 0
    this.#wholePort = ports[9 + at] ?? 0
    this.#group = [3, 4, 5].map((index) => `127.0.0.1:${ports[index]}`).join(',')
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}/cabinet`
  }

  initialise(): void {
    mkdirSync(this.#home, { recursive: true })
    const install = findMariadb()?.install
    if (!install) throw new Error('MariaDB is not installed')
    execFileSync(
      install,
      [
        '--no-defaults',
        `--datadir=${this.#home}/data`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        '--skip-name-resolve',
      ],
      { stdio: 'pipe' },
    )
    giveAway(this.#home)
  }

  copyFrom(other: ClusterNode): void {
    mkdirSync(this.#home, { recursive: true })
    cpSync(`${other.#home}/data`, `${this.#home}/data`, { recursive: true })
    for (const name of ['galera.cache', 'gvwstate.dat', 'auto.cnf'])
      rmSync(`${this.#home}/data/${name}`, { force: true })
    giveAway(this.#home)
  }

  /** Returns when it answers, which may be before it is up to date. */
  async start({ alone = false } = {}): Promise<void> {
    const position = alone ? [] : await this.#position()
    const child = this.#spawn([...position, ...(alone ? ['--wsrep-new-cluster'] : [])])
    const exited = once(child, 'exit')
    const running = { pid: child.pid ?? 0, exited }
    this.#running = running
    void exited.then(() => {
      if (this.#running === running) this.#running = undefined
    })
    for (const end = Date.now() + START_MS; Date.now() < end; await sleep(200)) {
      if (!this.#running) throw new Error(`node ${this.at + 1} ended: ${this.lastWords()}`)
      if (
        await this.state().then(
          () => true,
          () => false,
        )
      )
        return
    }
    throw new Error(`node ${this.at + 1} did not answer: ${this.lastWords()}`)
  }

  /** Where a node that was killed stands is in its log of changes, not in the cluster's own file. */
  async #position(): Promise<string[]> {
    const log = `${this.#home}/recover.log`
    rmSync(log, { force: true })
    const { file, args } = this.#command(['--wsrep-recover', `--log-error=${log}`])
    await promisify(execFile)(file, args)
    const position = /WSREP: Recovered position:? *([0-9a-f-]{36}:-?\d+)/.exec(readFileSync(log, 'utf8'))?.[1]
    return position ? [`--wsrep-start-position=${position}`] : []
  }

  #spawn(more: string[]) {
    const { file, args } = this.#command([...more, `--log-error=${this.#home}/mariadb.log`])
    const env = { ...process.env, PATH: `${this.scripts}:${process.env.PATH}` }
    return spawn(file, args, { stdio: 'ignore', detached: true, env })
  }

  #command(more: string[]): { file: string; args: string[] } {
    const server = findMariadb()?.server
    const provider = findProvider()
    if (!server || !provider) throw new Error('MariaDB or Galera is not installed')
    const here = (port: number) => `127.0.0.1:${port}`
    const args = [
      '--no-defaults',
      `--datadir=${this.#home}/data`,
      `--socket=${this.#home}/s`,
      `--pid-file=${this.#home}/pid`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--skip-log-bin',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--innodb-buffer-pool-size=128M',
      '--innodb-flush-log-at-trx-commit=1',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--wsrep-on=ON',
      `--wsrep-provider=${provider}`,
      '--wsrep-cluster-name=cabinet',
      '--wsrep-sst-method=rsync',
      `--wsrep-cluster-address=gcomm://${this.#group}`,
      `--wsrep-node-name=node-${this.at + 1}`,
      `--wsrep-node-address=${here(this.#groupPort)}`,
      `--wsrep-provider-options=gmcast.listen_addr=tcp://${here(this.#groupPort)};ist.recv_addr=${here(this.#transferPort)};ist.recv_bind=${here(this.#transferPort)};gcache.size=256M`,
      `--wsrep-sst-receive-address=${here(this.#wholePort)}`,
      ...more,
    ]
    const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isExecutable)
    // A node never outlives the run that started it, and feeds no other while it runs as root.
    return setpriv
      ? { file: setpriv, args: [...PLAIN_USER, '--pdeathsig', 'KILL', '--', server, ...args] }
      : { file: server, args }
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running
    if (!running) return
    process.kill(running.pid, 'SIGCONT')
    process.kill(running.pid, signal)
    await Promise.race([running.exited, sleep(STOP_MS, undefined, { ref: false })])
    if (this.#running) process.kill(running.pid, 'SIGKILL')
    await running.exited
  }

  /** Neither answers nor goes away, as behind a network that drops packets. */
  pause(): void {
    if (this.#running) process.kill(this.#running.pid, 'SIGSTOP')
  }

  resume(): void {
    if (this.#running) process.kill(this.#running.pid, 'SIGCONT')
  }

  /** Cut off from the other nodes, but not from the cabinet: a minority of one. */
  async isolate(): Promise<void> {
    await this.ask("set global wsrep_provider_options = 'gmcast.isolate=1'")
  }

  async rejoin(): Promise<void> {
    await this.ask("set global wsrep_provider_options = 'gmcast.isolate=0'")
  }

  async state() {
    return this.with(selectNodeState, 'mysql')
  }

  async untilSynced(nodes: number): Promise<void> {
    for (const end = Date.now() + START_MS; Date.now() < end; await sleep(100)) {
      const state = await this.state().catch(() => undefined)
      if (state?.hasQuorum && state.state === 'Synced' && state.nodes === nodes) return
    }
    throw new Error(`node ${this.at + 1} is not in step: ${this.lastWords()}`)
  }

  ask(statement: string): Promise<unknown> {
    return this.with((db) => sql.raw(statement).execute(db), 'mysql')
  }

  /** On this node alone. */
  async with<Result>(work: (db: Db) => Promise<Result>, database = 'cabinet'): Promise<Result> {
    const db = createDb(`mysql://root@127.0.0.1:${this.port}/${database}`, { connections: 1 })
    try {
      return await work(db)
    } finally {
      await db.destroy().catch(() => {})
    }
  }

  lastWords(): string {
    const log = `${this.#home}/mariadb.log`
    if (!existsSync(log)) return ''
    const lines = readFileSync(log, 'utf8').split('\n')
    return lines
      .filter((line) => line.includes('[ERROR]'))
      .slice(-5)
      .join('\n')
  }
}

/** What tells which write it was: rows that not every node holds, whole, with invisible columns and microseconds. */
async function unlikeRows(nodes: ClusterNode[], table: string): Promise<string[]> {
  const holders = new Map<string, number[]>()
  for (const node of nodes) {
    for (const text of await node.with((db) => textsOf(db, table))) {
      holders.set(text, [...(holders.get(text) ?? []), node.at + 1])
    }
  }
  return [...holders]
    .filter(([, at]) => at.length < nodes.length)
    .slice(0, MAX_ROWS_TOLD)
    .map(([row, at]) => `${table}: only on node ${at.join(', ')}: ${row}`)
}

async function textsOf(db: Db, table: string): Promise<string[]> {
  const columns = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = database() and table_name = ${table} order by ordinal_position`.execute(db)
  const list = sql.join(
    columns.rows.map(({ name }) => sql`cast(${sql.ref(name)} as char) as ${sql.ref(name)}`),
  )
  const { rows } = await sql`select ${list} from ${sql.table(table)}`.execute(db)
  return rows.map((row) => JSON.stringify(row))
}

const PLAIN_USER = process.getuid?.() === 0 ? ['--reuid=65534', '--regid=65534', '--clear-groups'] : []

function giveAway(folder: string): void {
  if (PLAIN_USER.length > 0) execFileSync('chown', ['-R', '65534:65534', folder])
}
