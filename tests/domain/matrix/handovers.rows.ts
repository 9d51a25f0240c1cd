import * as lists from '#app/domain/coupons/coupon-lists.server.ts'
import * as help from '#app/domain/handovers/driver-help.server.ts'
import * as earlier from '#app/domain/handovers/earlier.server.ts'
import * as handing from '#app/domain/handovers/handing-over.server.ts'
import * as handovers from '#app/domain/handovers/handovers.server.ts'
import * as picking from '#app/domain/handovers/picking.server.ts'
import * as recalling from '#app/domain/handovers/recalling.server.ts'
import * as returning from '#app/domain/handovers/returning.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

/** Staff give nobody's coupons away, and see no driver's link. */
const dispatchers = ['owner', 'manager'] as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'handOver',
      may: dispatchers,
      call: (ctx) => handing.handOver(ctx, companyOf(ctx), [NOWHERE], { driverName: 'Ким', driverPhone: '' }),
    },
    {
      verb: 'listHandovers',
      may: dispatchers,
      call: (ctx) => handovers.listHandovers(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'findHandover',
      may: dispatchers,
      call: (ctx) => handovers.findHandover(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'recallHandover',
      may: dispatchers,
      call: (ctx) => recalling.recallHandover(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'renewHandoverLink',
      may: dispatchers,
      call: (ctx) => recalling.renewHandoverLink(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'pickCoupons',
      may: dispatchers,
      call: (ctx) => picking.pickCoupons(ctx, companyOf(ctx), { product: 'ai95', volume: 47_000 }),
    },
    {
      verb: 'findEarlierCoupons',
      may: dispatchers,
      call: (ctx) => earlier.findEarlierCoupons(ctx, companyOf(ctx), []),
    },
    {
      verb: 'returnSome',
      may: dispatchers,
      call: (ctx) => returning.returnSome(ctx, companyOf(ctx), NOWHERE, [NOWHERE]),
    },
    {
      verb: 'returnCoupon',
      may: dispatchers,
      call: (ctx) => returning.returnCoupon(ctx, companyOf(ctx), NOWHERE),
    },
    { verb: 'listOpenHelp', may: dispatchers, call: (ctx) => help.listOpenHelp(ctx, companyOf(ctx)) },
    {
      verb: 'listHelpOfCoupon',
      may: dispatchers,
      call: (ctx) => help.listHelpOfCoupon(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'settleHelp',
      may: dispatchers,
      call: (ctx) =>
        help.settleHelp(ctx, companyOf(ctx), { handoverId: NOWHERE, helpId: NOWHERE }, { comment: '' }),
    },
    {
      verb: 'findChosenCoupons',
      may: [...clientRoles, ...readers, 'key:read'],
      call: (ctx) => lists.findChosenCoupons(ctx, companyOf(ctx), [NOWHERE]),
    },
  ],
  internal: {
    liveHandover: 'a step of taking back and of a new link',
    revokeShown: 'a step of taking back and of a new link',
    noteReturn: 'a step of taking back',
    holderNow: 'a step of taking back',
    companyOfHandover: 'says which of the companies that the asker names has it, and nothing of what it is',
    holdersOf: 'a step of showing coupons, after the right to see them',
    couponsOf: 'a step of showing a hand-over, to the company or to its driver',
    newLink: 'a step of handing over and of a new link',
    addressOf: 'a step of showing a hand-over',
    readDriverLink: 'open to whoever holds the link: tests/domain/handovers/handovers.test.ts',
    countPress: 'a step of each press on a link',
    localeOfLink: 'open to whoever holds the link, and says in which language it is read',
    showToDriver: 'open to whoever holds the link: tests/domain/handovers/handovers.test.ts',
    keepOnPhone: 'open to the phone that opened the link: tests/routes/driver.test.ts',
    explainTrouble: 'open to the phone that opened the link: tests/domain/handovers/driver-help.test.ts',
    askForHelp: 'open to whoever holds the link: tests/domain/handovers/driver-help.test.ts',
    revealQr: 'a step of showing a code, to the company or to the driver who holds its link',
    holdCoupons: 'a step of handing over and of taking back',
    revokeCouponLinks: 'a step of taking back',
    lastRefusalOfCoupon: 'a step of helping a driver',
  },
}
