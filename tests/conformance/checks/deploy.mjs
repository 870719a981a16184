// The examples of deploy/ by the programs that would run them: compose reads its file, Kubernetes' own schemas theirs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, root, run, work } from '../kit.mjs'

const compose = join(root, 'deploy/compose.yaml')
const kubernetes = join(root, 'deploy/kubernetes.yaml')

await check('docker-compose takes deploy/compose.yaml, and refuses it without a password', () => {
  const config = (password) =>
    run('docker-compose', ['-f', compose, 'config', '-q'], {
      env: { ...process.env, ...(password && { REDIS_PASSWORD: password }) },
    })
  const good = config('secret')
  expect(good.code === 0, good.err)
  expect(config(undefined).code !== 0, 'a queue without a password was taken')
  return run('docker-compose', ['version', '--short']).out.trim()
})

await check(
  'kubernetes-validate takes deploy/kubernetes.yaml strictly, and refuses it with a wrong property',
  () => {
    const good = run('kubernetes-validate', ['--strict', kubernetes])
    expect(good.code === 0, good.out + good.err)
    const count = readFileSync(kubernetes, 'utf8').match(/^kind: /gm).length
    const wrong = join(work, 'wrong.yaml')
    writeFileSync(wrong, readFileSync(kubernetes, 'utf8').replace('replicas: 4', 'replica: 4'))
    expect(run('kubernetes-validate', ['--strict', wrong]).code !== 0, 'a wrong property was taken')
    return `${count} resources`
  },
)
