/** A `package.json`, as far as it is read here. */
export interface Manifest {
  readonly name?: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly license?: string;
  readonly repository?: unknown;
  readonly packageManager?: string;
  readonly devEngines?: { readonly packageManager?: { readonly name?: string } };
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
