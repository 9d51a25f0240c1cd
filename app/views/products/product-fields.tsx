import {
  type ProductColour,
  type ProductFamily,
  productColours,
  productFamilies,
} from '#app/domain/products/products.ts'
import { Checkbox } from '#app/ui/form/checkbox.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import { colourWords, familyWords } from './product-words.ts'

export interface ProductValues {
  nameEn: string
  nameRu: string
  nameKk: string
  shortEn: string
  shortRu: string
  shortKk: string
  /** One a line. */
  synonyms: string
  family: ProductFamily
  colour: ProductColour
  position: number
  active: boolean
  version: number
}

/** What an administrator types about a product; the code only of a new one. */
export function ProductFields({ product }: { product?: ProductValues }) {
  const { t } = useWords()
  const labels = labelsOf(t)
  const colours = colourWords(t)
  const families = familyWords(t)
  return (
    <>
      {product ? (
        <input type="hidden" name="version" value={product.version} />
      ) : (
        <Field
          name="code"
          label={labels.code}
          hint={t('products:codeHint')}
          required
          narrow
          pattern="[a-z][a-z0-9_]*"
          data-invalid="product_code_invalid"
          maxLength={16}
          autoComplete="off"
        />
      )}
      {(['nameEn', 'nameRu', 'nameKk'] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={labels[name]}
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={product?.[name]}
        />
      ))}
      {(['shortEn', 'shortRu', 'shortKk'] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={labels[name]}
          narrow
          maxLength={20}
          autoComplete="off"
          defaultValue={product?.[name]}
        />
      ))}
      <TextArea
        name="synonyms"
        label={labels.synonyms}
        hint={t('products:synonymsHint')}
        rows={8}
        maxLength={4_000}
        defaultValue={product?.synonyms}
      />
      <Select
        name="family"
        label={labels.family}
        hint={t('products:familyHint')}
        options={productFamilies.map((family) => ({ value: family, label: families[family] }))}
        defaultValue={product?.family ?? 'other'}
      />
      <Select
        name="colour"
        label={labels.colour}
        required
        options={productColours.map((colour) => ({ value: colour, label: colours[colour] }))}
        defaultValue={product?.colour}
      />
      <Field
        name="position"
        label={labels.position}
        hint={t('products:positionHint')}
        required
        narrow
        inputMode="numeric"
        pattern="[0-9]{1,4}"
        maxLength={4}
        autoComplete="off"
        defaultValue={product?.position}
      />
      <Checkbox
        name="active"
        label={labels.active}
        hint={t('products:activeHint')}
        defaultChecked={product?.active ?? true}
      />
    </>
  )
}

ProductFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    code: t('products:code'),
    nameEn: t('products:names.en'),
    nameRu: t('products:names.ru'),
    nameKk: t('products:names.kk'),
    shortEn: t('products:shorts.en'),
    shortRu: t('products:shorts.ru'),
    shortKk: t('products:shorts.kk'),
    synonyms: t('products:synonyms'),
    family: t('products:family'),
    colour: t('products:colour'),
    position: t('products:position'),
    active: t('products:active'),
  }
}
