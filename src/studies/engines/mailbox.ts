/** A list that one side fills and the other waits for. */
export class Mailbox<Letter> {
  #letters: Letter[] = [];
  #wake: (() => void) | undefined;

  put(letter: Letter): void {
    this.#letters.push(letter);
    this.#wake?.();
  }

  /** All letters, as soon as there is one. */
  async take(): Promise<Letter[]> {
    if (this.#letters.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
    const letters = this.#letters;
    this.#letters = [];
    return letters;
  }
}
