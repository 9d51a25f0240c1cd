/** Whose file it may be. */
import { isValidBin } from '#app/domain/companies/bin.ts'
import type { OwnerHint } from './register.ts'

/** Whose file it is, by the rows above its header or by its name. */
export function ownerHintOf(
  head: readonly { row: number; cells: readonly string[] }[],
  fileName: string | undefined,
): OwnerHint | null {
  for (const { row, cells } of head) {
    const text = cells.join(' ').slice(0, 500)
    const bin = binIn(text)
    const name =
      /(?:клиент|покупатель|контрагент|организация|сатып алушы|client|customer)[\s:]{0,10}(.{3,120})/iu
        .exec(text)?.[1]
        ?.trim() ?? null
    if (bin && /бин|иин|бсн|жсн|bin/i.test(text)) return { bin, name: name ?? text.trim().slice(0, 120), row }
    if (name) return { bin, name, row }
  }
  const bin = fileName === undefined ? null : binIn(fileName)
  return bin ? { bin, name: fileName ?? null, row: null } : null
}

function binIn(text: string): string | null {
  return text.match(/(?<!\d)\d{12}(?!\d)/g)?.find(isValidBin) ?? null
}
