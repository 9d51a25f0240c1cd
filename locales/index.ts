/**
 * The registry of languages and of the nouns that words are filed under (one JSON a noun and language).
 * Safe in the browser: the words themselves are in `words.server.ts`.
 */
import { areasOfPages } from './areas-of-pages.ts'
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
  instruments: [...shared, ...fuel, 'assignments', 'instructions', 'refusals', 'search', 'overview'],
  clientInstruments: [
    ...shared,
    ...fuel,
    'instructions',
    'refusals',
    'admin',
    'company-callers',
    'companies',
  ],
  check: [...shared, 'check', 'refusals'],
  pins: [...shared, 'cards', 'card-pins'],
  driver: [...shared, 'driver'],
  reader: [...shared, 'readonly-links'],
  sharing: [...shared, 'readonly-links', 'profile'],
  handovers: [...shared, 'coupons', 'overview', 'handovers', 'prints'],
  expiry: [...shared, 'coupons', 'service-requests', 'expiries'],
  blocks: [...shared, 'cards', 'card-blocks'],
  fleet: [...shared, ...fuel, 'assignments', 'fleet'],
  card: [...shared, ...fuel, 'assignments', 'instructions', 'overview', 'refusals', 'rules'],
  staffCard: [
    ...shared,
    ...fuel,
    'instructions',
    'refusals',
    'admin',
    'company-callers',
    'companies',
    'rules',
  ],
  rules: [...shared, 'cards', 'stations', 'rules', 'rule-templates', 'groups', 'rule-shadows'],
  bulk: [...shared, 'cards', 'coupons', 'stations', 'rules', 'bulk-changes'],
  unusual: [...shared, 'transactions', 'cards', 'unusual'],
  fuelReports: [...shared, 'transactions', 'fuel-reports', 'fleet'],
  suspicions: [...shared, 'admin', 'cards', 'coupons', 'suspicions'],
  network: [...shared, 'admin', 'stations', 'station-network'],
  staff: [...shared, ...fuel, 'admin', 'company-callers', 'companies', 'invitations', 'mail', 'user-facts'],
  mail: [...shared, 'admin', 'mail', 'invitations', 'user-facts'],
  imports: [...shared, 'admin', 'imports'],
  search: [...shared, 'admin', 'search', 'cards', 'coupons'],
  office: [
    ...shared,
    'admin',
    'profile',
    'users',
    'user-facts',
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
    'contract-account',
    'statement',
    'prices',
    'orders',
    'documents',
    'payments',
  ],
  service: [...shared, 'admin', 'cards', 'coupons', 'service-requests'],
  webhooks: [...shared, 'integrations', 'webhooks'],
  till: [...shared, 'till'],
  phone: [...shared, 'admin', 'phone'],
  reconciliation: [...shared, 'admin', 'till', 'reconciliation'],
  audit: [...shared, 'admin', 'audit', 'staff-overview', 'companies', 'invitations', 'mail', 'products'],
} as const satisfies Record<string, readonly Namespace[]>

export type Area = keyof typeof areas

/** Who looks at a page. */
export type Side = 'guest' | 'client' | 'staff'

/** What each of them gets where the page leaves it to who asks. */
export type AreaOfPage = Area | Readonly<Record<Side, Area>>

/** By the page first, then by who asks; by that alone where there is no page. The router takes a path in any case. */
export function areaOf(pathname: string, side: Side): Area {
  const segments = segmentsOf(pathname.toLowerCase())
  const area = bySpecificity.find(({ page }) => isBelow(segments, page))?.area ?? side
  return typeof area === 'string' ? area : area[side]
}

const bySpecificity = Object.entries(areasOfPages)
  .map(([pattern, area]) => ({ page: segmentsOf(pattern), area }))
  .sort((one, other) => specificityOf(other.page) - specificityOf(one.page))

/** A page of more segments fits better, and a word better than a parameter: 22 for `/cards/bulk`, 21 for `/cards/:id`. */
function specificityOf(page: readonly string[]): number {
  return Number(page.map((part) => (part.startsWith(':') ? 1 : 2)).join(''))
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function isBelow(segments: readonly string[], page: readonly string[]): boolean {
  return page.every((part, at) => (part.startsWith(':') ? segments[at] !== undefined : part === segments[at]))
}
