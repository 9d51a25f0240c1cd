import { setTimeout as sleep } from 'node:timers/promises'
import {
  freePort,
  type ProcessOptions,
  startProcess,
  untilReady as untilServing,
} from '#tests/support/built-app.ts'

export type Environment = Record<string, string>

/** A process of the built application that is killed and started again; the same port and settings in every life. */
class CabinetProcess {
  protected running: ReturnType<typeof startProcess> | undefined
  /** What its lives wrote that are over. */
  #written = ''
  /** Of the next life: what it is told beside its settings, and how it is started. */
  changed: { env?: Environment; options?: ProcessOptions } = {}

  constructor(
    readonly kind: 'http' | 'worker',
    readonly env: Environment,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined
  }

  get pid(): number {
    return this.running?.process.pid ?? 0
  }

  /** Its log, all its lives. */
  get output(): string {
    return this.#written + (this.running?.output() ?? '')
  }

  async start(): Promise<void> {
    const { env, options } = this.changed
    const life = startProcess(this.kind, [], { ...this.env, ...env }, options)
    this.running = life
    void life.exited.then(() => {
      if (this.running === life) this.#over(life)
    })
  }

  /** kill -9; returns when it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** As a deployment ends it. @returns its exit code */
  stop(): Promise<number | NodeJS.Signals> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    const life = this.running
    if (!life) return 0
    life.process.kill(signal)
    const code = await life.exited
    if (this.running === life) this.#over(life)
    return code
  }

  #over(life: ReturnType<typeof startProcess>): void {
    this.#written += life.output()
    this.running = undefined
  }
}

export class Worker extends CabinetProcess {
  constructor(env: Environment) {
    super('worker', env)
  }
}

export class Web extends CabinetProcess {
  readonly url: string

  private constructor(
    readonly port: number,
    env: Environment,
  ) {
    super('http', { ...env, PORT: String(port) })
    this.url = `http://127.0.0.1:${port}`
  }

  static async onFreePort(env: Environment): Promise<Web> {
    return new Web(await freePort(), env)
  }

  /** Returns when it is ready to serve. */
  override async start(): Promise<void> {
    await super.start()
    if (this.running) await untilServing(this.url, this.running)
  }
}

/** Until a load balancer would send people again. @returns seconds */
export async function untilReady(web: Web, patienceMs = 60_000): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const answer = await fetch(`${web.url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    const seconds = (performance.now() - begun) / 1000
    if (answer?.ok || seconds * 1000 > patienceMs) return seconds
    await sleep(20)
  }
}
