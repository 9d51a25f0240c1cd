import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'

/** One file of scripts, in bytes, gzipped: all of it, and, in proportion, what did not run. */
export interface ScriptUse {
  url: string
  packed: number
  unused: number
}

interface Range {
  startOffset: number
  endOffset: number
  count: number
}

/** A page that has been quiet for so long has loaded what it loads by itself. */
const QUIET_MS = 2_000

/** As `Visitor.settle` waits, whose pages are the same. */
const IS_ALIVE =
  "'alive' in document.documentElement.dataset || document.querySelector('.shell-driver, .shell-reader') !== null"
/** For what hangs. */
const MAX_LOOKS = 600
const LOOK_MS = 200

/**
 * The scripts of a page, by Chromium's precise coverage of blocks, which counts every branch that did not run, once the
 * application has taken the page over. Playwright evaluates nothing in the page meanwhile: it does so as if somebody had
 * pressed something.
 */
export async function scriptUse(tab: Page, path: string): Promise<ScriptUse[]> {
  const session = await tab.context().newCDPSession(tab)
  try {
    await session.send('Profiler.enable')
    await session.send('Debugger.enable')
    await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    await tab.goto(path, { waitUntil: 'networkidle' })
    await comesAlive(session)
    await tab.waitForTimeout(QUIET_MS)
    const { result } = await session.send('Profiler.takePreciseCoverage')
    const own = result.filter(({ url }) => /^http[^?#]*\.js\b/.test(url))
    return await Promise.all(own.map((script) => useOf(session, script)))
  } finally {
    await session.detach()
  }
}

async function comesAlive(session: CDPSession): Promise<void> {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const { result } = await session.send('Runtime.evaluate', { expression: IS_ALIVE })
    if (result.value === true) return
    await sleep(LOOK_MS)
  }
  throw new Error('The application has not taken the page over')
}

async function useOf(
  session: CDPSession,
  { url, scriptId, functions }: { url: string; scriptId: string; functions: { ranges: Range[] }[] },
): Promise<ScriptUse> {
  const { scriptSource: text } = await session.send('Debugger.getScriptSource', { scriptId })
  const gaps = gapsOf(functions, text.length)
  const packed = gzipSync(text).length
  const bytes = gaps.reduce((sum, [from, to]) => sum + Buffer.byteLength(text.slice(from, to)), 0)
  return { url, packed, unused: (packed * bytes) / Math.max(1, Buffer.byteLength(text)) }
}

/** Blocks lie within each other: what is innermost says whether it ran. */
function gapsOf(functions: { ranges: Range[] }[], length: number): [number, number][] {
  const counts = new Int8Array(length)
  const ranges = functions.flatMap(({ ranges }) => ranges)
  ranges.sort((one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset)
  for (const { startOffset, endOffset, count } of ranges)
    counts.fill(count > 0 ? 0 : 1, startOffset, endOffset)
  const gaps: [number, number][] = []
  for (let at = 0; at < length; at++) {
    if (counts[at] === 0) continue
    const from = at
    while (at < length && counts[at] === 1) at++
    gaps.push([from, at])
  }
  return gaps
}
