import { spawn } from 'node:child_process'
import { Agent } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostCookieName } from '#app/http/cookies.server.ts'
import { SESSION_COOKIE } from '#app/http/session/guards.server.ts'
import { testSecret, testSettings } from './context.ts'
import type { Cabinet, Person } from './fixtures.ts'
import { Visitor } from './visitor.ts'

const READY_MS = 60_000

/**
 * The web server as it is deployed: the production build in a process of its own, on a free loopback port, over the
 * database of a test. For browsers, signals and several processes; `startApp` serves everything else, faster.
 *
 * @param env what the operator sets beside the defaults of a test
 */
export async function startBuiltApp(cabinet: Pick<Cabinet, 'url'>, env: Record<string, string> = {}) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = { ...testSettings, publicUrl: env.PUBLIC_URL ?? url }
  const child = startProcess('http', [], {
    DATABASE_URL: cabinet.url,
    PORT: String(port),
    PUBLIC_URL: settings.publicUrl,
    ...env,
  })
  const agent = new Agent({ keepAlive: true })
  const visitor = (cookies: Record<string, string> = {}) => new Visitor(port, agent, cookies)
  await untilReady(url, child)

  return Object.assign(visitor(), {
    port,
    url,
    process: child.process,
    /** What it has written so far. */
    output: child.output,
    /** Its exit code, or the signal that ended it. */
    exited: child.exited,
    visitor,
    as: (person: Pick<Person, 'token'>) =>
      visitor({ [hostCookieName(settings, SESSION_COOKIE)]: person.token }),
    /** As a deployment ends it. @returns its exit code */
    async stop(): Promise<number | NodeJS.Signals> {
      agent.destroy()
      child.process.kill('SIGTERM')
      return child.exited
    },
  })
}

export interface ProcessOptions {
  /** Where its log goes instead of `output()`: an open file. */
  stdout?: number
  /** A module that is loaded before the entry itself. */
  preload?: string
}

/** One of the three entries as a process; for the operator's commands too. */
export function startProcess(
  entry: 'http' | 'worker' | 'cli',
  args: string[],
  env: Record<string, string>,
  { stdout, preload }: ProcessOptions = {},
) {
  // As the launcher does it: who starts a process and is killed takes it along.
  const loaded = ['./scripts/tied.mjs', ...(preload ? [preload] : [])].flatMap((path) => ['--import', path])
  const process = spawn(globalThis.process.execPath, [...loaded, `build/server/entry.${entry}.js`, ...args], {
    env: {
      PATH: globalThis.process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      SECRET_KEYS: testSecret,
      RATE_LIMIT_FACTOR: '1000',
      DEMO: '0',
      NODE_COMPILE_CACHE: '.cache/node',
      ...env,
    },
    stdio: ['ignore', stdout ?? 'pipe', 'pipe', 'ipc'],
  })
  const chunks: Buffer[] = []
  const printed: Buffer[] = []
  for (const stream of [process.stdout, process.stderr]) stream?.on('data', (chunk) => chunks.push(chunk))
  process.stdout?.on('data', (chunk) => printed.push(chunk))
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    process.once('close', (code, signal) => resolve(code ?? signal ?? -1))
  })
  const text = (of: Buffer[]) => Buffer.concat(of).toString('utf8')
  return {
    process,
    exited,
    /** Standard output and standard error, as they came. */
    output: () => text(chunks),
    /** Standard output alone: what a command answers, without how far it is, which depends on how fast it runs. */
    printed: () => text(printed),
  }
}

export async function untilReady(
  url: string,
  { exited, output }: Pick<ReturnType<typeof startProcess>, 'exited' | 'output'>,
): Promise<void> {
  let gone = false
  void exited.then(() => {
    gone = true
  })
  for (const last = Date.now() + READY_MS; !gone && Date.now() < last; await sleep(30)) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error(`The built web server does not serve:\n${output()}`)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
