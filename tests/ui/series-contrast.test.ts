import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const styles = join(import.meta.dirname, '../../app/styles')
const tokens = readFileSync(join(styles, 'tokens.css'), 'utf8')
const chart = readFileSync(join(styles, 'chart.css'), 'utf8')

/** WCAG 2.2, success criterion 1.4.11: what has to be seen to understand a chart. */
const WANTED = 3

const themes = ['light', 'dark'] as const
const series = [...new Set(chart.match(/--series-\d+/g))].sort()

function colourOf(token: string, theme: (typeof themes)[number]): string {
  const colour = new RegExp(`^  ${token}: .*var\\(--${theme}, (#[0-9a-f]{6})\\)`, 'm').exec(tokens)?.[1]
  if (!colour) throw new Error(`tokens.css has no ${token} for the ${theme} theme`)
  return colour
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

test('contrast is computed as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('a chart draws eight colours', () => {
  expect(series).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `--series-${number}`))
})

test.each(themes)('each colour of a chart stands out from its surface, %s', (theme) => {
  const faint = series.flatMap((token) => {
    const ratio = contrast(colourOf(token, theme), colourOf('--surface', theme))
    return ratio < WANTED ? [`${token}: ${ratio.toFixed(2)}`] : []
  })
  expect(faint).toEqual([])
})
