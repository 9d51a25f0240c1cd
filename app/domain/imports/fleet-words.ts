/** What clients call the columns of their own lists, and languages: beginnings in small letters, in three languages. */

export const driverTitles = {
  name: ['фио', 'имя', 'водитель', 'full name', 'name', 'driver', 'аты жөні', 'аты', 'жүргізуші'],
  phone: ['телефон', 'номер телефона', 'phone', 'mobile', 'мобильный'],
  locale: ['язык', 'language', 'тіл', 'тілі'],
  comment: ['комментарий', 'примечание', 'comment', 'note', 'түсініктеме', 'ескертпе'],
} as const

export const vehicleTitles = {
  plate: ['госномер', 'гос номер', 'номер', 'plate', 'number', 'мемлекеттік нөмір', 'нөмір'],
  make: ['марка', 'модель', 'make', 'model'],
  product: ['вид топлива', 'топливо', 'fuel', 'product', 'жанармай'],
  tank: ['бак', 'объем бака', 'объём бака', 'tank'],
  norm: ['норма', 'расход', 'norm', 'consumption', 'шығын'],
} as const

export const languageWords: Record<'en' | 'ru' | 'kk', readonly string[]> = {
  en: ['en', 'english', 'английский', 'ағылшын'],
  ru: ['ru', 'русский', 'рус', 'russian', 'орыс'],
  kk: ['kk', 'kz', 'қазақша', 'казахский', 'каз', 'kazakh', 'қазақ'],
}

/** A name as people write it, with ё or with е. */
export function nameKey(name: string): string {
  return name.toLowerCase().replaceAll('ё', 'е')
}
