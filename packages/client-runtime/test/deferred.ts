/** A promise that is settled from outside. */
export function deferred<T = void>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = doNothing;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

function doNothing(): void {}
