import { databaseNow } from '#db/sql/now.ts'
import type { Actor, Context } from './context.ts'

export type SystemName = Extract<Actor, { kind: 'system' }>['name']

/** The Context of what nobody's request started: the worker, the operator's commands, a provider's call. */
export async function systemContext(
  services: Pick<Context, 'db' | 'settings' | 'keyring' | 'hasher'>,
  name: SystemName,
  requestId = '',
): Promise<Context> {
  const { db, settings, keyring, hasher } = services
  return {
    db,
    settings,
    keyring,
    hasher,
    actor: { kind: 'system', name },
    locale: 'ru',
    now: await databaseNow(db),
    requestId,
    ip: '',
  }
}
