import { type Report, runScenario, scenarios } from './run.ts'
import { openTestBed } from './test-bed.ts'

export interface PrintOptions {
  seed: number
  scale: number
}

/** Runs the scenarios of these names, or all, and says what came of each. @returns whether everything held */
export async function printOut(names: readonly string[], { seed, scale }: PrintOptions): Promise<boolean> {
  const wanted = names.length > 0 ? names : Object.keys(scenarios)
  const strangers = wanted.filter((name) => !(name in scenarios))
  if (strangers.length > 0) {
    say(`No such scenario: ${strangers.join(', ')}. There are: ${Object.keys(scenarios).join(', ')}.`)
    return false
  }
  say(`seed ${seed}, scale ${scale}`)
  const reports: Report[] = []
  for (const name of wanted) {
    // Each begins with a cabinet of its own, so that a run of one scenario is that of all.
    const testBed = await openTestBed()
    try {
      const report = await runScenario(testBed, name, { seed, scale })
      reports.push(report)
      say(describe(report))
    } finally {
      await testBed.cabinet.destroy()
    }
  }
  say(describe(totalOf(reports)))
  return reports.every(({ violations }) => violations.length === 0)
}

function describe(report: Report): string {
  const { name, title, figures, violations, seconds } = report
  const facts = Object.entries(figures).map(([what, value]) => `${what} ${value}`)
  return [
    `${violations.length === 0 ? 'held  ' : 'BROKEN'} ${name} (${seconds.toFixed(0)} s): ${title}`,
    `       acknowledged ${report.acknowledged}, present ${report.present}, unknown-resolved ${
      report.resolvedDone + report.resolvedUndone
    } (done ${report.resolvedDone}, not done ${report.resolvedUndone}), mails ${report.mails}, duplicates ${report.duplicates}`,
    ...(facts.length > 0 ? [`       ${facts.join(', ')}`] : []),
    ...violations.slice(0, 20).map((violation) => `       ! ${violation}`),
    ...(violations.length > 20 ? [`       ! and ${violations.length - 20} more`] : []),
  ].join('\n')
}

function totalOf(reports: readonly Report[]): Report {
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0)
  return {
    name: 'total',
    title: `${reports.length} scenarios`,
    acknowledged: sum(({ acknowledged }) => acknowledged),
    present: sum(({ present }) => present),
    resolvedDone: sum(({ resolvedDone }) => resolvedDone),
    resolvedUndone: sum(({ resolvedUndone }) => resolvedUndone),
    mails: sum(({ mails }) => mails),
    duplicates: sum(({ duplicates }) => duplicates),
    figures: {},
    violations: reports.flatMap(({ name, violations }) => violations.map((one) => `${name}: ${one}`)),
    seconds: sum(({ seconds }) => seconds),
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
