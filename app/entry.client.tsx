import { RemixBrowser } from '@remix-run/react'
import { type ReactNode, StrictMode, startTransition, useLayoutEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { leaveFirstPressesToBrowser } from './ui/layout/first-presses.ts'
import { pageWords } from './ui/layout/page-words.ts'
import { toleratePageTranslation } from './ui/layout/translated.ts'
import { WordsContext } from './ui/layout/words.ts'

toleratePageTranslation()

function Alive({ onceAlive, children }: { onceAlive: () => void; children: ReactNode }) {
  useLayoutEffect(onceAlive, [onceAlive])
  return children
}

pageWords().then((words) => {
  const onceAlive = leaveFirstPressesToBrowser()
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <Alive onceAlive={onceAlive}>
          <WordsContext.Provider value={words}>
            <RemixBrowser />
          </WordsContext.Provider>
        </Alive>
      </StrictMode>,
    )
  })
})
