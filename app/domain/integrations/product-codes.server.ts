import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import {
  deleteIntegrationProduct,
  type IntegrationProductRow,
  selectIntegrationProducts,
  upsertIntegrationProduct,
} from '#db/queries/integrations/integration-products.ts'
import { type ApiKeyRow, selectApiKey } from '#db/queries/integrations/integrations.ts'
import { isPublicId } from './key-text.server.ts'
import type { NewProductCode, OldProductCode } from './product-codes.input.server.ts'

interface ProductCodes {
  /** Of the system. */
  name: string
  codes: IntegrationProductRow[]
}

/** What the product codes of a key's system mean; all keys of the system share them. @throws DomainError api_key_not_found */
export async function listProductCodes(ctx: Context, publicId: string): Promise<ProductCodes> {
  requireRight(ctx, 'see_api_keys')
  const { name, integration_id: id } = await findKey(ctx, publicId)
  return { name, codes: await selectIntegrationProducts(ctx.db, id) }
}

/** What a system's own codes mean, by the code. */
export async function productsByCode(ctx: Context, integrationId: number): Promise<Map<string, ProductCode>> {
  const codes = await selectIntegrationProducts(ctx.db, integrationId)
  return new Map(codes.map(({ code, product }) => [code, product]))
}

/** @throws DomainError api_key_not_found, product_not_found */
export function setProductCode(ctx: Context, publicId: string, input: NewProductCode): Promise<void> {
  requireRight(ctx, 'manage_api_keys')
  return transact(ctx, async (ctx) => {
    const key = await findKey(ctx, publicId)
    if (!(await allProductCodes(ctx)).includes(input.product))
      reject('product_not_found', { field: 'product' })
    await upsertIntegrationProduct(ctx.db, key.integration_id, input)
    await record(ctx, 'api_key.product_mapped', subjectOf(key), { name: key.name, ...input })
  })
}

/** Removing one that is not there changes nothing. @throws DomainError api_key_not_found */
export function removeProductCode(ctx: Context, publicId: string, { code }: OldProductCode): Promise<void> {
  requireRight(ctx, 'manage_api_keys')
  return transact(ctx, async (ctx) => {
    const key = await findKey(ctx, publicId)
    if (await deleteIntegrationProduct(ctx.db, key.integration_id, code))
      await record(ctx, 'api_key.product_unmapped', subjectOf(key), { name: key.name, code })
  })
}

function subjectOf({ id, company_id: companyId }: ApiKeyRow) {
  return { kind: 'api_key' as const, id, companyId }
}

async function findKey(ctx: Context, publicId: string): Promise<ApiKeyRow> {
  if (!isPublicId(publicId)) reject('api_key_not_found')
  return (await selectApiKey(ctx.db, publicId, { companyId: undefined })) ?? reject('api_key_not_found')
}
