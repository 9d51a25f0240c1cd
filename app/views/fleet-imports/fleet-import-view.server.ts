import { countsOf, type SmallPlan } from '#app/domain/imports/small-import.ts'
import type { FleetPreview } from './fleet-import-view.ts'

/** A file that is right may be long: what it changes is shown so far. */
const MAX_SHOWN = 100

export function fleetPreview<Facts>(
  plan: SmallPlan<Facts> & { problem: FleetPreview['problem']; lines: readonly Facts[] },
  file: string,
  textOf: (facts: Facts) => string,
): FleetPreview {
  const rows = plan.rows.flatMap(({ row, change, facts }) =>
    change === 'same' ? [] : [{ row, change, text: textOf(facts) }],
  )
  return {
    problem: plan.problem,
    counts: countsOf(plan.rows),
    faults: plan.faults.slice(0, MAX_SHOWN),
    rows: rows.slice(0, MAX_SHOWN),
    lines: JSON.stringify(plan.lines),
    file,
  }
}
