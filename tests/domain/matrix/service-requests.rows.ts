import { clientRoles } from '#app/domain/kernel/roles.ts'
import * as answering from '#app/domain/service-requests/answering.server.ts'
import * as couponRequests from '#app/domain/service-requests/coupon-requests.server.ts'
import * as exchanging from '#app/domain/service-requests/exchanging.server.ts'
import * as extending from '#app/domain/service-requests/extending.server.ts'
import * as lostCards from '#app/domain/service-requests/lost-cards.server.ts'
import * as requests from '#app/domain/service-requests/service-requests.server.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const answerers = ['administrator', 'operator'] as const
const senders = ['owner', 'manager'] as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'listServiceRequests',
      may: [...clientRoles, ...readers],
      call: (ctx) => requests.listServiceRequests(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'listServiceRequestsAcrossCompanies',
      may: readers,
      call: (ctx) => requests.listServiceRequestsAcrossCompanies(ctx, { status: 'sent' }),
    },
    {
      verb: 'findServiceRequest',
      may: [...clientRoles, ...readers],
      call: (ctx) => requests.findServiceRequest(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'findAnyServiceRequest',
      may: readers,
      call: (ctx) => requests.findAnyServiceRequest(ctx, NOWHERE),
    },
    {
      verb: 'sendServiceRequest',
      may: senders,
      call: (ctx) =>
        requests.sendServiceRequest(ctx, companyOf(ctx), {
          ...{ kind: 'replacement', number: '0000', cause: 'lost', comment: '' },
        }),
    },
    {
      verb: 'withdrawServiceRequest',
      may: senders,
      call: (ctx) => requests.withdrawServiceRequest(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'reportCardLost',
      may: senders,
      call: (ctx) =>
        lostCards.reportCardLost(ctx, companyOf(ctx), NOWHERE, { ...{ cause: 'lost', reason: '' } }),
    },
    {
      verb: 'takeServiceRequest',
      may: answerers,
      call: (ctx) => answering.takeServiceRequest(ctx, NOWHERE, { promisedOn: '2027-01-01' }),
    },
    {
      verb: 'finishServiceRequest',
      may: answerers,
      call: (ctx) => answering.finishServiceRequest(ctx, NOWHERE, { answer: '' }),
    },
    {
      verb: 'refuseServiceRequest',
      may: answerers,
      call: (ctx) => answering.refuseServiceRequest(ctx, NOWHERE, { reason: 'no' }),
    },
    {
      verb: 'sendCouponRequest',
      may: senders,
      call: (ctx) =>
        couponRequests.sendCouponRequest(ctx, companyOf(ctx), {
          ...{ kind: 'extension', ids: [NOWHERE], until: '2027-06-30', comment: '' },
        }),
    },
    {
      verb: 'chooseForRequest',
      may: senders,
      call: (ctx) =>
        couponRequests.chooseForRequest(ctx, companyOf(ctx), { kind: 'extension', ids: [NOWHERE] }),
    },
    {
      verb: 'waitingRequestsOf',
      may: [...clientRoles, ...readers],
      call: (ctx) => couponRequests.waitingRequestsOf(ctx, companyOf(ctx), [NOWHERE]),
    },
    {
      verb: 'couponsOfServiceRequest',
      may: [...clientRoles, ...readers],
      call: (ctx) => couponRequests.couponsOfServiceRequest(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'couponsOfAnyServiceRequest',
      may: readers,
      call: (ctx) => couponRequests.couponsOfAnyServiceRequest(ctx, NOWHERE),
    },
    {
      verb: 'extendCouponsOf',
      may: answerers,
      call: (ctx) =>
        extending.extendCouponsOf(ctx, NOWHERE, {
          ...{ couponIds: [NOWHERE], until: '2027-06-30', withOutages: true, answer: 'yes' },
        }),
    },
    {
      verb: 'exchangeCouponsOf',
      may: answerers,
      call: (ctx) =>
        exchanging.exchangeCouponsOf(ctx, NOWHERE, { couponIds: [NOWHERE], numbers: [], answer: 'yes' }),
    },
  ],
  steps: {
    endExchanged: 'a step of deciding about the coupons of a request',
    settleServiceRequest: 'a step of deciding about the coupons of a request',
    requireFewOpen: 'a step of sending a request',
    creditedOutageDays: 'a step of asking and deciding about coupons',
    outageDaysOf: 'a step of asking and deciding about coupons',
    extendCoupons: 'a step of deciding about the coupons of a request',
  },
  open: {
    companyOfServiceRequest:
      'says which of the companies that the asker names has it, and nothing of what it is',
  },
}
