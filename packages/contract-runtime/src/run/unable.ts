/** The command cannot run; the message is a sentence for whoever called it. */
export class Unable extends Error {
  override readonly name = "Unable";
}
