import { renewCouponCode } from '#app/domain/coupons/code-renewal.server.ts'
import { exportIssuedCoupons } from '#app/domain/issuing/issued-coupons.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

export const file: MatrixFile = {
  rows: [
    {
      verb: 'renewCouponCode',
      may: ['owner', 'manager'],
      call: (ctx) => renewCouponCode(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'exportIssuedCoupons',
      may: [...clientRoles, ...readers],
      call: (ctx) => exportIssuedCoupons(ctx, companyOf(ctx), NOWHERE).next(),
    },
  ],
  steps: {
    issueCoupons: 'a step of the payment of an order',
    contractWithId: 'a step of the payment of an order',
    activateCoupons: 'a step of issueOrder',
    issuePaidOrder: 'a step of the payment of an order and of issueOrder',
    closeIssue: 'a step of the payment of an order and of issueOrder',
    bookIssue: 'a step of issuing an order',
    signNextRevision: 'a step of renewCouponCode and of extendCoupons',
    codeSigner: 'a step of issuing and of renewCouponCode',
    readSignedCode: 'a step of looking at what was presented',
  },
  open: {
    publishedKeys: 'public keys, for everybody',
  },
}
