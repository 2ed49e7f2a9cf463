/** A call that cannot be written as a request: a path parameter has no value, or one that would be another path. */
export class Unsendable extends Error {
  override readonly name = "Unsendable";
}
