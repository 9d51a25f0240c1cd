/** What kinds of operation a transactions' file names, by words; codes of the sender's own are asked for. */
import { squeezed } from '#app/domain/products/squeezed.ts'

export const operationChoices = [
  'sale',
  'return',
  'correction',
  'top_up',
  'refusal',
  'cancelled',
  'goods',
  'balance',
] as const
export type OperationChoice = (typeof operationChoices)[number]

const sold = /(?:^|\s)(?:реализац|продаж)/u

/** The likelier first: "возврат пополнения" is a return of money, not a sale. Beginnings of words. */
const beginnings: [OperationChoice, RegExp][] = [
  [
    'refusal',
    /(?:^|\s)(?:отказ|отклон|неуспеш|неудач|не ?(?:успеш|заверш|провед|выполн|одобр)|ошибк|declin|reject|refus|denied|fail|unsuccess|error|бас тарт|сәтсіз)/u,
  ],
  ['cancelled', /(?:^|\s)(?:отмен|аннул|cancel|void|күші жой)/u],
  ['top_up', /(?:^|\s)(?:пополн|зачисл|приход|загрузка|начислен|top ?up|толтыр|reload|payment|оплата)/u],
  ['balance', /(?:^|\s)(?:сальдо|остаток|баланс|оборот|balance)/u],
  ['correction', /(?:^|\s)(?:коррек|исправл|correct|adjust|түзету)/u],
  ['return', /(?:^|\s)(?:возвр|сторн|refund|return|revers|storno|қайтар)/u],
  ['goods', /(?:^|\s)(?:магазин|мойка)/u],
  // "Реализация товаров и услуг" is how 1C calls whatever was sold, fuel too.
  ['sale', sold],
  ['goods', /(?:^|\s)(?:товар|услуг|goods|service)/u],
  [
    'sale',
    /(?:^|\s)(?:обслуж|списан|продаж|расход|заправ|отпуск|покупк|реализац|дебет|топлив|одобрен|успеш|заверш|выполн|провед|purchase|sale|debit|approved|success|complet|fuel|сату|құю|сәтті|мақұлданд)/u,
  ],
]

const letters = new Map<string, OperationChoice>([
  ['p', 'sale'],
  ['r', 'return'],
])

/** Null: nobody but the sender knows what it is. */
export function operationOf(text: string): OperationChoice | null {
  const single = letters.get(squeezed(text))
  if (single) return single
  const words = text.toLowerCase().replaceAll('ё', 'е')
  return beginnings.find(([, word]) => word.test(words))?.[0] ?? null
}

const ofDocuments: readonly OperationChoice[] = ['refusal', 'cancelled', 'correction', 'return']

/** "Товарный чек", "Приходный ордер" are names of papers: they say what came back or was sold by its word, and nothing else. */
export function operationOfDocument(text: string): OperationChoice | null {
  const operation = operationOf(text)
  if (operation === 'sale') return sold.test(text.toLowerCase()) ? 'sale' : null
  return operation !== null && ofDocuments.includes(operation) ? operation : null
}

export function isOfDocument(title: string): boolean {
  return /документ|құжат|document/iu.test(title)
}

/** Products that have no place here yet, and goods beside fuel: left out and counted. */
const goods =
  /^(?:adblue|адблю|def|аи ?100|ai ?100|бензин аи ?100|метан|кпг|cng|керосин|тс 1|мочевина|кафе|мойка|магазин|товар|услуг|омыва|масло|шиномонтаж|парковк|платн\p{L}* дорог)/u

export function isWithoutPlace(product: string): boolean {
  const words = product
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return goods.test(words)
}
