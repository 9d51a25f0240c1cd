// Loaded into every process that the launcher starts (node --import): when the launcher is killed, the channel to it
// closes, and the process ends as if it had been asked to. Cluster workers have their own primary to follow.
import cluster from 'node:cluster'

if (cluster.isPrimary && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
