import * as cardLists from '#app/domain/cards/card-lists.server.ts'
import * as cards from '#app/domain/cards/cards.server.ts'
import * as couponLists from '#app/domain/coupons/coupon-lists.server.ts'
import * as couponQr from '#app/domain/coupons/coupon-qr.server.ts'
import * as coupons from '#app/domain/coupons/coupons.server.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import * as overview from '#app/domain/overview/overview.server.ts'
import * as staffOverview from '#app/domain/overview/staff-overview.server.ts'
import * as cashierStation from '#app/domain/stations/cashier-station.server.ts'
import * as transactions from '#app/domain/transactions/transactions.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const clients = ['owner', 'manager', 'viewer'] as const
const seers = [...clients, ...readers] as const
const handlers = ['owner', 'manager'] as const

/** A client's own company; for everybody else one that there is. */
function companyOf({ actor }: Context) {
  return actor.kind === 'client' ? actor.companyId : asCompanyId(1)
}

export const file: MatrixFile = {
  rows: [
    { verb: 'listCards', may: seers, call: (ctx) => cardLists.listCards(ctx, companyOf(ctx), {}) },
    {
      verb: 'exportCards',
      may: clients,
      call: (ctx) => cardLists.exportCards(ctx, companyOf(ctx), {}).next(),
    },
    { verb: 'findCard', may: seers, call: (ctx) => cards.findCard(ctx, companyOf(ctx), NOWHERE) },
    {
      verb: 'blockCard',
      may: handlers,
      call: (ctx) => cards.blockCard(ctx, companyOf(ctx), NOWHERE, { reason: '' }),
    },
    { verb: 'unblockCard', may: handlers, call: (ctx) => cards.unblockCard(ctx, companyOf(ctx), NOWHERE) },

    { verb: 'listCoupons', may: seers, call: (ctx) => couponLists.listCoupons(ctx, companyOf(ctx), {}) },
    {
      verb: 'exportCoupons',
      may: clients,
      call: (ctx) => couponLists.exportCoupons(ctx, companyOf(ctx), {}).next(),
    },
    { verb: 'findCoupon', may: seers, call: (ctx) => coupons.findCoupon(ctx, companyOf(ctx), NOWHERE) },
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
      may: handlers,
      call: (ctx) => couponQr.showCouponQr(ctx, companyOf(ctx), NOWHERE),
    },

    {
      verb: 'listTransactions',
      may: seers,
      call: (ctx) => transactions.listTransactions(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'lastTransactions',
      may: seers,
      call: (ctx) => transactions.lastTransactions(ctx, companyOf(ctx), {}, 1),
    },
    {
      verb: 'exportTransactions',
      may: clients,
      call: (ctx) => transactions.exportTransactions(ctx, companyOf(ctx), {}).next(),
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
  internal: {
    companyOfCard: "tells which of the person's own companies has it, before the verb that is asked for",
    companyOfCoupon: "tells which of the person's own companies has it, before the verb that is asked for",
    historyOf: 'a step of findCard and findCoupon',
    moveCouponTotals: 'a step of blocking',
    findCardsByNumbers: 'a step of an import',
    addCards: 'a step of an import',
    changeCards: 'a step of an import',
    findCouponsByNumbers: 'a step of an import',
    addCoupons: 'a step of an import',
    changeCoupons: 'a step of an import',
    findTransactionsByReceipts: 'a step of an import',
    addTransactions: 'a step of an import',
    changeTransactions: 'a step of an import',
    findStationsByCodes: 'a step of an import',
    addStations: 'a step of an import',
    changeStations: 'a step of an import',
    findStation: 'a step of findUser',
    stationForRole: 'a step of inviting staff and of changing their role',
  },
}
