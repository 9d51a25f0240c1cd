import { expect, test } from 'vitest'
import { leaveFirstPressesToBrowser } from '#app/ui/layout/first-presses.ts'

/** An event that says whether it went on to the document, where React listens. */
class Press extends Event {
  isKept = false
  override stopPropagation() {
    this.isKept = true
    super.stopPropagation()
  }
}

function isKept(target: EventTarget, name: string): boolean {
  const press = new Press(name, { cancelable: true })
  target.dispatchEvent(press)
  expect(press.defaultPrevented).toBe(false)
  return press.isKept
}

test('presses do not reach React until the page is alive, and do what the browser does with them', () => {
  const page = new EventTarget()
  const onceAlive = leaveFirstPressesToBrowser(page)
  for (const name of ['pointerdown', 'click', 'keydown', 'input', 'submit'])
    expect(isKept(page, name)).toBe(true)
  expect(isKept(page, 'scroll')).toBe(false)
  onceAlive()
  for (const name of ['pointerdown', 'click', 'keydown', 'input', 'submit'])
    expect(isKept(page, name)).toBe(false)
})
