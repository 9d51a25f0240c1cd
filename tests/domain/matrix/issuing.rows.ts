import { renewCouponCode } from '#app/domain/coupons/code-renewal.server.ts'
import { companyOf, type MatrixFile, NOWHERE } from './row.ts'

export const file: MatrixFile = {
  rows: [
    {
      verb: 'renewCouponCode',
      may: ['owner', 'manager'],
      call: (ctx) => renewCouponCode(ctx, companyOf(ctx), NOWHERE),
    },
  ],
  internal: {
    exportIssuedCoupons: 'asks for the right to the orders of the company that the order belongs to',
    issueCoupons: 'a step of the payment of an order',
    contractWithId: 'a step of the payment of an order',
    activateCoupons: 'a step of issueOrder',
    issuePaidOrder: 'a step of the payment of an order and of issueOrder',
    closeIssue: 'a step of the payment of an order and of issueOrder',
    bookIssue: 'a step of issuing an order',
    signNextRevision: 'a step of renewCouponCode and of extendCoupons',
    codeSigner: 'a step of issuing and of renewCouponCode',
    publishedKeys: 'public keys, for everybody',
    readSignedCode: 'a step of looking at what was presented',
  },
}
