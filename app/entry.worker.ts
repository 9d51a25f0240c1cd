const beat = setInterval(() => {}, 1_000)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => clearInterval(beat))
