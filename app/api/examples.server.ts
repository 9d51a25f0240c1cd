import { sandbox } from '#app/domain/integrations/sandbox.ts'

export interface ApiExample {
  name: 'hold' | 'complete' | 'redeem' | 'void'
  path: string
  body: object
}

/**
 * Calls that a test key can send as they stand, but for the station, which has to be one of the network's. Whole, in this
 * order: the second completes what the first holds.
 */
export function apiExamples({ station, product }: { station: string; product: string }): ApiExample[] {
  const [, coupon] = sandbox.coupons
  return [
    {
      name: 'hold',
      path: '/api/v1/authorizations',
      body: {
        ...{ operation_id: 'pos1-000001', station, product, card_number: sandbox.card },
        ...{ volume_ml: 30_000, price_tiyn: sandbox.price },
      },
    },
    {
      name: 'complete',
      path: '/api/v1/authorizations/pos1-000001/complete',
      body: { volume_ml: 29_500, amount_tiyn: 885_000, receipt: '000123' },
    },
    {
      name: 'redeem',
      path: '/api/v1/redemptions',
      body: {
        ...{ operation_id: 'pos1-000002', station, product, qr: `${sandbox.qrPrefix}${coupon}` },
        ...{ volume_ml: sandbox.couponVolume, receipt: '000124', accept_partial: true },
      },
    },
    { name: 'void', path: '/api/v1/authorizations/pos1-000003/void', body: {} },
  ]
}
