import type { ProductColour } from '#app/domain/products/products.ts'
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
