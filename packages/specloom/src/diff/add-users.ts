/** Adds to names whatever uses one of them, however far away. Circles end. */
export function addUsers(names: Set<string>, users: ReadonlyMap<string, Iterable<string>>): void {
  const queue = [...names];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const user of users.get(next) ?? []) {
      if (names.has(user)) continue;
      names.add(user);
      queue.push(user);
    }
  }
}
