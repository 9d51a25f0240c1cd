import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { LastStateRegister } from '#app/domain/state-registers/watching.server.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'

/** Why the cabinet did not approve, as a sentence; null where nothing declined. */
export function reasonOf(because: string | number | null | undefined, locale: Locale): string | null {
  const code = declineCodes.find((known) => known === because)
  return code ? sayByKey(i18nFor(locale), `declines:code.${code}.text`) : null
}

/** The last register of a processor's states, as the list of discrepancies shows it. */
export function stateRegisterView({ kind, register, isLate }: LastStateRegister) {
  const { rows_total: rows, differing, in_flight: inFlight } = register
  return {
    ...{ kind, isLate, rows, differing, inFlight },
    asOf: almatyWallClock(register.as_of),
    missingHere: register.missing_here,
    missingThere: register.missing_there,
    isCompared: register.status === 'compared',
  }
}
