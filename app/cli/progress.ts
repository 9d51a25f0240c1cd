import { findImport } from '#app/domain/imports/import-lists.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Operator } from './operator.server.ts'

/** A terminal is written over each second; a log gets a line now and then. */
const EVERY_MS = { terminal: 1_000, log: 5_000 }
const FIRST_MS = 1_000

/** Says on standard error how far the work on an import is, as long as it takes. */
export async function withProgress<Result>(
  { t }: Operator,
  { isQuiet, id, ctx }: { isQuiet: boolean; id: number; ctx: Context },
  work: () => Promise<Result>,
): Promise<Result> {
  if (isQuiet) return work()
  const isTerminal = process.stderr.isTTY === true
  let shown = 0
  let isAsking = false
  const say = async () => {
    if (isAsking) return
    isAsking = true
    try {
      const { status, rowsDone, rowsTotal } = await findImport(ctx, id)
      if (rowsTotal === 0) return
      const done = t('imports:progress', { done: String(rowsDone), total: String(rowsTotal) })
      const line = `${t(`imports:status.${status}`)}: ${done}`
      process.stderr.write(isTerminal ? `\r${line.padEnd(shown)}` : `${line}\n`)
      shown = line.length
    } catch {
      // Who cannot be told how far it is still gets its end.
    } finally {
      isAsking = false
    }
  }
  const first = setTimeout(say, FIRST_MS)
  const timer = setInterval(say, isTerminal ? EVERY_MS.terminal : EVERY_MS.log)
  try {
    return await work()
  } finally {
    clearTimeout(first)
    clearInterval(timer)
    if (isTerminal && shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`)
  }
}
