import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { FilterForm } from '#app/ui/form/filter-form.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { SearchField } from '#app/ui/list/filter-bar.tsx'
import { formatInteger } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { RuledCardView } from './rule-view.ts'

interface Props {
  id: number
  q: string
  /** Null: nothing was searched for. */
  found: { cards: RuledCardView[]; hasMore: boolean } | null
}

/** Cards are found and ticked. */
export function GroupAdd({ id, q, found }: Props) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  return (
    <Panel title={t('groups:add')}>
      <div className="stack-sm">
        <FilterForm action={`/groups/${id}`} className="filters filters-form" values={{ q }} role="search">
          <SearchField label={t('groups:addSearch')} />
          <button type="submit" className="btn">
            {t('groups:find')}
          </button>
        </FilterForm>
        {found && found.cards.length === 0 ? <p className="quiet">{t('groups:foundNone')}</p> : null}
        {found && found.cards.length > 0 ? (
          <Form action={`/groups/${id}/cards`} nonce={formNonce} id="cards">
            <CheckGroup
              name="cardIds"
              label={t('groups:found')}
              options={found.cards.map(({ id, number, holder, plate }) => ({
                value: String(id),
                label: joined([number, holder, plate]),
              }))}
              chosen={[]}
              scroll
            />
            {found.hasMore ? (
              <p className="hint">
                {t('groups:foundMore', { n: formatInteger(found.cards.length, locale) })}
              </p>
            ) : null}
            <div className="form-actions">
              <SubmitButton>{t('groups:addChosen')}</SubmitButton>
            </div>
          </Form>
        ) : null}
      </div>
    </Panel>
  )
}
