import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourcesUnder } from '#tests/support/words.ts'

const ASKING = 'app/domain/instructions/asking.server.ts'

/** Queries that write what a processor would be told of a card or a coupon, and who may call them. */
const WRITERS: Record<string, { from: readonly string[]; because: string }> = {
  updateClientBlockOfCard: changedBy('app/domain/cards/card-blocks.server.ts'),
  updateCardLost: changedBy('app/domain/cards/card-blocks.server.ts'),
  updateClientBlockOfCoupon: changedBy('app/domain/coupons/coupons.server.ts'),
  updateCouponUntil: changedBy('app/domain/coupons/settling.server.ts'),
  updateCouponExchanged: changedBy('app/domain/coupons/settling.server.ts'),
  upsertCardPin: changedBy('app/domain/cards/card-pins.server.ts'),
  deleteCardPin: changedBy('app/domain/cards/card-pins.server.ts'),
  upsertCardRule: changedBy('app/domain/cards/card-rules.server.ts'),
  updateCardPermission: changedBy('app/domain/cards/card-rules.server.ts'),
  deleteCardRule: changedBy('app/domain/cards/card-rules.server.ts'),
  insertInheritedRules: issuers('app/domain/cards/card-register.server.ts'),
  insertInheritedGroups: issuers('app/domain/cards/card-register.server.ts'),
  upsertTemplateOfCard: changedBy('app/domain/rules/template-cards.server.ts'),
  updateTemplateToOwn: changedBy('app/domain/rules/template-cards.server.ts'),
  updateRulesOfTemplate: changedBy('app/domain/rules/templates.server.ts'),
  updateTemplate: changedBy('app/domain/rules/templates.server.ts'),
  insertTemplate: unused('app/domain/rules/templates.server.ts'),
  deleteTemplate: unused('app/domain/rules/templates.server.ts'),
  updateGroup: changedBy('app/domain/rules/groups.server.ts'),
  insertGroup: unused('app/domain/rules/groups.server.ts'),
  deleteGroup: changedBy('app/domain/rules/groups.server.ts'),
  upsertGroupMembers: changedBy('app/domain/rules/group-members.server.ts'),
  deleteGroupMembers: changedBy(
    'app/domain/rules/group-members.server.ts',
    'app/domain/rules/groups.server.ts',
  ),
  updateGroupSpendingVersion: atPump('app/domain/pump-operations/booking.server.ts'),
  insertSuspicion: changedBy('app/domain/signals/suspicions.server.ts'),
  deleteSuspicion: changedBy('app/domain/signals/suspicions.server.ts'),
  insertCards: issuers('app/domain/cards/card-register.server.ts'),
  updateCards: issuers('app/domain/cards/card-register.server.ts'),
  deleteRulesAndGroupsOfCards: issuers('app/domain/cards/card-register.server.ts'),
  deleteCards: issuers('app/domain/cards/card-register.server.ts'),
  insertInheritedPins: issuers('app/domain/cards/card-register.server.ts'),
  insertCoupons: issuers('app/domain/coupons/coupon-register.server.ts'),
  updateCoupons: issuers('app/domain/coupons/coupon-register.server.ts'),
  deleteCoupons: issuers('app/domain/coupons/coupon-register.server.ts'),
  upsertStationRule: issuers('app/domain/stations/station-rules.server.ts'),
  deleteStationRule: issuers('app/domain/stations/station-rules.server.ts'),
  updateCardPinFailures: atPump('app/domain/cards/card-pins.server.ts'),
  updateCardPinFailuresForgotten: atPump('app/domain/cards/card-pins.server.ts'),
  updateCardSpendingVersion: atPump('app/domain/pump-operations/booking.server.ts'),
  updateCardBalance: atPump('app/domain/pump-operations/booking.server.ts'),
  updateCouponHold: atPump('app/domain/pump-operations/deciding.server.ts'),
  updateCouponReleased: atPump(
    'app/domain/pump-operations/booking.server.ts',
    'app/domain/pump-operations/completing.server.ts',
    'app/domain/pump-operations/pump-operations.server.ts',
  ),
  updateCouponLinkRevoked: {
    from: ['app/domain/coupons/coupons.server.ts', 'app/domain/coupons/coupon-qr.server.ts'],
    because: 'which driver’s copy of a code counts here; a processor is told of blocks only',
  },
  updateSeenCodesRevoked: {
    from: ['app/domain/coupons/coupon-register.server.ts'],
    because: 'which driver’s copy of a code counts here, when a register moves the coupon to another company',
  },
  updateCouponCode: changedBy('app/domain/coupons/code-renewal.server.ts'),
  updateCouponUse: atPump('app/domain/pump-operations/booking.server.ts'),
  updateCodeFailures: atPump('app/domain/pump-operations/presented.server.ts'),
  updateCodeFailuresForgotten: atPump('app/domain/pump-operations/presented.server.ts'),
  updateQrLookup: {
    from: ['app/domain/coupons/qr-lookups.server.ts'],
    because: 'how a QR code is found',
  },
}

function changedBy(...from: string[]) {
  return { from, because: '' }
}
function issuers(...from: string[]) {
  return { from, because: 'what the issuer says of it, whose register comes from where it is processed' }
}
function unused(...from: string[]) {
  return { from, because: 'no card uses it' }
}
function atPump(...from: string[]) {
  return { from, because: 'what happens at a pump, where nothing that is processed elsewhere is held' }
}

const TABLES =
  '(?:cards|coupons|card_pins|card_rules|rule_templates|card_groups|card_group_members|suspicions|station_rules)'
const WRITES = new RegExp(
  `(?:updateTable|insertInto|deleteFrom)\\('${TABLES}'|insertRows\\(db, '${TABLES}'|(?:insert into|update|delete from) ${TABLES}\\b`,
)

/** The exported functions of a file of queries that write one of the tables. */
function writersIn(source: string): string[] {
  return source
    .split(/^(?=export )/m)
    .filter((part) => WRITES.test(part))
    .flatMap((part) => /^export (?:async )?function (\w+)/.exec(part)?.[1] ?? [])
}

const sources = new Map(['app', 'db'].flatMap(sourcesUnder).map((path) => [path, readFileSync(path, 'utf8')]))
const domain = [...sources].filter(([path]) => path.startsWith('app/domain/'))

test('every query that writes a card or a coupon is known here', () => {
  const found = [...sources].flatMap(([path, source]) =>
    path.startsWith('db/queries/') ? writersIn(source) : [],
  )
  expect(found.sort()).toEqual(Object.keys(WRITERS).sort())
  expect(writersIn(`export async function updateCardHolder(db: Db) {\n  db.updateTable('cards')`)).toEqual([
    'updateCardHolder',
  ])
})

test.each(Object.entries(WRITERS))('%s is called where it may be', (query, { from, because }) => {
  const callers = domain.filter(([, source]) => source.includes(`${query}(`)).map(([path]) => path)
  expect(callers.sort()).toEqual([...from].sort())
  if (because) return
  for (const path of callers) expect(sources.get(path)).toMatch(/await recordInstrumentChange\(/)
})

test('what is done to a card or a coupon is recorded in one place', () => {
  const beside = domain.filter(
    ([path, source]) => path !== ASKING && /\brecord\(ctx, ['`](?:card|coupon|\$\{kind\})\./.test(source),
  )
  expect(beside.map(([path]) => path)).toEqual([])
})
