import { bodies } from "./bodies.ts";
import { lists } from "./lists.ts";
import { statuses } from "./statuses.ts";
import { transport } from "./transport.ts";
import type { Variant } from "./variant.ts";

/** Every correct variant. */
export const variants: readonly Variant[] = [...lists, ...statuses, ...bodies, ...transport];
