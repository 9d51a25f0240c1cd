import * as exceptionLists from '#app/domain/discrepancies/discrepancies.server.ts'
import * as byPhone from '#app/domain/pump-operations/by-phone.server.ts'
import * as pumpOperations from '#app/domain/pump-operations/pump-operations.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const pumps = ['key:pump'] as const
const asked = {
  station: 'nowhere',
  product: 'nothing',
  instrument: { by: 'qr', payload: 'made-up' },
} as const
const unknown = 'nowhere'

const callTakers = ['administrator', 'operator', 'support'] as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'authorizeByPhone',
      may: callTakers,
      call: (ctx) =>
        byPhone.authorizeByPhone(ctx, { code: '1', station: 'nowhere', product: 'ai92', volume: 1 }),
    },
    {
      verb: 'settlePhoneAuthorization',
      may: callTakers,
      call: (ctx) => byPhone.settlePhoneAuthorization(ctx, NOWHERE, { volume: 0 }),
    },
    {
      verb: 'listPhoneAuthorizations',
      may: readers,
      call: (ctx) => byPhone.listPhoneAuthorizations(ctx, {}),
    },
    {
      verb: 'findPhoneAuthorization',
      may: readers,
      call: (ctx) => byPhone.findPhoneAuthorization(ctx, NOWHERE),
    },
    {
      verb: 'authorize',
      may: pumps,
      call: (ctx) => pumpOperations.authorize(ctx, { operationId: 'asked', ...asked }),
    },
    {
      verb: 'redeem',
      may: pumps,
      call: (ctx) => pumpOperations.redeem(ctx, { operationId: 'redeemed', ...asked }),
    },
    {
      verb: 'completeAuthorization',
      may: pumps,
      call: (ctx) => pumpOperations.completeAuthorization(ctx, unknown, { volume: 1 }),
    },
    {
      verb: 'voidAuthorization',
      may: pumps,
      call: (ctx) => pumpOperations.voidAuthorization(ctx, 'never-came'),
    },
    {
      verb: 'reverseAuthorization',
      may: pumps,
      call: (ctx) => pumpOperations.reverseAuthorization(ctx, unknown, { reason: 'x' }),
    },
    {
      verb: 'readAuthorization',
      may: ['key:pump', 'key:read'],
      call: (ctx) => pumpOperations.readAuthorization(ctx, unknown),
    },
    {
      verb: 'listAuthorizations',
      may: ['key:pump', 'key:read'],
      call: (ctx) => pumpOperations.listAuthorizations(ctx, {}),
    },
    {
      verb: 'checkFuel',
      may: ['key:pump', 'key:read'],
      call: (ctx) => pumpOperations.checkFuel(ctx, asked),
    },
    {
      verb: 'recordOffline',
      may: pumps,
      call: (ctx) =>
        pumpOperations.recordOffline(ctx, [{ operationId: 'offline', volume: 1, authorization: asked }]),
    },
    {
      verb: 'listDiscrepancies',
      may: readers,
      call: (ctx) => exceptionLists.listDiscrepancies(ctx, { status: 'open' }),
    },
    {
      verb: 'listShiftDiscrepancies',
      may: readers,
      call: (ctx) => exceptionLists.listShiftDiscrepancies(ctx, NOWHERE),
    },
    {
      verb: 'listDiscrepanciesOf',
      may: readers,
      call: (ctx) => exceptionLists.listDiscrepanciesOf(ctx, [NOWHERE]),
    },
    { verb: 'findDiscrepancy', may: readers, call: (ctx) => exceptionLists.findDiscrepancy(ctx, NOWHERE) },
    {
      verb: 'settleDiscrepancy',
      may: ['administrator', 'operator'],
      call: (ctx) => exceptionLists.settleDiscrepancy(ctx, NOWHERE, { reason: 'x', charge: 0 }),
    },
    { verb: 'countUnsettled', may: readers, call: (ctx) => exceptionLists.countUnsettled(ctx) },
  ],
  steps: {
    recordOutsideDecline: 'a step of recording what a processor told',
    recordCompletedTwice: 'a step of a completion',
    recordCompletedOtherwise: 'a step of a completion',
    findUnproved: 'a step of a completion',
    operationOf: 'a step of deciding',
    readUsageOfCard: 'a step of deciding and of showing a card',
    readUsageNearLimits: 'a step of naming the cards near a limit',
    readStationFacts: 'a step of deciding',
    lookupOfSealed: 'a step of what a register does with a coupon',
    addPumpTransaction: 'a step of completing and reversing',
    confirmPumpTransactions: 'a step of an import',
    confirmPumpRows: 'a step of an import',
    findPresented: 'a step of deciding',
    keepOdometer: 'a step of completing and redeeming',
    setOdometer: 'a step of making a test key',
    readRegisterFigures: 'a step of showing a discrepancy',
    takeRegisterFigures: 'a step of settling a discrepancy',
    takeBackLate: 'a step of settling a discrepancy',
    readLateReversal: 'a step of showing a discrepancy',
    requireReversed: 'a step of a redemption',
    ensureCardPin: 'a step of making a test key',
    comparePresented: 'a step of deciding',
    compareCardPin: 'a step of deciding',
    proveCardPin: 'a step of deciding',
    readFuelFacts: 'a step of deciding',
    requireIntegration: 'checks the right of the verbs of a pump',
    claimOperation: 'a step of authorizing and redeeming',
    releaseClaim: 'a step of authorizing and redeeming',
    requireSame: 'a step of authorizing and redeeming',
    decideOnHold: 'a step of authorizing',
    decideOnRedemption: 'a step of redeeming',
    answerOf: 'a step of every verb of a pump',
    readOperation: 'a step of reading an operation, which asks for the right',
    answersOf: 'a step of every verb of a pump',
    completeKnown: 'a step of completing',
    completeUnasked: 'a step of completing',
    thingOf: 'a step of completing and reversing',
    readChargeable: 'a step of showing a discrepancy',
    chargeClient: 'a step of settling a discrepancy',
    returnRemainder: 'a step of booking a fill',
    undoRemainderReturn: 'a step of taking a fill back',
    bookFuel: 'a step of completing and redeeming',
    bookReturn: 'a step of reversing',
    takeCardVersion: 'a step of holding and completing',
    giveBackToCoupon: 'a step of reversing',
    recordDiscrepancy: 'a step of completing',
    recordStatusOf: 'a step of whatever gives an operation its status',
    recordReversal: 'a step of reversing',
    recordEvent: 'a step of what happens to cards and coupons',
    reverse: 'a step of reverseAuthorization',
  },
  open: {
    fillQrLookups: "the worker's own job: no page leads to it",
    tidyExpiredHolds: "the worker's own job: no page leads to it",
    recentEvents: 'told to open pages, each by the session behind it',
    purgeEvents: "the worker's own job: no page leads to it",
  },
}
