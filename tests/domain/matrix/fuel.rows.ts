import * as cardBlocks from '#app/domain/cards/card-blocks.server.ts'
import * as cardDays from '#app/domain/cards/card-days.server.ts'
import * as cardLists from '#app/domain/cards/card-lists.server.ts'
import * as cardPins from '#app/domain/cards/card-pins.server.ts'
import * as ruleWhatIf from '#app/domain/cards/card-rule-what-if.server.ts'
import { SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import * as cardRules from '#app/domain/cards/card-rules.server.ts'
import * as cards from '#app/domain/cards/cards.server.ts'
import * as plannedBlocks from '#app/domain/cards/planned-blocks.server.ts'
import * as couponLists from '#app/domain/coupons/coupon-lists.server.ts'
import * as couponQr from '#app/domain/coupons/coupon-qr.server.ts'
import * as coupons from '#app/domain/coupons/coupons.server.ts'
import * as declines from '#app/domain/declines/declines.server.ts'
import * as overview from '#app/domain/overview/overview.server.ts'
import * as staffOverview from '#app/domain/overview/staff-overview.server.ts'
import * as ownCheck from '#app/domain/pump-operations/own-check.server.ts'
import * as cashierStation from '#app/domain/stations/cashier-station.server.ts'
import * as transactions from '#app/domain/transactions/transactions.server.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const clients = ['owner', 'manager', 'viewer'] as const
const seers = [...clients, ...readers] as const
const thingSeers = [...seers, 'key:read'] as const
/** The client's own people and systems, and staff for a client who calls. */
const handlers = ['owner', 'manager', 'key:manage', 'administrator', 'operator', 'support'] as const

/** Who makes the client's own rules; staff never do. */
const rulers = ['owner', 'manager', 'key:manage'] as const
const someRule = SaveRule.parse({ version: '0', perDay: '60' })

export const file: MatrixFile = {
  rows: [
    { verb: 'listCards', may: thingSeers, call: (ctx) => cardLists.listCards(ctx, companyOf(ctx), {}) },
    {
      verb: 'cardsNearLimit',
      may: thingSeers,
      call: (ctx) => cardLists.cardsNearLimit(ctx, companyOf(ctx)),
    },
    {
      verb: 'countCardsNearLimit',
      may: thingSeers,
      call: (ctx) => cardLists.countCardsNearLimit(ctx, companyOf(ctx), 9),
    },
    {
      verb: 'readCardDays',
      may: thingSeers,
      call: (ctx) => cardDays.readCardDays(ctx, companyOf(ctx), NOWHERE, undefined),
    },
    {
      verb: 'findCardsOf',
      may: thingSeers,
      call: (ctx) => cardLists.findCardsOf(ctx, companyOf(ctx), {}, 1),
    },
    {
      verb: 'findCouponsOf',
      may: thingSeers,
      call: (ctx) => couponLists.findCouponsOf(ctx, companyOf(ctx), {}, 1),
    },
    {
      verb: 'exportCards',
      may: clients,
      call: (ctx) => cardLists.exportCards(ctx, companyOf(ctx), {}).next(),
    },
    { verb: 'findCard', may: thingSeers, call: (ctx) => cards.findCard(ctx, companyOf(ctx), NOWHERE) },
    {
      verb: 'blockCard',
      may: handlers,
      call: (ctx) => cardBlocks.blockCard(ctx, companyOf(ctx), NOWHERE, { reason: '' }),
    },
    {
      verb: 'listPlannedBlocks',
      may: thingSeers,
      call: (ctx) => plannedBlocks.listPlannedBlocks(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'planBlocks',
      may: handlers,
      call: (ctx) =>
        plannedBlocks.planBlocks(ctx, companyOf(ctx), NOWHERE, {
          ...{ spans: [], cause: null, reason: '' },
        }),
    },
    {
      verb: 'cancelPlannedBlock',
      may: handlers,
      call: (ctx) => plannedBlocks.cancelPlannedBlock(ctx, companyOf(ctx), NOWHERE, NOWHERE),
    },
    {
      verb: 'markCardLost',
      may: ['owner', 'manager'],
      call: (ctx) =>
        cardBlocks.markCardLost(ctx, companyOf(ctx), NOWHERE, {
          ...{ cause: 'lost', reason: '' },
        }),
    },
    {
      verb: 'applyDueBlocks',
      may: ['system'],
      call: (ctx) => plannedBlocks.applyDueBlocks(ctx),
    },
    {
      verb: 'findCardPin',
      may: ['owner', 'manager'],
      call: (ctx) => cardPins.findCardPin(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'setCardPin',
      may: ['owner', 'manager'],
      call: (ctx) => cardPins.setCardPin(ctx, companyOf(ctx), NOWHERE, { pin: '4925' }),
    },
    {
      verb: 'removeCardPin',
      may: ['owner', 'manager'],
      call: (ctx) => cardPins.removeCardPin(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'findCardRule',
      may: rulers,
      call: (ctx) => cardRules.findCardRule(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'readCardRule',
      may: rulers,
      call: (ctx) => cardRules.readCardRule(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'saveCardRule',
      may: rulers,
      call: (ctx) => cardRules.saveCardRule(ctx, companyOf(ctx), NOWHERE, someRule),
    },
    {
      verb: 'removeCardRule',
      may: rulers,
      call: (ctx) => cardRules.removeCardRule(ctx, companyOf(ctx), NOWHERE, { version: 1 }),
    },
    {
      verb: 'permitMore',
      may: rulers,
      call: (ctx) =>
        cardRules.permitMore(ctx, companyOf(ctx), NOWHERE, {
          ...{ kind: 'open', extra: null, hours: 2, reason: '' },
        }),
    },
    {
      verb: 'endPermission',
      may: rulers,
      call: (ctx) => cardRules.endPermission(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'tryCardRule',
      may: rulers,
      call: (ctx) => ruleWhatIf.tryCardRule(ctx, companyOf(ctx), NOWHERE, someRule.rule),
    },
    {
      verb: 'unblockCard',
      may: handlers,
      call: (ctx) => cardBlocks.unblockCard(ctx, companyOf(ctx), NOWHERE),
    },

    { verb: 'listCoupons', may: thingSeers, call: (ctx) => couponLists.listCoupons(ctx, companyOf(ctx), {}) },
    {
      verb: 'exportCoupons',
      may: clients,
      call: (ctx) => couponLists.exportCoupons(ctx, companyOf(ctx), {}).next(),
    },
    { verb: 'findCoupon', may: thingSeers, call: (ctx) => coupons.findCoupon(ctx, companyOf(ctx), NOWHERE) },
    {
      verb: 'blockCoupon',
      may: handlers,
      call: (ctx) => coupons.blockCoupon(ctx, companyOf(ctx), NOWHERE, { reason: '' }),
    },
    {
      verb: 'unblockCoupon',
      may: handlers,
      call: (ctx) => coupons.unblockCoupon(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'showCouponQr',
      may: ['owner', 'manager'],
      call: (ctx) => couponQr.showCouponQr(ctx, companyOf(ctx), NOWHERE),
    },

    {
      verb: 'listTransactions',
      may: thingSeers,
      call: (ctx) => transactions.listTransactions(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'findTransaction',
      may: thingSeers,
      call: (ctx) => transactions.findTransaction(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'lastTransactions',
      may: thingSeers,
      call: (ctx) => transactions.lastTransactions(ctx, companyOf(ctx), {}, 1),
    },
    {
      verb: 'exportTransactions',
      may: clients,
      call: (ctx) => transactions.exportTransactions(ctx, companyOf(ctx), {}).next(),
    },

    {
      verb: 'listDeclines',
      may: thingSeers,
      call: (ctx) => declines.listDeclines(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'findDecline',
      may: thingSeers,
      call: (ctx) => declines.findDecline(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'findAnyDecline',
      may: readers,
      call: (ctx) => declines.findAnyDecline(ctx, NOWHERE),
    },
    {
      verb: 'lastDeclines',
      may: thingSeers,
      call: (ctx) => declines.lastDeclines(ctx, companyOf(ctx), {}, { limit: 1, days: 1 }),
    },
    {
      verb: 'listDeclinesAcrossCompanies',
      may: readers,
      call: (ctx) => declines.listDeclinesAcrossCompanies(ctx, {}),
    },

    {
      verb: 'findInstruments',
      may: thingSeers,
      call: (ctx) => ownCheck.findInstruments(ctx, companyOf(ctx), { card: NOWHERE }),
    },
    {
      verb: 'findAnyInstruments',
      may: readers,
      call: (ctx) => ownCheck.findAnyInstruments(ctx, { card: NOWHERE }),
    },
    {
      verb: 'findStationChoice',
      may: [...seers, 'system', 'key:pump', 'key:read'],
      call: (ctx) => cashierStation.findStationChoice(ctx, 'S-1'),
    },
    {
      verb: 'listOpenStations',
      may: [...seers, 'system', 'key:pump', 'key:read'],
      call: (ctx) => cashierStation.listOpenStations(ctx),
    },
    {
      verb: 'checkOwnFuel',
      may: thingSeers,
      call: (ctx) =>
        ownCheck.checkOwnFuel(
          ctx,
          companyOf(ctx),
          {
            ...{ kind: 'card', id: NOWHERE, number: '1', name: '1', holder: '', plate: '', product: null },
            company: { id: companyOf(ctx), name: '' },
            asksOdometer: false,
          },
          { station: { code: 'S-1', name: '', city: '' }, product: 'diesel' },
        ),
    },

    {
      verb: 'countDeclines',
      may: thingSeers,
      call: (ctx) => declines.countDeclines(ctx, companyOf(ctx), {}),
    },
    { verb: 'companyOverview', may: seers, call: (ctx) => overview.companyOverview(ctx, companyOf(ctx)) },
    {
      verb: 'listStationChoices',
      may: ['administrator', 'system'],
      call: (ctx) => cashierStation.listStationChoices(ctx),
    },
    { verb: 'findOwnStation', may: ['cashier'], call: (ctx) => cashierStation.findOwnStation(ctx) },

    { verb: 'staffOverview', may: readers, call: (ctx) => staffOverview.staffOverview(ctx) },
  ],
  steps: {
    lockCard: 'a step of blocking and planning, which check the right',
    setBlock: 'a step of blocking, and of the worker when a planned block begins',
    liftBlock: 'a step of unblocking, and of the worker when a block is over',
    cardAndPredecessors: 'a step of tryCardRule',
    fillsToReplay: 'a step of tryCardRule, previewTemplate and previewGroup',
    historyOf: 'a step of findCard and findCoupon',
    moveCouponTotals: 'a step of blocking',
    findCardsByNumbers: 'a step of an import',
    findCardsByPlate: 'a step of an import',
    addCards: 'a step of an import',
    changeCards: 'a step of an import',
    findCouponsByNumbers: 'a step of an import',
    addCoupons: 'a step of an import',
    changeCoupons: 'a step of an import',
    findTransactionsByReceipts: 'a step of an import',
    findTransactionsByOperationIds: 'a step of an import',
    findTransactionsInMinutes: 'a step of an import',
    transactionSpans: 'a step of an import',
    newestTransaction: 'a step of an import',
    subjectsActedOn: 'a step of taking an import back',
    entryOf: 'a step of taking an import back',
    removeCards: 'a step of taking an import back',
    removeCoupons: 'a step of taking an import back',
    removeTransactions: 'a step of taking an import back',
    removeStations: 'a step of taking an import back',
    cardsWithTransactions: 'a step of taking an import back',
    couponsWithTransactions: 'a step of taking an import back',
    stationsWithTransactions: 'a step of taking an import back',
    stationsInUse: 'a step of taking an import back',
    findCardsByEnds: 'a step of an import',
    listAllStations: 'a step of an import and of saving a card rule',
    addTransactions: 'a step of an import',
    changeTransactions: 'a step of an import',
    findStationsByCodes: 'a step of an import, of making a key and of a substitution',
    addStations: 'a step of an import',
    changeStations: 'a step of an import',
    findStation: 'a step of findUser',
    setIssuerStations: 'a step of an import and of the demo',
    stationForRole: 'a step of inviting staff and of changing their role',
  },
  open: {
    companyOfCard: "tells which of the person's own companies has it, before the verb that is asked for",
    companyOfCoupon: "tells which of the person's own companies has it, before the verb that is asked for",
  },
}
