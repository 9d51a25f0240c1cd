import { csvFile } from '#app/domain/exports/csv-file.ts'
import type { FileFormat, TableFile } from '#app/domain/exports/table.ts'
import { xlsxFile } from '#app/domain/exports/xlsx-file.server.ts'

/** A whole export, as a browser keeps it. */
export async function exportBytes<Row>(file: TableFile<Row>, format: FileFormat): Promise<Buffer> {
  const chunks: Buffer[] = []
  const pieces = format === 'xlsx' ? xlsxFile(file) : csvFile(file, { isFor1c: format === 'csv1c' })
  for await (const piece of pieces) chunks.push(Buffer.from(piece))
  return Buffer.concat(chunks)
}
