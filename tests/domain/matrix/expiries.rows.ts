import * as values from '#app/domain/contracts/coupon-values.server.ts'
import * as ending from '#app/domain/coupons/ending-coupons.server.ts'
import * as expiries from '#app/domain/expiries/expiries.server.ts'
import * as telling from '#app/domain/expiries/telling.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { companyOf, type MatrixFile, readers } from './row.ts'

const coupons = [...clientRoles, ...readers, 'key:read'] as const
const stopped = AbortSignal.abort()

export const file: MatrixFile = {
  rows: [
    {
      verb: 'forecastExpiry',
      may: coupons,
      call: (ctx) => expiries.forecastExpiry(ctx, companyOf(ctx)),
    },
    { verb: 'expiredSums', may: coupons, call: (ctx) => expiries.expiredSums(ctx, companyOf(ctx)) },
    {
      verb: 'listExpiredCoupons',
      may: coupons,
      call: (ctx) => ending.listExpiredCoupons(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'findEndingCoupons',
      may: coupons,
      call: (ctx) => ending.findEndingCoupons(ctx, companyOf(ctx), {}, 1),
    },
    { verb: 'tellOfExpiry', may: ['system'], call: (ctx) => telling.tellOfExpiry(ctx, stopped) },
    { verb: 'countCouponValues', may: ['system'], call: (ctx) => values.countCouponValues(ctx, stopped) },
  ],
  steps: {
    readForecast: 'a step of showing the forecast and of writing about it',
    readExpired: 'a step of showing what expired and of the overview',
  },
  open: {
    purgeExpiryNotices: 'a job of the worker',
  },
}
