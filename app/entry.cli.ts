process.stdout.write(`${process.argv.slice(2).join(' ')}\n`)
