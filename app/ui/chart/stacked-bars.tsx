import type { ReactNode } from 'react'
import { share, ticksBetween } from './chart-scale.ts'
import { type ChartSeries, ChartTable, type ChartTableProps } from './chart-table.tsx'
import { ChartValues } from './chart-values.tsx'
import { fillOf } from './series-colours.ts'

export interface StackedBarsProps extends Omit<ChartTableProps, 'totals'> {
  /** Beside the title: a switch. */
  action?: ReactNode
  /** Under the title: what the bars say. */
  note?: ReactNode
  /** Of the ticks, which are round; else as the values. */
  formatTick?: (value: number) => string
  /** A limit that bars are compared with; the note says what it is. */
  line?: number | null
}

/**
 * Bars of stacked parts as SVG from the server, with the same figures as a table for screen readers. Lengths are
 * in percent, so it fits any width without JavaScript or inline styles.
 */
export function StackedBars({ action, note, formatTick, line = null, ...table }: StackedBarsProps) {
  const { title, groups, series, format } = table
  const totals = groups.map((_, group) => series.reduce((sum, { values }) => sum + (values[group] ?? 0), 0))
  const stacks = groups.map((_, group) => stackOf(series.map(({ values }) => values[group] ?? 0)))
  const ends = stacks.flatMap((parts) => parts.flatMap(({ from, to }) => [from, to]))
  const ticks = ticksBetween(Math.min(0, ...ends), Math.max(0, line ?? 0, ...ends))
  const scale = { bottom: ticks.at(0) ?? 0, top: ticks.at(-1) ?? 1 }
  return (
    <figure className="chart">
      <figcaption>
        {title}
        {action}
      </figcaption>
      {note}
      {series.length > 1 ? <Legend series={series} /> : null}
      <div className="plot">
        <div className="plot-ticks" aria-hidden="true">
          {ticks.toReversed().map((tick) => (
            <span key={tick}>{(formatTick ?? format)(tick)}</span>
          ))}
        </div>
        <svg aria-hidden="true">
          {ticks.map((tick) => (
            <line
              key={tick}
              className={tick === 0 ? 'grid-line grid-base' : 'grid-line'}
              x1="0"
              x2="100%"
              y1={share(scale.top - tick, scale.top - scale.bottom)}
              y2={share(scale.top - tick, scale.top - scale.bottom)}
            />
          ))}
          {groups.map((group, index) => (
            <Bar
              key={group}
              index={index}
              of={groups.length}
              series={series}
              stack={stacks[index] ?? []}
              scale={scale}
            />
          ))}
          {line === null ? null : (
            <line
              className="limit-line"
              x1="0"
              x2="100%"
              y1={share(scale.top - line, scale.top - scale.bottom)}
              y2={share(scale.top - line, scale.top - scale.bottom)}
            />
          )}
        </svg>
        <ChartValues {...table} totals={totals} />
        <div className="plot-labels" aria-hidden="true">
          {groups.map((group, index) => (
            <span key={group} className={groups.length > 7 && index % 2 === 1 ? 'thin' : undefined}>
              {group}
            </span>
          ))}
        </div>
      </div>
      <ChartTable {...table} totals={totals} />
    </figure>
  )
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="legend" aria-hidden="true">
      {series.map(({ label, colour }, index) => (
        <li key={label}>
          <svg aria-hidden="true">
            <rect className={fillOf(colour, index)} width="100%" height="100%" rx="3" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

interface Part {
  value: number
  from: number
  to: number
}

/** Parts above zero one upon another, those below it downwards: a month may end with more returns than sales. */
function stackOf(values: readonly number[]): Part[] {
  let [above, below] = [0, 0]
  return values.map((value) => {
    if (value < 0) {
      below += value
      return { value, from: below, to: below - value }
    }
    above += value
    return { value, from: above - value, to: above }
  })
}

interface BarProps extends Pick<StackedBarsProps, 'series'> {
  index: number
  of: number
  stack: readonly Part[]
  scale: { bottom: number; top: number }
}

function Bar({ index, of, series, stack, scale }: BarProps) {
  const height = scale.top - scale.bottom
  return (
    <>
      {series.map(({ label, colour }, order) => {
        const part = stack[order]
        if (!part || part.value === 0) return null
        return (
          <rect
            key={label}
            className={series.length > 1 ? `bars-seg ${fillOf(colour, order)}` : fillOf(colour, order)}
            x={share(index + 0.19, of)}
            width={share(0.62, of)}
            y={share(scale.top - part.to, height)}
            height={share(part.to - part.from, height)}
            rx="2"
          />
        )
      })}
    </>
  )
}
