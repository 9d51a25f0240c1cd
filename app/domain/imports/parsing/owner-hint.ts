/** Whose file it may be. */
import { isValidBin } from '#app/domain/companies/bin.ts'
import type { OwnerHint } from './register.ts'
import { foreignWords } from './titles/title-dictionary.ts'
import { wordsOf } from './titles/title-words.ts'

/** Whose file it is, by the rows above its header or by its name. */
export function ownerHintOf(
  head: readonly { row: number; cells: readonly string[] }[],
  fileName: string | undefined,
): OwnerHint | null {
  for (const { row, cells } of head) {
    const text = ofClient(cells.join(' ').slice(0, 500))
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

const client = /(?:клиент|покупател|контрагент|сатып алушы|client|customer|buyer)/iu

/** "Поставщик: .. БИН .., покупатель: .. БИН ..": what is said of the seller is not said of the client. */
function ofClient(text: string): string {
  if (!foreignWords.test(wordsOf(text).join(' '))) return text
  const at = text.search(client)
  return at < 0 ? '' : text.slice(at)
}

function binIn(text: string): string | null {
  return text.match(/(?<!\d)\d{12}(?!\d)/g)?.find(isValidBin) ?? null
}
