import * as prices from '#app/domain/contracts/contract-prices.server.ts'
import * as contracts from '#app/domain/contracts/contracts.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import * as lists from '#app/domain/prices/prices.server.ts'
import { contractOf } from '#tests/support/contracts.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const
const UNPRICED = { price_list_id: null, discount: 0, vat: 'turnover' as const }

export const file: MatrixFile = {
  rows: [
    {
      verb: 'listContracts',
      may: [...clientRoles, ...readers],
      call: (ctx) => contracts.listContracts(ctx, companyOf(ctx)),
    },
    {
      verb: 'findContract',
      may: [...clientRoles, ...readers],
      call: (ctx) => contracts.findContract(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'findContractInForce',
      may: [...clientRoles, ...readers],
      call: (ctx) => contracts.findContractInForce(ctx, companyOf(ctx)),
    },
    {
      verb: 'contractForPaper',
      may: [...clientRoles, ...readers],
      call: (ctx) => contracts.contractForPaper(ctx, companyOf(ctx), '2026-10-31'),
    },
    {
      verb: 'contractPrices',
      may: [...clientRoles, ...readers],
      call: (ctx) => prices.contractPrices(ctx, companyOf(ctx), UNPRICED, '2026-11-22'),
    },
    {
      verb: 'createContract',
      may: keepers,
      call: (ctx) => contracts.createContract(ctx, companyOf(ctx), contractOf({ priceListId: NOWHERE })),
    },
    {
      verb: 'editContract',
      may: keepers,
      call: (ctx) => contracts.editContract(ctx, companyOf(ctx), NOWHERE, { ...contractOf(), version: 1 }),
    },
    { verb: 'listPriceLists', may: readers, call: (ctx) => lists.listPriceLists(ctx) },
    { verb: 'priceListChoices', may: readers, call: (ctx) => lists.priceListChoices(ctx) },
    { verb: 'findPriceList', may: readers, call: (ctx) => lists.findPriceList(ctx, NOWHERE) },
    {
      verb: 'createPriceList',
      may: keepers,
      call: (ctx) => lists.createPriceList(ctx, { name: 'Прайс' }),
    },
    {
      verb: 'setPrice',
      may: keepers,
      call: (ctx) => lists.setPrice(ctx, NOWHERE, { product: 'ai92', price: 25_000, startsOn: '2099-01-01' }),
    },
    {
      verb: 'cancelPrice',
      may: keepers,
      call: (ctx) => lists.cancelPrice(ctx, NOWHERE, { priceId: NOWHERE }),
    },
  ],
  steps: {
    supplierAccounts: 'a step of matchNewPayments',
    contractOn: 'a step of whoever books or decides for a company',
    contractPrice: 'a step of a decision at the pump: of a contract that was read for the company',
    listPriceOn: 'of a list that a contract names',
    listPricesOn: 'of a list that a contract names',
    isPriceList: 'whether a list that staff chose is there',
  },
}
