import { openUnimportedRows } from '#app/domain/imports/faulty-rows.server.ts'
import { leftOutWords } from '#app/domain/imports/parsing/reading-words.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { i18nFor, translatorFor } from '#locales/words.server.ts'
import { faultFile } from './fault-file.server.ts'

/** The rows of an import that do not come in, as a download in the reader's language, written as it is read. */
export async function faultsCsv(ctx: Context, importId: number): Promise<Response> {
  const i18n = i18nFor(ctx.locale)
  const t = translatorFor(ctx.locale)
  const lines = faultFile({
    ...(await openUnimportedRows(ctx, importId)),
    words: {
      row: t('imports:faultList.row'),
      column: t('imports:faultList.column'),
      reason: t('imports:faultList.reason'),
    },
    sayLeftOut: (kind) => t(leftOutWords(kind)),
    say: ({ code, params }) => sayByKey(i18n, `imports:faults.${code}`, params),
  })
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="not-imported-${importId}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
