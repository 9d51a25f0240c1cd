import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type OwnDatabase, startDatabase } from '../driver/database.ts'
import { untilReady } from '../driver/process.ts'
import { RequestHistory } from '../history/request-history.ts'
import { gather } from '../invariants/evidence.ts'
import { violationsIn } from '../invariants/index.ts'
import type { Figures, Scenario, ScenarioContext } from '../scenario.ts'
import { settle } from '../settle.ts'
import { openTestBed } from '../test-bed.ts'
import { journeys, runJourney, underLoad } from '../workload/journeys.ts'
import { recordedIn } from '../workload/people.ts'

/** The log's volume in every run; the database's own, which needs a small file system of its own, in full ones. */
export const scenario: Scenario = {
  title: 'a full disk, for the log and for the database: served or refused cleanly, nothing by halves',
  counts: { short: 1, full: 3 },
  seconds: 600,
  async run(context) {
    const figures = await withoutALog(context)
    return context.isShort ? figures : { ...figures, ...(await withoutRoom(context)) }
  },
}

/** Standard output leads to a device that is always full. */
async function withoutALog(context: ScenarioContext): Promise<Figures> {
  const { web, worker } = context.cabinet
  const processes = context.isShort ? [web] : [web, worker]
  const full = openSync('/dev/full', 'w')
  const restart = (changed: typeof web.changed) =>
    Promise.all(
      processes.map(async (child) => {
        await child.kill()
        child.changed = changed
        await child.start()
      }),
    )
  try {
    await restart({ env: { LOG_LEVEL: 'info' }, options: { stdout: full } })
    const pids = processes.map(({ pid }) => pid).join()
    const names = context.isShort ? ['newcomer'] : Object.keys(journeys)
    await Promise.all(names.map((name) => runJourney(context, name)))
    if (processes.map(({ pid }) => pid).join() !== pids) context.fail('a process died of a full log')
  } finally {
    closeSync(full)
    await restart({})
  }
  return { 'acknowledged without a log': context.history.acknowledged().length }
}

const VOLUME_MB = 512
/** A statement that finds no room for its log waits, and MariaDB looks for room once a minute. */
const PATIENCE_MS = 180_000

/** A database on a small volume that is filled to the last byte under load, and emptied again. */
async function withoutRoom({ count, random, fail }: ScenarioContext): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'cabinet-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${VOLUME_MB}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    rmSync(folder, { recursive: true })
    return { 'database volume': 'not tried: no right to mount one' }
  }
  const database = await startDatabase({ folder: join(folder, 'db') })
  const { cabinet, people } = await openTestBed({ database })
  const history = new RequestHistory()
  const context = { cabinet, history, people: recordedIn(people, history), random }
  context.people.administrator.patienceMs = PATIENCE_MS
  const figures = { slowest: 0, ended: 0 }
  const supervisor = supervise(database, () => {
    figures.ended += 1
  })
  try {
    for (let time = 0; time < count; time++) {
      await underLoad(context, { lanes: 6 }, async () => {
        await sleep(2_000)
        fill(folder)
        await sleep(8_000)
        rmSync(join(folder, 'ballast'))
        figures.slowest = Math.max(figures.slowest, await untilReady(cabinet.web))
        await sleep(2_000)
      })
    }
    await cabinet.heal()
    await settle(cabinet, false)
    for (const violation of violationsIn(await gather(cabinet, history))) fail(`full volume: ${violation}`)
    const away = history.operations.flatMap(({ attempts }) => attempts).filter(({ status }) => status === 503)
    return {
      'acknowledged around a full volume': history.acknowledged().length,
      'answered 503': away.length,
      'database ended by itself': figures.ended,
      'back within s': figures.slowest.toFixed(1),
    }
  } finally {
    await supervisor.stop()
    await cabinet.destroy()
    await database.destroy()
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  }
}

/**
 * Starts a server again that has ended, as whoever runs it does: one that finds no room for its own log ends, at once or
 * a while after there is room again. Without room it ends again.
 */
function supervise(database: OwnDatabase, onEnd: () => void) {
  const { promise: told, resolve: stop } = Promise.withResolvers<true>()
  const watch = async () => {
    while ((await Promise.race([told, sleep(1_000)])) !== true) {
      if (!database.hasEnded()) continue
      onEnd()
      await database.start().catch(() => {})
    }
  }
  const watched = watch()
  return {
    async stop() {
      stop(true)
      await watched
    },
  }
}

function fill(folder: string): void {
  const ballast = openSync(join(folder, 'ballast'), 'w')
  const block = Buffer.alloc(64 * 1024)
  try {
    for (let left = statfsSync(folder).bavail; left >= 0; left--) writeSync(ballast, block)
  } catch {
    // Full, as it should be.
  } finally {
    closeSync(ballast)
  }
}
