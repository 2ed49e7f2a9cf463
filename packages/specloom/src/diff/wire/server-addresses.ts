import { entriesOf, itemsOf, memberOf, textOf, type Json } from "@specloom/api-model";

/** Addresses that one server entry with lists of values stands for, at most. */
const MOST_ADDRESSES = 200;

/** The addresses of `servers`, with lists of values written out and `{}` where any value goes. */
export function listAddresses(servers: Json | undefined): string[] {
  return itemsOf(servers).flatMap((server) => {
    let addresses = [textOf(server, "url") ?? "/"];
    for (const [name, variable] of entriesOf(memberOf(server, "variables"))) {
      const values = itemsOf(memberOf(variable, "enum")).map(String);
      const spelled = values.length === 0 ? ["{}"] : values;
      addresses = addresses
        .flatMap((address) => spelled.map((value) => address.replaceAll(`{${name}}`, value)))
        .slice(0, MOST_ADDRESSES);
    }
    return addresses.map((address) => address.replace(/\/+$/, ""));
  });
}
