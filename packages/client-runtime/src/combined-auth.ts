import type { AuthScheme, Credentials } from "./auth-scheme.ts";

/** Several schemes that a document asks for together, with the options of each. */
export function combinedAuth(...schemes: readonly AuthScheme[]): AuthScheme {
  return {
    options: schemes.flatMap(({ options }) => options),
    resolve(values, setting) {
      const left = [...values];
      const all = schemes.map(({ options, resolve }) => resolve(left.splice(0, options.length), setting));
      return {
        ...Object.assign({}, ...all),
        query: Object.assign({}, ...all.map(({ query }) => query)),
        authorize: (headers) => {
          for (const { authorize } of all) authorize?.(headers);
        },
      } as Credentials;
    },
  };
}
