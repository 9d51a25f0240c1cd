import { Random } from './driver/random.ts'
import type { FuelOperation } from './history/fuel.ts'
import { outcomeOf, RequestHistory } from './history/request-history.ts'
import { Effects } from './invariants/effects.ts'
import { type Evidence, gather } from './invariants/evidence.ts'
import { violationsIn } from './invariants/index.ts'
import { faultsOfFuel } from './invariants/n8-litres-add-up.ts'
import type { Figures, Scenario } from './scenario.ts'
import { secretsAtRest } from './secrets.ts'
import { settle } from './settle.ts'
import type { TestBed } from './test-bed.ts'
import { newPump, recordedIn } from './workload/people.ts'

/** Every fault by the name of its file; one that is added is run without being named. */
export const scenarios: Record<string, Scenario> = Object.fromEntries(
  Object.entries(import.meta.glob<{ scenario: Scenario }>('./scenarios/*.ts', { eager: true })).map(
    ([path, { scenario }]) => [/([\w-]+)\.ts$/.exec(path)?.[1] ?? path, scenario],
  ),
)

export interface RunOptions {
  seed: number
  /** Of each scenario's full count; undefined is the short version. */
  scale?: number | undefined
}

export interface Report {
  name: string
  title: string
  acknowledged: number
  /** Of those, found in the database. */
  present: number
  /** Sendings of a form that nobody answered; the audit log knows: it was done, it was not. */
  resolvedDone: number
  resolvedUndone: number
  mails: number
  /** Letters and effects beyond the first. */
  duplicates: number
  figures: Figures
  violations: string[]
  seconds: number
}

export async function runScenario(
  { cabinet, people }: TestBed,
  name: string,
  { seed, scale }: RunOptions,
): Promise<Report> {
  const scenario = scenarios[name]
  if (!scenario) throw new Error(`no scenario is called ${name}`)
  const isShort = scale === undefined
  const count = isShort ? scenario.counts.short : Math.max(1, Math.round(scenario.counts.full * scale))
  const history = new RequestHistory()
  const broken: string[] = []
  const mailsBefore = cabinet.provider.messages.length
  const begun = performance.now()
  const figures = await scenario.run({
    cabinet,
    history,
    // A form of a scenario before may have revoked the key, or closed its station.
    people: { ...recordedIn(people, history), pump: await newPump(cabinet) },
    random: new Random(seed).branch(name),
    count,
    isShort,
    fail: (sentence) => void broken.push(sentence),
  })
  await cabinet.heal()
  const healed = performance.now()
  await settle(cabinet, isShort)
  const settled = (performance.now() - healed) / 1000
  const evidence = await gather(cabinet, history)
  // Beside the other tests once, behind all scenarios.
  const found = isShort ? [] : await secretsAtRest(cabinet)
  const seconds = (performance.now() - begun) / 1000
  if (!isShort && seconds > scenario.seconds)
    broken.push(`took ${seconds.toFixed(0)} s of ${scenario.seconds}`)
  return {
    name,
    title: scenario.title,
    ...countsIn(evidence),
    mails: cabinet.provider.messages.length - mailsBefore,
    figures: {
      count,
      ...figures,
      'slowest answer s': slowestIn(history).toFixed(1),
      'settled after s': settled.toFixed(1),
    },
    violations: [...broken, ...violationsIn(evidence), ...found.map((one) => `at rest: ${one}`)],
    seconds,
  }
}

function countsIn({ history, audit, messages, fuel }: Evidence) {
  const effects = new Effects({ audit })
  const of = (outcome: string) => history.operations.filter((one) => outcomeOf(one) === outcome)
  const isDone = (operation: (typeof history.operations)[number]) => effects.of(operation).length > 0
  const acknowledged = of('acknowledged').filter(({ claim }) => !claim.shared)
  const unknown = history.operations.flatMap((operation) =>
    operation.attempts
      .filter(({ outcome }) => outcome === 'unknown')
      .map((attempt) => effects.of({ ...operation, attempts: [attempt] }).length > 0),
  )
  const keys = new Set(messages.map(({ key }) => key))
  const repeats = history.operations.filter(({ claim }) => !claim.repeatable)
  const told = history.fuel.filter(({ told }) => told !== null)
  const rows = Map.groupBy(fuel.operations, ({ operationId }) => operationId)
  const isThere = (operation: FuelOperation) =>
    faultsOfFuel(operation, rows.get(operation.operationId) ?? []).length === 0
  return {
    acknowledged: acknowledged.length + told.length,
    present: acknowledged.filter(isDone).length + told.filter(isThere).length,
    resolvedDone: unknown.filter((done) => done).length,
    resolvedUndone: unknown.filter((done) => !done).length,
    duplicates:
      messages.length -
      keys.size +
      repeats.reduce((sum, operation) => sum + Math.max(0, effects.of(operation).length - 1), 0),
  }
}

function slowestIn({ operations }: RequestHistory): number {
  const all = operations.flatMap(({ attempts }) => attempts.map(({ milliseconds }) => milliseconds))
  return all.reduce((most, one) => Math.max(most, one), 0) / 1000
}
