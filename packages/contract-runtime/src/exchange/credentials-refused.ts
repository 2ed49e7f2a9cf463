/** No token can be had. */
export class CredentialsRefused extends Error {
  override readonly name: string = "CredentialsRefused";
}

/** The token endpoint is on a host that must not see the credentials. */
export class CredentialsWithheld extends CredentialsRefused {
  override readonly name = "CredentialsWithheld";
}
