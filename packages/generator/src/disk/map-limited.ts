/** As many files as are open at once: enough to keep a disk busy, few enough for any limit of a system. */
const AT_ONCE = 32;

/** What `task` makes of each item, in their order, some of them at a time. @throws what the first failing task throws, when no task runs any more */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
  atOnce: number = AT_ONCE,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await task(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  return results;
}
