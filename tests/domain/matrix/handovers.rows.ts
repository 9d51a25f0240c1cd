import * as lists from '#app/domain/coupons/coupon-lists.server.ts'
import * as help from '#app/domain/handovers/driver-help.server.ts'
import * as earlier from '#app/domain/handovers/earlier.server.ts'
import * as handing from '#app/domain/handovers/handing-over.server.ts'
import * as handovers from '#app/domain/handovers/handovers.server.ts'
import * as journal from '#app/domain/handovers/journal.server.ts'
import * as picking from '#app/domain/handovers/picking.server.ts'
import * as recalling from '#app/domain/handovers/recalling.server.ts'
import * as returning from '#app/domain/handovers/returning.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import * as printing from '#app/domain/prints/printing.server.ts'
import * as links from '#app/domain/readonly-links/readonly-links.server.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

/** Staff give nobody's coupons away, and see no driver's link. */
const dispatchers = ['owner', 'manager'] as const
const PERIOD = { from: '2026-11-01', to: '2026-11-30' }

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
      verb: 'holdersOf',
      may: [...clientRoles, ...readers, 'key:read'],
      call: (ctx) => handovers.holdersOf(ctx, companyOf(ctx), [NOWHERE]),
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
      verb: 'exportJournal',
      may: dispatchers,
      call: (ctx) => journal.exportJournal(ctx, companyOf(ctx), PERIOD).next(),
    },
    {
      verb: 'readJournal',
      may: dispatchers,
      call: (ctx) => journal.readJournal(ctx, companyOf(ctx), PERIOD),
    },
    {
      verb: 'findJournalEntry',
      may: dispatchers,
      call: (ctx) => journal.findJournalEntry(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'countPrintable',
      may: dispatchers,
      call: (ctx) => printing.countPrintable(ctx, companyOf(ctx), { handover: NOWHERE }),
    },
    {
      verb: 'printCoupons',
      may: dispatchers,
      call: (ctx) =>
        printing.printCoupons(ctx, companyOf(ctx), { selection: { handover: NOWHERE }, layout: 'a6' }).next(),
    },
    {
      verb: 'createReadonlyLink',
      may: ['owner'],
      call: (ctx) =>
        links.createReadonlyLink(ctx, companyOf(ctx), {
          ...{ name: 'Аудит', from: '2026-11-01', to: '2026-11-30', days: 14 },
        }),
    },
    {
      verb: 'listReadonlyLinks',
      may: ['owner'],
      call: (ctx) => links.listReadonlyLinks(ctx, companyOf(ctx)),
    },
    {
      verb: 'findReadonlyLink',
      may: ['owner'],
      call: (ctx) => links.findReadonlyLink(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'revokeReadonlyLink',
      may: ['owner'],
      call: (ctx) => links.revokeReadonlyLink(ctx, companyOf(ctx), NOWHERE),
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
  steps: {
    liveHandover: 'a step of taking back and of a new link',
    revokeShown: 'a step of taking back and of a new link',
    noteReturn: 'a step of taking back',
    holderNow: 'a step of taking back',
    couponsOf: 'a step of showing a hand-over, to the company or to its driver',
    shownAddressOf: 'a step of showing a hand-over, and of a link to its owner',
    countPress: 'a step of each press on a link',
    revealQr: 'a step of showing a code, to the company or to the driver who holds its link',
    revealQrs: 'a step of printing, after the right to show codes: tests/domain/prints/printing.test.ts',
    noteShownOnPaper: 'a step of printing',
    holdCoupons: 'a step of handing over and of taking back',
    revokeCouponLinks: 'a step of taking back',
    lastDeclineOfCoupon: 'a step of helping a driver',
  },
  open: {
    companyOfHandover: 'says which of the companies that the asker names has it, and nothing of what it is',
    readDriverLink: 'open to whoever holds the link: tests/domain/handovers/handovers.test.ts',
    localeOfLink: 'open to whoever holds the link, and says in which language it is read',
    showToDriver: 'open to whoever holds the link: tests/domain/handovers/handovers.test.ts',
    keepOnPhone: 'open to the phone that opened the link: tests/routes/driver.test.ts',
    explainTrouble: 'open to the phone that opened the link: tests/domain/handovers/driver-help.test.ts',
    askForHelp: 'open to whoever holds the link: tests/domain/handovers/driver-help.test.ts',
    companyOfReadonlyLink:
      'says which of the companies that the asker names has it, and nothing of what it is',
    lookAtReadonlyLink: 'open to whoever holds the link, and shows no row: tests/routes/reader.test.ts',
    beginVisit: 'open to whoever holds the link: tests/routes/reader.test.ts',
    readTotals: 'open to a visit of a link: tests/routes/reader.test.ts',
    readTransactions: 'open to a visit of a link: tests/routes/reader.test.ts',
    readCoupons: 'open to a visit of a link: tests/routes/reader.test.ts',
    readCards: 'open to a visit of a link: tests/routes/reader.test.ts',
    exportReading: 'open to a visit of a link: tests/routes/reader.test.ts',
  },
}
