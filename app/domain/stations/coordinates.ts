/** Degrees between which Kazakhstan lies. */
const latitudes = { from: 40.5, to: 55.5 }
const longitudes = { from: 46.4, to: 87.4 }

function isIn({ from, to }: { from: number; to: number }, degrees: number): boolean {
  return degrees >= from && degrees <= to
}

/** Whether the point lies in Kazakhstan, and does so only with latitude and longitude exchanged. */
export function areExchanged(latitude: number, longitude: number): boolean {
  const isHere = isIn(latitudes, latitude) && isIn(longitudes, longitude)
  return !isHere && isIn(latitudes, longitude) && isIn(longitudes, latitude)
}
