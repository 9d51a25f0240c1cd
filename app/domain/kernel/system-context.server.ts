import { databaseNow } from '#db/sql/now.ts'
import type { Actor, Context } from './context.ts'

export type SystemName = Extract<Actor, { kind: 'system' }>['name']

type Services = Pick<Context, 'db' | 'settings' | 'keyring' | 'hasher'>

/** The Context of a request by somebody who is not signed in. */
export async function guestContext(
  services: Services,
  request: Pick<Context, 'locale' | 'requestId' | 'ip'>,
): Promise<Context> {
  return {
    ...servicesOf(services),
    ...request,
    actor: { kind: 'guest' },
    now: await databaseNow(services.db),
  }
}

/** The Context of what nobody's request started: the worker, the operator's commands, a provider's call. */
export async function systemContext(services: Services, name: SystemName, requestId = ''): Promise<Context> {
  return {
    ...servicesOf(services),
    actor: { kind: 'system', name },
    locale: 'ru',
    now: await databaseNow(services.db),
    requestId,
    ip: '',
  }
}

/** Of an object that holds more, such as what the entry built. */
function servicesOf({ db, settings, keyring, hasher }: Services): Services {
  return { db, settings, keyring, hasher }
}
