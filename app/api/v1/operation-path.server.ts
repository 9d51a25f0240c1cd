import type { z } from 'zod'
import { reject } from '#app/domain/kernel/errors.ts'
import { decodeCursor, encodeCursor } from '#app/domain/kernel/page.server.ts'
import { OperationId } from '#app/domain/pump-operations/pump-operations.input.server.ts'
import type { ApiContext } from './endpoint.server.ts'
import { listQuery } from './schemas.server.ts'

const ORDER = 'newest-operation'

/** The station system's own id in a path; what can be none leads nowhere. @throws DomainError operation_unknown */
export function operationIn(params: Record<string, string>): string {
  const parsed = OperationId.safeParse(params.operation_id)
  return parsed.success ? parsed.data : reject('operation_unknown')
}

/** A key that is bound to stations speaks for those only. @throws DomainError station_not_of_key */
export function stationIn({ actor }: ApiContext, station: string): void {
  if (actor.stations !== 'all' && !actor.stations.includes(station)) reject('station_not_of_key')
}

export const idCursor = listQuery.cursor.refine(
  (text) => text === undefined || decodeCursor(ORDER, text) !== null,
  { error: 'invalid' },
)

export function cursorIn(cursor: z.output<typeof idCursor>): number | undefined {
  return decodeCursor(ORDER, cursor)?.id
}

export function cursorOf(id: number | null): string | null {
  return id === null ? null : encodeCursor(ORDER, { backward: false, id })
}
