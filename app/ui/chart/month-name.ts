import { useWords } from '#app/ui/layout/words.ts'

/** `2026-03` -> `Mar`, or `Mar 2026`. */
export function useMonthName(): (month: string, withYear?: boolean) => string {
  const { say } = useWords()
  return (month, withYear) => {
    const name = say(`common:month.${month.slice(5)}`)
    return withYear ? `${name} ${month.slice(0, 4)}` : name
  }
}
