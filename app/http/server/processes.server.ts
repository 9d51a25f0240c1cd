import cluster, { type Worker } from 'node:cluster'
import type { Logger } from 'pino'
import { AggregatorRegistry, type Registry } from 'prom-client'

const FIRST_PAUSE_MS = 200
const MAX_PAUSE_MS = 10_000
/** A process that lived that long was well: the next failure starts with the first pause again. */
const WELL_AFTER_MS = 30_000
const METRICS_TIMEOUT_MS = 5_000

const QUESTION = 'cabinet:metrics?'
const ANSWER = 'cabinet:metrics'

interface Question {
  type: typeof QUESTION
  id: number
}
interface Answer {
  type: typeof ANSWER
  id: number
  text: string
}

/**
 * The first of several web processes: it starts the others, starts those again that die, sums their metrics and ends
 * when all have ended. It serves nobody itself.
 */
export function superviseWebProcesses(count: number, log: Logger): void {
  const registry = new AggregatorRegistry()
  let ending = false
  let pause = FIRST_PAUSE_MS

  const start = () => {
    if (ending) return
    const since = performance.now()
    const worker = cluster.fork()
    worker.on('message', (message: Question) => {
      if (message.type === QUESTION) void answer(worker, message)
    })
    worker.once('exit', (code, signal) => {
      if (ending) return
      pause = performance.now() - since > WELL_AFTER_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, MAX_PAUSE_MS)
      log.error({ worker: worker.process.pid, code, signal, againInMs: pause }, 'A web process died')
      setTimeout(start, pause)
    })
  }
  const answer = async (worker: Worker, { id }: Question) => {
    const text = await registry.clusterMetrics().catch(() => '')
    if (worker.isConnected()) worker.send({ type: ANSWER, id, text } satisfies Answer)
  }
  const end = () => {
    if (ending) return
    ending = true
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    let left = workers.length
    if (left === 0) process.exit(0)
    for (const worker of workers) {
      worker.once('exit', () => {
        left -= 1
        if (left === 0) process.exit(0)
      })
      worker.process.kill('SIGTERM')
    }
  }
  for (let started = 0; started < count; started++) start()
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

/** The metrics of all web processes together, asked of the first; of a process that is alone, its own. */
export function metricsOfAll(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics()
  AggregatorRegistry.setRegistries([registry])
  new AggregatorRegistry()
  let questions = 0
  return () =>
    new Promise((resolve, reject) => {
      const id = ++questions
      const timer = setTimeout(() => {
        process.off('message', read)
        reject(new Error('the first web process does not answer'))
      }, METRICS_TIMEOUT_MS)
      const read = (message: Answer) => {
        if (message.type !== ANSWER || message.id !== id) return
        clearTimeout(timer)
        process.off('message', read)
        resolve(message.text)
      }
      process.on('message', read)
      process.send?.({ type: QUESTION, id } satisfies Question)
    })
}
