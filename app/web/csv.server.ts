import { businessDay } from '#app/domain/calendar.ts'
import type { Context } from '#app/domain/context.ts'
import { CSV_MARK, csvLine, textCell } from '#app/domain/exports/csv.ts'

export interface CsvFile<Row> {
  /** Latin, without the day and the ending: `coupons`. */
  name: string
  /** Heads of the columns, in the reader's language. */
  columns: readonly string[]
  /** Rows as they come from the database, a batch at a time: memory holds one batch. */
  batches: AsyncGenerator<Row[]>
  /** Cells by the functions of exports/csv.ts. */
  cells: (row: Row) => string[]
}

/** A download that is written as it is read: a hundred thousand rows cost no more memory than a thousand. */
export async function csvResponse<Row>(ctx: Context, file: CsvFile<Row>): Promise<Response> {
  const lines = linesOf(file)
  // Whoever may not have the file is told so by a page, before a byte is sent.
  const first = await lines.next()
  const encoder = new TextEncoder()
  let ready: string | undefined = first.value
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const text = ready ?? (await lines.next()).value
      ready = undefined
      if (text === undefined) controller.close()
      else controller.enqueue(encoder.encode(text))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.name}-${businessDay(ctx.now)}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}

async function* linesOf<Row>({ columns, batches, cells }: CsvFile<Row>): AsyncGenerator<string, undefined> {
  let head = CSV_MARK + csvLine(columns.map(textCell))
  for await (const batch of batches) {
    yield head + batch.map((row) => csvLine(cells(row))).join('')
    head = ''
  }
  if (head) yield head
}
