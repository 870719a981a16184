/** Runs work over a list, so many at a time. @throws what the first that failed threw, once all begun have ended */
export async function each<T>(
  list: readonly T[],
  work: (one: T) => Promise<void>,
  atOnce = 16,
): Promise<void> {
  let next = 0
  const failures: unknown[] = []
  const run = async (): Promise<void> => {
    while (next < list.length && failures.length === 0) {
      try {
        await work(list[next++] as T)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, run))
  if (failures.length > 0) throw failures[0]
}
