import { migrateToLatest } from '#db/migrate.ts'
import { startCluster } from './cluster.ts'
import { provideCluster } from './packages.ts'
import { processesOf } from './processes.ts'
import type { Scenario } from './scenario.ts'

const scenarios: Record<string, Scenario> = Object.fromEntries(
  Object.entries(import.meta.glob<{ scenario: Scenario }>('./scenarios/*.ts', { eager: true })).map(
    ([path, { scenario }]) => [/([\w-]+)\.ts$/.exec(path)?.[1] ?? path, scenario],
  ),
)

/** Runs the scenarios of these names, or all, at `scale` of their counts. @returns whether everything held */
export async function runAll(names: string[], scale: number): Promise<boolean> {
  const begun = performance.now()
  const cluster = await startCluster(await provideCluster())
  say(`A cluster of three nodes, formed in ${seconds(begun)}`)
  const processes = processesOf(cluster)
  let held = true
  try {
    await migrateToLatest((processes[0] as (typeof processes)[0]).db)
    for (const name of names.length > 0 ? names : Object.keys(scenarios)) {
      const scenario = scenarios[name]
      if (!scenario)
        throw new Error(`No such scenario: ${name}. There are: ${Object.keys(scenarios).join(', ')}.`)
      const started = performance.now()
      const faults: string[] = []
      const figures = await scenario.run({
        cluster,
        processes,
        count: Math.max(1, Math.round(scenario.count * scale)),
        fail: (sentence) => void faults.push(sentence),
      })
      await cluster.untilHealed()
      faults.push(...(await cluster.differences()).map((fault) => `N5: ${fault}`))
      held &&= faults.length === 0
      say(`\n${faults.length === 0 ? 'held' : 'BROKEN'}  ${name}: ${scenario.title} (${seconds(started)})`)
      for (const [figure, value] of Object.entries(figures)) say(`        ${figure}: ${value}`)
      for (const fault of faults) say(`        ${fault}`)
    }
  } finally {
    await Promise.all(processes.map(({ db }) => db.destroy().catch(() => {})))
    await cluster.stop()
  }
  return held
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
