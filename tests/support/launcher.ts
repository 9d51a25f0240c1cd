import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { socketPathFor } from '../../scripts/mariadb.mjs'

/** What stands in for the built application: each process says what it was told, and in what order things happened. */
const ENTRIES = {
  http: `
    const { createServer } = require('node:http')
    const server = createServer((request, response) => {
      response.setHeader('connection', 'close')
      if (request.url === '/slow') setTimeout(() => response.end('finished'), 700)
      else response.end(process.env.DATABASE_URL + ' ' + process.env.SECRET_KEYS)
    })
    server.listen(Number(process.env.PORT), process.env.HOST)
    process.once('SIGTERM', () => {
      said('http asked to end')
      server.close(() => { said('http ended'); process.exit(0) })
    })`,
  worker: `
    const beat = setInterval(() => {}, 1000)
    process.once('SIGTERM', () => { said('worker ended'); clearInterval(beat) })
    said('worker began')`,
  cli: `
    const [command, ...rest] = process.argv.slice(2)
    said(['cli', command, ...rest].join(' '))
    if (command === 'environment') process.stdout.write(JSON.stringify(process.env))
    if (command === 'exit') process.exitCode = Number(rest[0])
    if (command === 'wait') {
      const told = setInterval(() => {
        if (!require('node:fs').existsSync(__dirname + '/../../' + rest[0])) return
        clearInterval(told)
        said('cli waited')
      }, 10)
    }
    if (process.env.CABINET_STRICT === '1' && !process.env.DATABASE_URL) {
      process.stderr.write('every fault of the configuration')
      process.exitCode = 1
    }`,
}

type Variables = Record<string, string>

/** A project of its own with the real scripts of this one, in a folder that goes away. */
export class LauncherProject {
  readonly root: string
  readonly dataDir: string
  readonly #running: ChildProcess[] = []

  constructor({ dataDir = '.data' }: { dataDir?: string } = {}) {
    this.root = mkdtempSync(join(tmpdir(), 'launcher-'))
    this.dataDir = resolve(this.root, dataDir)
    cpSync('scripts', join(this.root, 'scripts'), { recursive: true })
    symlinkSync(resolve('node_modules'), join(this.root, 'node_modules'))
    mkdirSync(join(this.root, 'build/server'), { recursive: true })
    writeFileSync(join(this.root, 'build/package.json'), '{ "type": "commonjs" }')
    for (const [entry, source] of Object.entries(ENTRIES)) {
      writeFileSync(join(this.root, `build/server/entry.${entry}.js`), `${SAID}\n${source}`)
    }
  }

  /** Runs one of the scripts. No variable of the cabinet's leaks in from the test's own environment. */
  run(script: 'start' | 'cabinet', args: string[] = [], env: Variables = {}): Run {
    const child = spawn(process.execPath, [join(this.root, `scripts/${script}.mjs`), ...args], {
      cwd: this.root,
      env: { ...environment(), DATA_DIR: this.dataDir, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.push(child)
    return new Run(child)
  }

  /** Starts it and waits until it serves. */
  async start(env: Variables = {}): Promise<Run & { url: string }> {
    const run = this.run('start', [], env)
    const [, url = ''] = await run.says(/Cabinet ready: (\S+)/)
    return Object.assign(run, { url })
  }

  /** Lets `cabinet wait <name>` end. */
  tell(name: string): void {
    writeFileSync(join(this.root, name), '')
  }

  /** What the processes said, oldest first. */
  said(): string[] {
    try {
      return readFileSync(join(this.root, 'said'), 'utf8').trim().split('\n')
    } catch {
      return []
    }
  }

  /** Every process that works in this project, its database server too. */
  processes(): { pid: number; command: string }[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: commandOf(name) }))
      .filter(({ command }) => command.includes(this.root) || command.includes(this.dataDir))
  }

  async untilNoProcess(): Promise<void> {
    for (const last = Date.now() + 15_000; this.processes().length > 0; await sleep(25)) {
      if (Date.now() > last) throw new Error(`Left behind: ${JSON.stringify(this.processes())}`)
    }
  }

  async remove(): Promise<void> {
    for (const child of this.#running) child.kill('SIGKILL')
    for (const { pid } of this.processes()) kill(pid)
    await this.untilNoProcess()
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 })
    // Where DATA_DIR is deep, the sockets have a folder of their own.
    for (const folder of [this.dataDir, join(this.dataDir, 'mariadb')]) {
      const sockets = dirname(socketPathFor(folder))
      if (sockets !== folder) rmSync(sockets, { recursive: true })
    }
  }
}

export class Run {
  output = ''
  /** The exit code; the name of the signal that ended it. */
  readonly ended: Promise<number | string>

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk
      })
    }
    this.ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? signal ?? '')))
  }

  /** Resolves when the output has it; rejects when the process ends without. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    let over = false
    this.ended.then(() => {
      over = true
    })
    for (;;) {
      const found = pattern.exec(this.output)
      if (found) return found
      if (over) throw new Error(`It ended without saying ${pattern}: ${this.output}`)
      await sleep(10)
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    this.child.kill(signal)
    return this.ended
  }
}

/** Occupies a port of the loopback interface. */
export async function occupyPort(): Promise<{ port: number; free: () => void }> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, free: () => server.close() }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
}

const SAID = `
  const said = (words) => require('node:fs').appendFileSync(__dirname + '/../../said', words + '\\n')`

function environment(): NodeJS.ProcessEnv {
  const { HOME, LANG, PATH, TMPDIR } = process.env
  return { HOME, LANG, PATH, TMPDIR, NODE_ENV: 'development' }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
