import { downloadFaults } from '#app/domain/imports/fault-download.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { sayByKey } from '#locales/index.ts'
import { i18nFor, translatorFor } from '#locales/words.server.ts'

/** The faulty rows of an import as a download in the reader's language, written as it is read. */
export async function faultsCsv(ctx: Context, importId: number): Promise<Response> {
  const i18n = i18nFor(ctx.locale)
  const lines = await downloadFaults(ctx, importId, {
    t: translatorFor(ctx.locale),
    say: (code, params) => sayByKey(i18n, `imports:faults.${code}`, params),
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
      'Content-Disposition': `attachment; filename="faults-${importId}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
