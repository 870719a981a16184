// A thread that wants into a folder again and again: each round begins when all stand at the barrier, with a lock of a
// dead process before them. Counts whoever is inside at once.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const { bundle, folder, rounds, rivals, shared } = workerData
const { holdNow, mutex } = createRequire(import.meta.url)(bundle)
// [arrived, round, inside, most, entered]
const numbers = new Int32Array(shared)

for (let round = 1; round <= rounds; round++) {
  if (Atomics.add(numbers, 0, 1) === rivals - 1) {
    Atomics.store(numbers, 0, 0)
    parentPort.postMessage(round)
  }
  Atomics.wait(numbers, 1, round - 1)
  try {
    const release = holdNow(mutex(folder, '.x.lock'), 'is at work', 2000)
    const inside = Atomics.add(numbers, 2, 1) + 1
    if (inside > Atomics.load(numbers, 3)) Atomics.store(numbers, 3, inside)
    Atomics.add(numbers, 4, 1)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    Atomics.sub(numbers, 2, 1)
    release()
  } catch (error) {
    if (error.code !== 'W007') throw error
  }
}
