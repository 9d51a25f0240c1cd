/** Reads the QR code of one photo in a thread of its own, see domain/till/photos/photo-decoder.server.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { readPhoto } from './domain/till/photos/photo-reading.ts'

parentPort?.postMessage(readPhoto(workerData))
