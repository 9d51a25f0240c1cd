import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger, formatVolume } from '#locales/format.ts'
import { RuleLine } from './rule-line.tsx'
import type { ShadowView } from './rule-view.ts'

interface Props {
  shadow: ShadowView
  /** Of the rule that it would replace. */
  ruleVersion: number
}

/** What a rule that is only tried would have refused, and what becomes of it. */
export function ShadowPanel({ shadow, ruleVersion }: Props) {
  const { t, locale } = useWords()
  const nonce = useRoot().formNonce
  const { id, version, since, decided, refused, rule, rows } = shadow
  const n = (count: number) => formatInteger(count, locale)
  const result = { refused: n(refused), decided: n(decided), since: formatDateTime(since, locale) }
  return (
    <>
      <Panel title={t('rule-shadows:title')} flush={rows.length > 0}>
        <div className={rows.length > 0 ? 'panel-body stack-sm' : 'stack-sm'}>
          <p>
            <b>{t('rule-shadows:result', result)}</b>
          </p>
          <p className="quiet">
            <RuleLine facts={rule} />
          </p>
          <ConfirmPanel
            trigger={t('rule-shadows:promote')}
            title={t('rule-shadows:promoteTitle')}
            consequence={<p>{t('rule-shadows:promoteConsequence')}</p>}
            action={`/rules/shadows/${id}/promote`}
            nonce={nonce}
            look="quiet"
            id="promote"
          >
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="ruleVersion" value={ruleVersion} />
          </ConfirmPanel>
        </div>
        {rows.length > 0 ? <ShadowRefusals rows={rows} /> : null}
      </Panel>
      <DangerPanel title={t('rule-shadows:drop')}>
        <ConfirmPanel
          trigger={t('rule-shadows:drop')}
          title={t('rule-shadows:dropTitle')}
          consequence={<p>{t('rule-shadows:dropConsequence')}</p>}
          action={`/rules/shadows/${id}/drop`}
          nonce={nonce}
          id="drop"
        >
          <input type="hidden" name="version" value={version} />
        </ConfirmPanel>
      </DangerPanel>
    </>
  )
}

function ShadowRefusals({ rows }: Pick<ShadowView, 'rows'>) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const columns = {
    card: t('rule-templates:tryCard'),
    station: t('rules:tryStation'),
    product: t('common:field.product'),
    taken: t('rules:tryTaken'),
    why: t('rule-shadows:why'),
  }
  return (
    <Table
      label={t('rule-shadows:title')}
      head={
        <>
          <th scope="col">{t('rules:tryMoment')}</th>
          <th scope="col">{columns.card}</th>
          <th scope="col">{columns.station}</th>
          <th scope="col">{columns.product}</th>
          <th scope="col" className="num">
            {columns.taken}
          </th>
          <th scope="col">{columns.why}</th>
        </>
      }
    >
      {rows.map(({ id, at, card, station, product, volume, why }) => (
        <tr key={id}>
          <td className="main">{formatDateTime(at, locale)}</td>
          <td data-label={columns.card}>
            <a href={`/cards/${card.id}`}>{card.number}</a>
          </td>
          <td data-label={columns.station}>{station}</td>
          <td data-label={columns.product}>{product ? fuels.nameOf(product) : '—'}</td>
          <td className="num" data-label={columns.taken}>
            {volume === null ? '—' : formatVolume(volume, locale)}
          </td>
          <td data-label={columns.why}>{why}</td>
        </tr>
      ))}
    </Table>
  )
}
