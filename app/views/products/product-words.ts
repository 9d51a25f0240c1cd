import type { ProductColour, ProductFamily } from '#app/domain/products/products.ts'
import type { Translate } from '#locales/translate.ts'

export function colourWords(t: Translate): Record<ProductColour, string> {
  return {
    teal: t('products:colours.teal'),
    amber: t('products:colours.amber'),
    blue: t('products:colours.blue'),
    rust: t('products:colours.rust'),
    green: t('products:colours.green'),
    purple: t('products:colours.purple'),
    pink: t('products:colours.pink'),
    grey: t('products:colours.grey'),
  }
}

export function familyWords(t: Translate): Record<ProductFamily, string> {
  return {
    petrol: t('products:families.petrol'),
    diesel_engine: t('products:families.diesel_engine'),
    liquefied_gas: t('products:families.liquefied_gas'),
    other: t('products:families.other'),
  }
}
