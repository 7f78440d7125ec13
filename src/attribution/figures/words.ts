/** Names as one reads them: `a`, `a and b`, `a, b and c`, the rest as a number beyond `most`. */
export function listed(names: readonly string[], most = 4): string {
  if (names.length > most) return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** A number of things: `1 task`, `40 tasks`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-GB')} ${thing}${count === 1 ? '' : 's'}`;
}

/** How figures write a coalition: its members joined by ×. */
export function coalitionText(members: readonly string[]): string {
  return members.join(' × ');
}

/** Room for the longest label to the left of a plot, in pixels: about 6.6 a character at the size of the axis labels. */
export function labelRoom(labels: readonly string[]): number {
  return Math.min(260, Math.ceil(26 + 6.6 * Math.max(...labels.map((label) => label.length))));
}
