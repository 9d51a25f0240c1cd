// Loaded before a process of the cabinet (node --import): its own clock goes wrong by CLOCK_SHIFT_MS, the database's does not.
const shift = Number(process.env.CLOCK_SHIFT_MS)

globalThis.Date = new Proxy(Date, {
  construct: (clock, parts, asked) =>
    Reflect.construct(clock, parts.length === 0 ? [clock.now() + shift] : parts, asked),
  get: (clock, name) => (name === 'now' ? () => clock.now() + shift : Reflect.get(clock, name)),
})
