import type { AuditData } from '#app/domain/audit/audit-data.ts'
import type { Words } from '#app/ui/layout/words.ts'

/** The names of fields that were changed, by the names under which the domain records them. */
export function fieldsOf(columns: AuditData[string], t: Words['t']): string {
  const names: Record<string, string> = {
    bin: t('common:field.bin'),
    name: t('companies:name'),
    contract_number: t('companies:contractNumber'),
    contract_date: t('companies:contractDate'),
    email: t('common:field.email'),
    phone: t('common:field.phone'),
    city: t('common:field.city'),
    name_en: t('products:names.en'),
    name_ru: t('products:names.ru'),
    name_kk: t('products:names.kk'),
    short_en: t('products:shorts.en'),
    short_ru: t('products:shorts.ru'),
    short_kk: t('products:shorts.kk'),
    synonyms: t('products:synonyms'),
    family: t('products:family'),
    colour: t('products:colour'),
    position: t('products:position'),
    station_name: t('audit:data.field.station_name'),
    system_name: t('audit:data.field.system_name'),
    url: t('audit:data.field.url'),
    types: t('audit:data.field.types'),
    address: t('audit:data.field.address'),
    coordinates: t('audit:data.field.coordinates'),
    products: t('audit:data.field.products'),
    opening_hours: t('audit:data.field.opening_hours'),
    locale: t('audit:data.field.locale'),
    comment: t('audit:data.field.comment'),
    plate: t('audit:data.field.plate'),
    make: t('audit:data.field.make'),
    product: t('common:field.product'),
    tank: t('audit:data.field.tank'),
    norm: t('audit:data.field.norm'),
    signed_on: t('audit:data.field.signed_on'),
    period: t('audit:data.field.period'),
    price_list: t('audit:data.field.price_list'),
    discount: t('audit:data.field.discount'),
    vat: t('audit:data.field.vat'),
    papers: t('audit:data.field.papers'),
    terms: t('audit:data.field.terms'),
    remainder: t('audit:data.field.remainder'),
    orders: t('audit:data.field.orders'),
    account: t('audit:data.field.account'),
    details: t('audit:data.field.details'),
    number_only: t('audit:data.field.number_only'),
  }
  return [columns]
    .flat()
    .map((column) => names[String(column)] ?? String(column))
    .join(', ')
}
