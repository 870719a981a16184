/** What a program in a scratch folder can reach, and what stays of it. */

import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { runInScratch } from '../../src/platform/scratch.ts'

const run = (program: string, files: Record<string, string> = {}) => {
  const whole = new Map(
    Object.entries({ 'main.cjs': program, ...files }).map(([name, text]) => [
      name,
      new TextEncoder().encode(text),
    ]),
  )
  const { files: made, said, held } = runInScratch(whole, process.execPath, ['main.cjs'], {}, 'out')
  return { told: new TextDecoder().decode(made?.get('told')), names: [...(made?.keys() ?? [])], said, held }
}
const telling = (expression: string) =>
  `const fs = require('node:fs'); fs.mkdirSync('out'); let told; try { told = ${expression} } catch (error) { told = 'refused' } fs.writeFileSync('out/told', String(told))`

it('reads and writes its own folder', () => {
  const { told, held } = run(telling("fs.readFileSync('a/b.txt', 'utf8')"), { 'a/b.txt': 'inside' })
  expect([told, held.files]).toEqual(['inside', true])
})

it.each([
  "fs.readFileSync('/etc/hostname', 'utf8')",
  `fs.readdirSync(${JSON.stringify(tmpdir())})`,
  `fs.writeFileSync(${JSON.stringify(`${tmpdir()}/filingpress-escaped`)}, 'x')`,
  "require('node:child_process').execSync('true')",
  "new (require('node:worker_threads').Worker)('0', { eval: true })",
  "require('node:net').connect(80, '127.0.0.1')",
  "require('node:http').get('http://127.0.0.1/')",
  "fetch('http://127.0.0.1/')",
])('is refused %s', (expression) => {
  expect(run(telling(expression)).told).toBe('refused')
  expect(readdirSync(tmpdir())).not.toContain('filingpress-escaped')
})

it('has nothing of the environment', () => {
  process.env['FILINGPRESS_SECRET'] = 'x'
  const { told } = run(telling('JSON.stringify(process.env)'))
  delete process.env['FILINGPRESS_SECRET']
  expect(JSON.parse(told)).toEqual({ PATH: '' })
})

it('reaches nobody even below the modules of Node, where the machine can close the network', async (context) => {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url ?? '')
    response.end()
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  // The guard's modules are put aside, as a program would that means harm.
  const program = `const { TCP, TCPConnectWrap, constants } = process.binding('tcp_wrap'); const tcp = new TCP(constants.SOCKET); const request = new TCPConnectWrap(); request.oncomplete = (status) => { told = status }; told = tcp.connect(request, '127.0.0.1', ${port})`
  const { held } = run(
    `const fs = require('node:fs'); fs.mkdirSync('out'); let told = 'nothing'; try { ${program} } catch (error) { told = 'refused' } setTimeout(() => { fs.writeFileSync('out/told', String(told)); process.exit() }, 100)`,
  )
  server.close()
  if (!held.network) return context.skip('neither this Node nor this machine can close the network')
  expect(calls).toEqual([])
})

it('brings back files and nothing else, and refuses names that lead out', () => {
  const { names } = run(
    "const fs = require('node:fs'); fs.mkdirSync('out/folder', { recursive: true }); fs.writeFileSync('out/told', 'x'); try { fs.symlinkSync('/etc/hostname', 'out/link') } catch {}",
  )
  expect(names).toEqual(['told'])
  expect(() => run('', { '../escaped': 'x' })).toThrow(/leads out/)
})

it('tells what the program said where it made nothing', () => {
  expect(run("console.error('no'); process.exit(3)").said).toContain('no')
})
