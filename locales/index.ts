/**
 * The registry of languages and of the nouns that words are filed under (one JSON a noun and language).
 * Safe in the browser: the words themselves are in `words.server.ts`.
 */
import type Resources from './resources.d.ts'

export const locales = ['en', 'ru', 'kk'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'ru'

/** Each language in its own words: the switch never translates them. */
export const localeNames: Record<Locale, string> = { en: 'English', ru: 'Русский', kk: 'Қазақша' }

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

export type Namespace = keyof Resources

const shared = ['common', 'errors'] as const satisfies Namespace[]
const fuel = ['cards', 'coupons', 'transactions', 'stations'] as const satisfies Namespace[]

/**
 * Which nouns the browser gets in which area of the site, at most 15 KB of them; `emails`, `commands` and `declines` are in none.
 * A link from one area to another loads a new document (enhancements.tsx). A test walks the imports of every page
 * against this table.
 */
export const areas = {
  guest: [...shared, 'auth', 'privacy', 'docs'],
  client: [...shared, 'search', ...fuel, 'refusals', 'overview', 'profile', 'team', 'invitations'],
  things: [...shared, ...fuel, 'assigned', 'processing', 'refusals', 'search', 'overview'],
  clientThings: [...shared, ...fuel, 'processing', 'refusals', 'admin', 'callers', 'companies'],
  check: [...shared, 'check', 'refusals'],
  pins: [...shared, 'cards', 'pins'],
  driver: [...shared, 'driver'],
  reader: [...shared, 'readonly'],
  sharing: [...shared, 'readonly', 'profile'],
  handovers: [...shared, 'coupons', 'overview', 'handovers', 'prints'],
  expiry: [...shared, 'coupons', 'service', 'expiry'],
  blocks: [...shared, 'cards', 'blocks'],
  fleet: [...shared, ...fuel, 'assigned', 'fleet'],
  card: [...shared, ...fuel, 'assigned', 'processing', 'overview', 'refusals', 'rules'],
  staffCard: [...shared, ...fuel, 'processing', 'refusals', 'admin', 'callers', 'companies', 'rules'],
  rules: [...shared, 'cards', 'stations', 'rules', 'templates', 'groups', 'trials'],
  bulk: [...shared, 'cards', 'coupons', 'stations', 'rules', 'bulk'],
  unusual: [...shared, 'transactions', 'cards', 'unusual'],
  cases: [...shared, 'transactions', 'cases', 'fleet'],
  suspicions: [...shared, 'admin', 'cards', 'coupons', 'suspicions'],
  network: [...shared, 'admin', 'stations', 'network'],
  staff: [...shared, ...fuel, 'admin', 'callers', 'companies', 'invitations', 'mail', 'people'],
  mail: [...shared, 'admin', 'mail', 'invitations', 'people'],
  imports: [...shared, 'admin', 'imports'],
  search: [...shared, 'admin', 'search', 'cards', 'coupons'],
  office: [
    ...shared,
    'admin',
    'profile',
    'users',
    'people',
    'products',
    'integrations',
    'invitations',
    'refusals',
    'requests',
    'exceptions',
    'signals',
    'announcements',
    'check',
  ],
  money: [
    ...shared,
    'admin',
    'companies',
    'contracts',
    'account',
    'statement',
    'prices',
    'orders',
    'invoice',
    'payments',
  ],
  service: [...shared, 'admin', 'cards', 'coupons', 'service'],
  webhooks: [...shared, 'integrations', 'webhooks'],
  till: [...shared, 'till'],
  phone: [...shared, 'admin', 'phone'],
  reconciliation: [...shared, 'admin', 'till', 'reconciliation'],
  audit: [...shared, 'admin', 'audit', 'work', 'companies', 'invitations', 'mail', 'products'],
} as const satisfies Record<string, readonly Namespace[]>

export type Area = keyof typeof areas

const guestPages =
  /^\/(sign-in|sign-out|registration|forgot-password|resend-instructions|invitation|set-password|privacy|api)(\/|$)/i

/** Who looks at a page. */
export type Side = 'guest' | 'client' | 'staff'

/**
 * By the page first, then by who asks: /profile is the client's and the staff's alike. The router takes a path in any
 * case.
 */
export function areaOf(pathname: string, side: Side): Area {
  const [, of] =
    /^\/admin\/(imports|audit|announcements|api-keys|refusals|requests|exceptions|signals|products|users)(?:\/|$)/.exec(
      pathname.toLowerCase(),
    ) ?? []
  if (/^\/(?:admin\/webhooks|integrations)(\/|$)/i.test(pathname)) return 'webhooks'
  if (/^\/(?:admin\/)?service-requests(\/|$)/i.test(pathname)) return 'service'
  if (
    /^\/(account|orders)(\/|$)|^\/admin\/(prices|orders|payments|periods|companies\/[^/]+\/(contracts|account))(\/|$)/i.test(
      pathname,
    )
  )
    return 'money'
  // The overview tells recent entries of the audit log.
  if (/^\/admin\/?$/i.test(pathname)) return 'audit'
  if (of !== undefined) return of === 'imports' || of === 'audit' ? of : 'office'
  if (/^\/d\/[^/]/i.test(pathname)) return 'driver'
  if (/^\/r\/[^/]/i.test(pathname)) return 'reader'
  if (/^\/readonly-links(\/|$)/i.test(pathname)) return 'sharing'
  if (/^\/(handovers|coupons\/(pick|print|hand-over|[^/]+\/hand-over))(\/|$)/i.test(pathname))
    return 'handovers'
  if (/^\/coupons\/(expiring|expired|request)(\/|$)/i.test(pathname)) return 'expiry'
  if (/^\/cards\/[^/]+\/pin(\/|$)/i.test(pathname)) return 'pins'
  if (/^\/cards\/[^/]+\/(blocks|lost)(\/|$)/i.test(pathname)) return 'blocks'
  if (/^\/(drivers|vehicles)(\/|$)|^\/(cards|coupons)\/[^/]+\/assignment(\/|$)/i.test(pathname))
    return 'fleet'
  if (/^\/(rules|groups|cards\/[^/]+\/(rule|group))(\/|$)/i.test(pathname)) return 'rules'
  if (/^\/((cards|coupons)\/bulk|bulk-changes)(\/|$)/i.test(pathname)) return 'bulk'
  if (/^\/unusual(\/|$)/i.test(pathname)) return 'unusual'
  if (/^\/cards\/[^/]+/i.test(pathname)) return 'card'
  if (/^\/admin\/companies\/[^/]+\/cards\/[^/]+\/?$/i.test(pathname)) return 'staffCard'
  if (/^\/(cards|coupons)(\/|$)/i.test(pathname)) return 'things'
  if (/^\/transactions\/[^/]/i.test(pathname)) return 'cases'
  if (/^\/admin\/stations-network(\/|$)/i.test(pathname)) return 'network'
  if (/^\/admin\/companies\/[^/]+\/(cards|coupons)\/[^/]+\/suspicion(\/|$)/i.test(pathname))
    return 'suspicions'
  if (/^\/admin\/companies\/[^/]+\/(cards|coupons)(\/|$)/i.test(pathname)) return 'clientThings'
  if (/^\/(admin\/mail|mailbox)(\/|$)/i.test(pathname)) return 'mail'
  if (side === 'staff' && /^\/search(\/|$)/i.test(pathname)) return 'search'
  if (/^\/admin\/(station-)?shifts(\/|$)/i.test(pathname)) return 'reconciliation'
  if (/^\/admin\/phone-authorizations(\/|$)/i.test(pathname)) return 'phone'
  if (/^\/till(\/|$)/i.test(pathname)) return 'till'
  if (side === 'staff' && /^\/(check|profile)(\/|$)/i.test(pathname)) return 'office'
  if (/^\/check(\/|$)/i.test(pathname)) return 'check'
  if (/^\/admin(\/|$)/i.test(pathname)) return 'staff'
  return guestPages.test(pathname) ? 'guest' : side
}
