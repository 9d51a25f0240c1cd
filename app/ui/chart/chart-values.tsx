import type { ChartTableProps } from './chart-table.tsx'
import { fillOf } from './series-colours.ts'

type ChartValuesProps = Pick<ChartTableProps, 'groups' | 'series' | 'format' | 'totalLabel' | 'totals'>

/** Over each bar a button without an act: whoever points at it or comes to it with the Tab key reads its values. */
export function ChartValues({ groups, series, format, totalLabel, totals }: ChartValuesProps) {
  return (
    <div className="plot-hits">
      {groups.map((group, index) => {
        const parts = series.flatMap(({ label, colour, values }, order) => {
          const value = values[index] ?? 0
          return value === 0 ? [] : [{ label, fill: fillOf(colour, order), text: format(value) }]
        })
        const total = parts.length === 1 ? [] : [`${totalLabel}: ${format(totals[index] ?? 0)}`]
        const words = [...parts.map(({ label, text }) => `${label}: ${text}`), ...total]
        return (
          <div key={group} className="plot-column">
            <button type="button" className="plot-hit" aria-label={`${group}. ${words.join(', ')}`} />
            <div
              className={index * 2 < groups.length ? 'plot-tip' : 'plot-tip plot-tip-end'}
              aria-hidden="true"
            >
              <b>{group}</b>
              {parts.map(({ label, fill, text }) => (
                <span key={label}>
                  <span className="swatch">
                    <svg aria-hidden="true">
                      <rect className={fill} width="100%" height="100%" rx="3" />
                    </svg>
                    {label}
                  </span>
                  {text}
                </span>
              ))}
              {total.map((text) => (
                <b key={text}>{text}</b>
              ))}
            </div>
          </div>
        )
      })}
    </div>
  )
}
