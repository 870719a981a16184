import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['tests/support/fresh.ts'],
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A quarter of the time goes into loading the same modules for each file otherwise.
    isolate: false,
    maxWorkers: '100%',
  },
})
