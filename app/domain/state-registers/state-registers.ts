/**
 * What a processor says of a card or a coupon beside what is wanted of it. Client-safe; volumes are millilitres, money
 * tiyn. Source: docs/decisions/0051
 */

import type { DesiredState } from '#app/domain/instructions/instructions.ts'
import { limitPeriods } from '#app/domain/kernel/limit-periods.ts'

/** Of one side; a limit by its period and unit (`dailyVolume`). */
export type StateFigures = Record<string, string | number | null>

interface Told {
  blocked: boolean
  lost?: boolean | undefined
  in_service?: boolean | undefined
  valid_from?: string | null | undefined
  valid_until?: string | null | undefined
  products?: readonly string[] | null | undefined
  limits?: DesiredState['limits'] | undefined
  volume_ml?: number | undefined
  version?: number | undefined
}

interface Wanted {
  state: DesiredState
  isEnded: boolean
  /** The last version that the processor said is in force; null: it was never asked, or refused. */
  version: number | null
}

/**
 * Of what differs, what is wanted as it was when an earlier register was compared: no change since then explains it. Null:
 * nothing of it.
 */
export function lastingOf(
  { ours, theirs }: { ours: StateFigures; theirs: StateFigures },
  before: StateFigures,
): { ours: StateFigures; theirs: StateFigures } | null {
  const lasting = Object.keys(ours).filter((field) => field in before && before[field] === ours[field])
  if (lasting.length === 0) return null
  const only = (figures: StateFigures) =>
    Object.fromEntries(lasting.map((field) => [field, figures[field] ?? null]))
  return { ours: only(ours), theirs: only(theirs) }
}

/** Both sides of what differs; null: nothing does. What a processor leaves out is not compared. */
export function differenceOf(
  wanted: Wanted,
  told: Told,
): { ours: StateFigures; theirs: StateFigures } | null {
  const [ours, theirs]: [StateFigures, StateFigures] = [{}, {}]
  for (const [field, our, their] of pairs(wanted, told)) {
    if (our === their) continue
    ours[field] = our
    theirs[field] = their
  }
  return Object.keys(theirs).length === 0 ? null : { ours, theirs }
}

type Pair = [field: string, ours: string | number | null, theirs: string | number | null]

function pairs({ state, isEnded, version }: Wanted, told: Told): Pair[] {
  const service = told.in_service ?? !isEnded
  // Of what is over on both sides, or on ours alone, nothing else matters.
  if (isEnded || !service) return [['inService', flag(!isEnded), flag(service)]]
  const found: Pair[] = [
    ['blocked', flag(state.blocked || state.lost), flag(told.blocked || told.lost === true)],
  ]
  if (told.valid_from !== undefined) found.push(['validFrom', state.valid_from, told.valid_from])
  if (told.valid_until !== undefined) found.push(['validUntil', state.valid_until, told.valid_until])
  if (told.products !== undefined) found.push(['products', listed(state.products), listed(told.products)])
  if (told.volume_ml !== undefined && state.volume_ml !== null)
    found.push(['nominal', state.volume_ml, told.volume_ml])
  // A version that we have not given yet is another cabinet's, or the time before a restore of ours.
  if (told.version !== undefined && version !== null && told.version !== version)
    found.push(['version', version, told.version])
  return told.limits === undefined ? found : [...found, ...limitPairs(state.limits, told.limits)]
}

function limitPairs(ours: DesiredState['limits'], theirs: DesiredState['limits']): Pair[] {
  return limitPeriods.flatMap((period) =>
    (['ml', 'tiyn'] as const).map((unit): Pair => {
      const limitIn = (limits: DesiredState['limits']) =>
        limits.find((one) => one.period === period && one.unit === unit)?.limit ?? null
      return [`${period}${unit === 'ml' ? 'Volume' : 'Amount'}`, limitIn(ours), limitIn(theirs)]
    }),
  )
}

function flag(value: boolean): string {
  return value ? 'yes' : 'no'
}

function listed(codes: readonly string[] | null): string {
  return codes === null || codes.length === 0 ? '*' : [...new Set(codes)].sort().join(', ')
}
