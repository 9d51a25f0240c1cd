import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { BoundedQueue } from '#app/domain/kernel/bounded-queue.server.ts'
import { photoLimits } from './photo-limits.ts'

/** Of a process: one photo takes a core and a third of a gigabyte. */
const queue = new BoundedQueue({ concurrency: 1, queueLimit: 8, waitLimitMs: 15_000 }, 'uploads_busy')

/**
 * What the QR code in a photo says; null where there is none to be found, also in what is no photo at all. Somebody else's
 * bytes are decoded in a thread that is ended when it takes too long or too much. Nothing of a photo is logged or kept.
 * @param lane whose photo it is
 * @throws DomainError uploads_busy
 */
export function decodePhoto(
  bytes: Buffer,
  lane: string,
  milliseconds: number = photoLimits.milliseconds,
): Promise<string | null> {
  return queue.run(() => readInThread(bytes, milliseconds), undefined, lane)
}

function readInThread(bytes: Buffer, milliseconds: number): Promise<string | null> {
  return new Promise((resolve) => {
    const thread = new Worker(threadEntry(), {
      workerData: new Uint8Array(bytes),
      resourceLimits: { maxOldGenerationSizeMb: photoLimits.heapMegabytes },
      env: {},
      // Whatever a decoder says of a broken picture is of no use to anybody.
      stdout: true,
      stderr: true,
    })
    const settle = (text: unknown) => {
      clearTimeout(timer)
      void thread.terminate()
      resolve(typeof text === 'string' ? text : null)
    }
    const timer = setTimeout(settle, milliseconds, null)
    thread.once('message', settle)
    thread.once('error', () => settle(null))
    thread.once('exit', () => settle(null))
  })
}

/** The build's entry, or the source where tests run from it. */
function threadEntry(): string {
  const here = new URL(import.meta.url)
  if (here.pathname.endsWith('.ts')) return fileURLToPath(new URL('../../../entry.photo.ts', here))
  const built = ['./entry.photo.js', '../entry.photo.js'].map((path) => fileURLToPath(new URL(path, here)))
  return built.find((path) => existsSync(path)) ?? ''
}
