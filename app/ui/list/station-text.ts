/** A station in one line; what is empty is left out. */
export function stationText({ code, name, city }: { code: string; name: string; city: string }): string {
  return [code, name, city].filter(Boolean).join(' · ')
}
