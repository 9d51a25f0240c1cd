import { clientRoles } from '#app/domain/kernel/roles.ts'
import * as steps from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import * as orders from '#app/domain/orders/orders.server.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const
const senders = ['owner', 'manager'] as const
const seers = [...clientRoles, ...readers]
/** Of a product that no contract prices. */
const BASKET = SaveOrder.parse({ product1: 'water', nominal1: '20', quantity1: '5' })
const PAYMENT = { amount: 1, occurredOn: '2026-11-22', document: '' }

export const file: MatrixFile = {
  rows: [
    { verb: 'listOrders', may: seers, call: (ctx) => orders.listOrders(ctx, companyOf(ctx), {}) },
    {
      verb: 'listOrdersAcrossCompanies',
      may: readers,
      call: (ctx) => orders.listOrdersAcrossCompanies(ctx, { status: 'sent' }),
    },
    { verb: 'findOrder', may: seers, call: (ctx) => orders.findOrder(ctx, companyOf(ctx), NOWHERE) },
    {
      verb: 'findOrderToRepeat',
      may: seers,
      call: (ctx) => orders.findOrderToRepeat(ctx, companyOf(ctx), NOWHERE),
    },
    { verb: 'findAnyOrder', may: readers, call: (ctx) => orders.findAnyOrder(ctx, NOWHERE) },
    { verb: 'lastOrder', may: seers, call: (ctx) => orders.lastOrder(ctx, companyOf(ctx)) },
    { verb: 'orderingContract', may: seers, call: (ctx) => orders.orderingContract(ctx, companyOf(ctx)) },
    {
      verb: 'createOrder',
      may: clientRoles,
      call: (ctx) => orders.createOrder(ctx, companyOf(ctx), BASKET),
    },
    {
      verb: 'editOrder',
      may: clientRoles,
      call: (ctx) => orders.editOrder(ctx, companyOf(ctx), NOWHERE, BASKET),
    },
    {
      verb: 'sendOrder',
      may: senders,
      call: (ctx) => orders.sendOrder(ctx, companyOf(ctx), NOWHERE, { version: 1, total: 0 }),
    },
    {
      verb: 'cancelOrder',
      may: senders,
      call: (ctx) => orders.cancelOrder(ctx, companyOf(ctx), NOWHERE, { reason: '' }),
    },
    { verb: 'invoiceOrder', may: keepers, call: (ctx) => steps.invoiceOrder(ctx, NOWHERE) },
    { verb: 'payOrder', may: keepers, call: (ctx) => steps.payOrder(ctx, NOWHERE, PAYMENT) },
    { verb: 'issueOrder', may: keepers, call: (ctx) => steps.issueOrder(ctx, NOWHERE) },
    { verb: 'refuseOrder', may: keepers, call: (ctx) => steps.refuseOrder(ctx, NOWHERE, { reason: 'x' }) },
  ],
  steps: {
    demoOrders: 'a step of loadDemo',
    demoExpiries: 'a step of loading the demo',
    pricedLines: 'a step of orders: at the prices of a contract that was read for the company',
    pricedIfAll: 'a step of orders: at the prices of a contract that was read for the company',
  },
  open: {
    companyOfOrder: 'says which of the companies that the asker names has it, and nothing of what it is',
  },
}
