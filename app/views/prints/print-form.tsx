import { MAX_PRINTED_BY_BROWSER, printLayouts } from '#app/domain/prints/prints.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import type { PrintPageView } from './print-view.ts'

/** Asks for the paper. Forms that post, so that no prefetch and no reload prints. */
export function PrintForm({ view: { selection, count, layout: chosen } }: { view: PrintPageView }) {
  const { t, locale } = useWords()
  if (!count) return null
  const left = count.leftOut > 0 ? t('prints:leftOut', { n: formatInteger(count.leftOut, locale) }) : null
  if (count.printable === 0) return <Alert tone="warn">{t('prints:none')}</Alert>
  const isFew = count.printable <= MAX_PRINTED_BY_BROWSER
  const most = formatInteger(MAX_PRINTED_BY_BROWSER, locale)
  return (
    <Panel title={t('prints:count', { count: count.printable, n: formatInteger(count.printable, locale) })}>
      {left ? <p className="quiet">{left}</p> : null}
      {/* A whole document each time: a file is downloaded, and codes stay in no page's memory. */}
      <Form action="/coupons/print.pdf" reloadDocument>
        {selection.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <fieldset className="field">
          <legend className="label">{t('prints:layout')}</legend>
          <div className="stack-sm">
            {printLayouts.map((layout, at) => (
              <label key={layout} className="check">
                <input
                  type="radio"
                  name="layout"
                  value={layout}
                  defaultChecked={chosen ? chosen === layout : at === 0}
                />
                <span>{t(`prints:layouts.${layout}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <p>
          {t('coupons:qr.warning')} <span className="quiet">{t('prints:recorded')}</span>
        </p>
        <div className="row">
          <button type="submit" className="btn btn-primary">
            {t('prints:file')}
          </button>
          {isFew ? (
            <button type="submit" className="btn" formAction="/coupons/print">
              {t('prints:browser')}
            </button>
          ) : null}
        </div>
        {isFew ? null : <p className="quiet">{t('prints:browserMost', { n: most })}</p>}
      </Form>
    </Panel>
  )
}
