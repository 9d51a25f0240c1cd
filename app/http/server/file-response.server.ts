import { csvFile } from '#app/domain/exports/csv-file.ts'
import { registerVersion } from '#app/domain/exports/register-version.server.ts'
import { type FileFormat, fileFormats, type TableFile } from '#app/domain/exports/table.ts'
import { xlsxFile } from '#app/domain/exports/xlsx-file.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { fingerprintOf, isFresh } from './etag.server.ts'

const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  csv1c: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const ENDINGS: Record<FileFormat, string> = { csv: 'csv', csv1c: 'csv', xlsx: 'xlsx' }

/** What the URL asks for by `format`; CSV unless told. */
export function formatIn(url: string): FileFormat {
  const asked = new URL(url).searchParams.get('format')
  return fileFormats.find((format) => format === asked) ?? 'csv'
}

/**
 * A company's list as a download; 304 for a script that has this very one already. No browser keeps it (`no-store`).
 */
export async function exportResponse<Row>(
  ctx: Context,
  request: Request,
  companyId: CompanyId,
  file: TableFile<Row>,
): Promise<Response> {
  const version = await registerVersion(ctx, companyId)
  const { pathname, search } = new URL(request.url)
  const asked = [
    pathname,
    search,
    String(companyId),
    ctx.locale,
    businessDay(ctx.now),
    file.columns.join('\n'),
  ]
  const tag = `W/"${fingerprintOf(...asked, version)}"`
  if (isFresh(request.headers.get('If-None-Match'), tag))
    return new Response(null, { status: 304, headers: { ETag: tag, 'Cache-Control': 'no-store' } })
  const response = await fileResponse(ctx, formatIn(request.url), file)
  response.headers.set('ETag', tag)
  return response
}

/** A download that is written as it is read: a hundred thousand rows cost no more memory than a thousand. */
export async function fileResponse<Row>(
  ctx: Context,
  format: FileFormat,
  file: TableFile<Row>,
): Promise<Response> {
  // Whoever may not have the file is told so by a page, before a byte is sent.
  const begun = { ...file, batches: withFirst(await file.batches.next(), file.batches) }
  const chunks =
    format === 'xlsx' ? xlsxFile(begun) : encoded(csvFile(begun, { isFor1c: format === 'csv1c' }))
  return new Response(streamOf(chunks, file.batches), {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${file.name}-${daysOf(ctx, file)}.${ENDINGS[format]}"`,
      'Cache-Control': 'no-store',
    },
  })
}

/** `2026-09-01-2026-09-30`. A period that has not ended goes up to today, one without a beginning from the first row on. */
function daysOf(ctx: Context, { days = {} }: Pick<TableFile<unknown>, 'days'>): string {
  const today = businessDay(ctx.now)
  const to = days.to && days.to < today ? days.to : today
  const from = days.from && days.from < to ? days.from : days.from && to
  if (from === undefined) return days.to === undefined ? to : `until-${to}`
  return from === to ? to : `${from}-${to}`
}

export interface PaperFile {
  /** Without its ending. */
  name: string
  /** Changes with what is on it. */
  version: string
  draw: () => Promise<Uint8Array<ArrayBuffer>>
}

/** A paper as a download; 304, without drawing it, for who has this very one already. */
export async function paperResponse(request: Request, { name, version, draw }: PaperFile): Promise<Response> {
  const headers = new Headers({ ETag: `"${fingerprintOf(name, version)}"`, 'Cache-Control': 'no-store' })
  if (isFresh(request.headers.get('If-None-Match'), headers.get('ETag') ?? ''))
    return new Response(null, { status: 304, headers })
  headers.set('Content-Type', 'application/pdf')
  headers.set('Content-Disposition', `attachment; filename="${name}.pdf"`)
  return new Response(await draw(), { headers })
}

/** A paper of any length as a download, sent while it is drawn. */
export async function longPaperResponse(name: string, pages: AsyncGenerator<Uint8Array>): Promise<Response> {
  // As fileResponse: what is refused is told by a page.
  const chunks = withFirst(await pages.next(), pages)
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}.pdf"`,
    'Cache-Control': 'no-store',
  }
  return new Response(streamOf(chunks, pages), { headers })
}

/** Asks for the next piece when the reader wants it; who goes away ends `source` too. */
function streamOf(
  chunks: AsyncGenerator<Uint8Array>,
  source: AsyncGenerator<unknown>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
      await source.return(undefined)
    },
  })
}

/** What was read already, then the rest. */
async function* withFirst<Part>(
  first: IteratorResult<Part, unknown>,
  rest: AsyncGenerator<Part>,
): AsyncGenerator<Part> {
  if (first.done) return
  yield first.value
  yield* rest
}

async function* encoded(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of texts) yield encoder.encode(text)
}
