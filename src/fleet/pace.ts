/** How far a run is, how fast, and how long it will take: numbers for a bar, a line or a program. */

export interface Pace {
  readonly done: number
  readonly of: number
  /** Jobs a second so far. */
  readonly rate: number
  /** Seconds until the end at this rate; undefined before the first job is done. */
  readonly left: number | undefined
}

/** @param milliseconds since the run began */
export function paceOf(done: number, of: number, milliseconds: number): Pace {
  const rate = milliseconds > 0 ? (done * 1000) / milliseconds : 0
  return { done, of, rate, left: rate > 0 ? (of - done) / rate : undefined }
}

/** `0:07`, `1:02:09`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Width of the bar, in characters: with rate and time it fits a terminal of 80 beside a name. */
const barWidth = 24

/** `[########................]  312 of 1000  21.4 a second  0:32 left`. */
export function bar({ done, of, rate, left }: Pace): string {
  const full = of === 0 ? barWidth : Math.floor((done * barWidth) / of)
  const time = left === undefined ? '' : `  ${clockText(left)} left`
  return `[${'#'.repeat(full).padEnd(barWidth, '.')}]  ${done} of ${of}  ${rate.toFixed(1)} a second${time}`
}
