import type { LoaderFunctionArgs } from '@remix-run/node'
import { ReadExport } from '#app/domain/readonly-links/readonly-links.input.server.ts'
import { fileResponse, formatIn } from '#app/http/server/file-response.server.ts'
import { readerContext, readOrLeadBack } from '#app/http/session/reader.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { readingFile } from '#app/views/readonly-links/reading-lists.server.ts'

/** `list`: which of the three; `format` as everywhere. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, reader, home } = await readerContext(request, context, params.token)
  const { list } = ReadExport.parse(queryOf(new URL(request.url)))
  const file = await readingFile(ctx, reader, list)
  return readOrLeadBack(home, fileResponse(ctx, formatIn(request.url), file))
}
