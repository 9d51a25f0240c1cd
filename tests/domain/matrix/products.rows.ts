import * as products from '#app/domain/products/products.server.ts'
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

export const file: MatrixFile = {
  rows: [
    { verb: 'listProducts', may: readersAndSystem, call: (ctx) => products.listProducts(ctx) },
    { verb: 'findProduct', may: readersAndSystem, call: (ctx) => products.findProduct(ctx, NOWHERE) },
    { verb: 'createProduct', may: administrator, call: (ctx) => products.createProduct(ctx, input) },
    {
      verb: 'editProduct',
      may: administrator,
      call: (ctx) => products.editProduct(ctx, NOWHERE, { ...input, version: 1 }),
    },
  ],
  internal: {
    readProducts: 'what is sold is no secret: a step of lists, imports and the overview',
    activeProducts: 'a step of an import',
    allProductCodes: 'a step of lists and of the overview',
    productLabels: 'the names of fuels, for every page of whoever is signed in',
  },
}
