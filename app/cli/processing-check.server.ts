import { countOpen } from '#app/domain/instructions/asked.server.ts'
import { hasActiveKeyOf } from '#app/domain/integrations/integrations.server.ts'
import { type Finding, ok, warning } from './finding.ts'
import type { Operator } from './operator.server.ts'

/** Where a processor decides, somebody has to fetch what clients want of it. */
export async function processing({ env, services, t }: Operator): Promise<Finding> {
  const { card, coupon } = env.processing
  if (card === 'here' && coupon === 'here') return ok('processing', t('commands:doctor.processing.here'))
  if (!(await hasActiveKeyOf(services.db, 'instructions')))
    return warning(
      'processing',
      t('commands:doctor.processing.noKey'),
      t('commands:doctor.processing.noKeyFix'),
    )
  const { waiting, silent } = await countOpen(services)
  if (silent === 0) return ok('processing', t('commands:doctor.processing.fine', { n: waiting }))
  const message = t('commands:doctor.processing.silent', { n: silent })
  return warning('processing', message, t('commands:doctor.processing.silentFix'))
}
