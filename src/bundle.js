// Builds dist/: one self-contained CommonJS file that is at once the command and the library, its launcher, its types.
// One file starts fast, and the archive can keep it beside each version to rebuild that version later.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const unused = join(root, 'src/pdf/unused.cjs')

rmSync(join(root, 'dist'), { recursive: true, force: true })
const { metafile } = await build({
  metafile: true,
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/filingpress.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  minify: true,
  keepNames: false,
  legalComments: 'linked',
  banner: {
    js: "#!/usr/bin/env node\nconst filingpressUrl=require('node:url').pathToFileURL(__filename).href;",
  },
  define: { 'import.meta.url': 'filingpressUrl' },
  // pdfkit is used as a writer of PDF objects only: its fonts, images and ciphers never run.
  alias: {
    pdfkit: join(root, 'node_modules/pdfkit/js/pdfkit.js'),
    fontkit: unused,
    linebreak: unused,
    'png-js': unused,
    '@noble/ciphers/aes': unused,
  },
})
// The command starts through a launcher that knows what V8 compiled in one run over the examples of the tests.
copyFileSync(join(root, 'src/launch.cjs'), join(root, 'dist/cli.cjs'))
const scratch = mkdtempSync(join(tmpdir(), 'filingpress-bundle-'))
// Exit code 1 only says that a filing has something to settle.
const warmed = spawnSync(
  process.execPath,
  [join(root, 'dist/cli.cjs'), 'build', '--quiet', '--content', join(root, 'content'), '--out', scratch],
  {
    env: { ...process.env, FILINGPRESS_WRITE_CACHE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
if (warmed.status !== 0 && warmed.status !== 1) throw new Error(`the bundle does not run: ${warmed.status}`)
rmSync(scratch, { recursive: true, force: true })

/** What others wrote and the bundle holds, with their licences. */
const packages = new Set(
  Object.keys(metafile.inputs).flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  ),
)
const notices = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[sc]e/i.test(one))
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
  return `${name} ${version} (${license})\n\n${text}\n`
})
writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices.join('\n----\n\n'))

execFileSync(
  process.execPath,
  [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...'--noEmit false --declaration --emitDeclarationOnly --rewriteRelativeImportExtensions'.split(' '),
    ...['--outDir', join(root, 'dist/types'), '--rootDir', join(root, 'src'), '-p', join(root, 'src')],
  ],
  { cwd: root, stdio: 'inherit' },
)
