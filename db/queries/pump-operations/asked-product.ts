import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ProductCode } from '#db/schema/index.ts'

/** What a code means here, and in whose stead it may be served. */
export interface AskedProduct {
  product: ProductCode | null
  /** The product's. */
  family: string | null
  insteadOf: ProductCode[]
}

/**
 * The system's own code goes before ours; one that is neither is nothing. It may be in any letters, and ours are ASCII,
 * which the server does not compare with others.
 */
export async function selectAskedProduct(
  db: Db,
  {
    integrationId,
    code,
    station,
    moment,
  }: { integrationId: number; code: string; station: string; moment: Date },
): Promise<AskedProduct> {
  const { rows } = await sql<{ code: ProductCode; family: string; instead_of: ProductCode | null }>`
    select asked.code, asked.family, s.instead_of from (
      select p.code, p.family, 0 as place from integration_products i join products p on p.code = i.product
        where i.integration_id = ${integrationId} and i.code = ${code}
      union all select code, family, 1 as place from products where convert(code using utf8mb4) collate utf8mb4_bin = ${code}
      order by place limit 1
    ) asked
    left join product_substitutions s on s.served = asked.code and s.starts_at <= ${moment}
      and s.ends_at > ${moment} and (s.station_code is null or s.station_code = ${station})
  `.execute(db)
  const [row] = rows
  return {
    product: row?.code ?? null,
    family: row?.family ?? null,
    insteadOf: rows.flatMap(({ instead_of }) => instead_of ?? []),
  }
}
