import * as products from '#app/domain/products/products.server.ts'
import * as substitutions from '#app/domain/stations/substitutions.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const administrator = ['administrator'] as const
const readersAndSystem = [...readers, 'system'] as const

/** A code that is taken: nothing is made. */
const input = {
  code: 'ai92',
  nameEn: 'AI-92',
  nameRu: 'АИ-92',
  nameKk: 'АИ-92',
  shortEn: '',
  shortRu: '',
  shortKk: '',
  synonyms: [],
  colour: 'teal' as const,
  position: 10,
  active: true,
}

/** Of a product that nobody has. */
const substitution = {
  ...{ served: 'nothing', insteadOf: 'ai92', station: null },
  ...{ startsAt: new Date('2026-12-01'), endsAt: new Date('2027-03-01') },
}

export const file: MatrixFile = {
  rows: [
    { verb: 'listProducts', may: readersAndSystem, call: (ctx) => products.listProducts(ctx) },
    {
      verb: 'listSubstitutions',
      may: readersAndSystem,
      call: (ctx) => substitutions.listSubstitutions(ctx),
    },
    {
      verb: 'addSubstitution',
      may: administrator,
      call: (ctx) => substitutions.addSubstitution(ctx, substitution),
    },
    {
      verb: 'endSubstitution',
      may: administrator,
      call: (ctx) => substitutions.endSubstitution(ctx, NOWHERE),
    },
    { verb: 'findProduct', may: readersAndSystem, call: (ctx) => products.findProduct(ctx, NOWHERE) },
    { verb: 'createProduct', may: administrator, call: (ctx) => products.createProduct(ctx, input) },
    {
      verb: 'editProduct',
      may: administrator,
      call: (ctx) => products.editProduct(ctx, NOWHERE, { ...input, version: 1 }),
    },
  ],
  steps: {
    activeProducts: 'a step of an import',
    allProductCodes: 'a step of lists and of the overview',
    familiesOfProducts: "a step of tankFamilies, and of the worker's look for fills faster than a pump flows",
    tankFamilies: "a step of the worker's look for unusual refuellings",
  },
  open: {
    readProducts: 'what is sold is no secret: the public keys and the page of the API say it',
    productLabels: "the names of fuels, for every page and file, a driver's and a reader's too",
  },
}
