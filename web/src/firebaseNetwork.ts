import { disableNetwork, enableNetwork, type Firestore } from 'firebase/firestore';
import { connection } from './connectionStore.ts';

/**
 * Firestore's network: shut until Auth has said who this is, open while the reader wants live updates. One switching
 * after the other, for two at once end in whichever state comes last.
 */
export class Network {
  readonly #db: Firestore;
  #isAllowed = false;
  #isBusy = false;
  #isAgain = false;

  constructor(db: Firestore) {
    this.#db = db;
    connection.subscribe(() => {
      // Going on is a kick.
      if (!isWanted() && this.#isOpen) void this.#switch();
    });
  }

  #isOpen = false;

  /** The page goes: the server hears of it at once, and not from a line that is silent for long enough. */
  leave(): void {
    if (this.#isOpen) void disableNetwork(this.#db);
  }

  /** Lets Firestore talk to the server, now that Auth has said for whom. */
  allow(): Promise<void> {
    this.#isAllowed = true;
    return this.#switch();
  }

  /** Drops the stream and makes a new one: listeners stay, and hear from the server again. */
  kick(): void {
    if (this.#isAllowed) void this.#switch();
  }

  async #switch(): Promise<void> {
    if (this.#isBusy) {
      this.#isAgain = true;
      return;
    }
    this.#isBusy = true;
    do {
      this.#isAgain = false;
      this.#isOpen = false;
      await disableNetwork(this.#db);
      if (isWanted()) {
        this.#isOpen = true;
        await enableNetwork(this.#db);
      }
    } while (this.#isAgain);
    this.#isBusy = false;
  }
}

function isWanted(): boolean {
  const { isLiveOn, isPaused } = connection.get();
  return isLiveOn && !isPaused;
}
