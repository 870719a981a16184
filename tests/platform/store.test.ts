/** The stores that there are, by the laws of all of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { diskStore, storeOf } from '../../src/platform/store.ts'
import { SimDisk } from '../support/sim-disk.ts'
import { storeLaws } from './store-laws.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

storeLaws('a store on a disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-store-'))
  folders.push(folder)
  const again = () => diskStore(folder, 'vault')
  return { store: again(), root: 'vault', again }
})

storeLaws('a store by the steps of a disk in memory', async () => {
  const disk = new SimDisk()
  let last: Promise<void> = Promise.resolve()
  const lock = async (): Promise<() => void> => {
    const before = last
    let release = (): void => {}
    last = new Promise((done) => {
      release = done
    })
    await before
    return release
  }
  const again = () => storeOf(disk, 'vault', lock)
  return { store: again(), root: 'vault', again }
})
