// Most requests are answered without waiting for anything, and a promise costs more than many a step of the way: what may
// have to wait is a value or the promise of one.
export type Settled<Value> = Value | Promise<Value>;

/** Goes on at once where the value is there. */
export function whenSettled<Value, Result>(
  value: Settled<Value>,
  proceed: (value: Value) => Settled<Result>,
): Settled<Result> {
  return value instanceof Promise ? value.then(proceed) : proceed(value);
}
