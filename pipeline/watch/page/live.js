// The stream of events from the server: connects, notices silence, connects again, and tells a restart from a pause.

const SILENT_MS = 8000; // a state comes every second; a connection this silent is taken for dead
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10000;

export class Live {
  #on;
  #source = null;
  #waitMs = FIRST_WAIT_MS;
  #heardAt = 0;
  #instance = null;
  #seq = 0;

  /** `on` has connection(name), opened(), restarted(), state(STATE), ends([END…]) and dropped(count, away). */
  constructor(on) {
    this.#on = on;
    this.#connect();
    setInterval(() => this.#watch(), 2000);
  }

  #connect() {
    const source = new EventSource(this.#seq ? `events?last=${this.#instance}-${this.#seq}` : "events");
    this.#source = source;
    this.#heardAt = performance.now();
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("state", (event) => this.#state(JSON.parse(event.data)));
    source.addEventListener("ends", (event) => this.#ends(JSON.parse(event.data), event.lastEventId));
    source.addEventListener("dropped", (event) => this.#dropped(JSON.parse(event.data)));
    source.addEventListener("error", () => this.#failed(source));
  }

  #opened() {
    this.#heard();
    this.#waitMs = FIRST_WAIT_MS;
    this.#on.opened();
  }

  #state(state) {
    this.#heard();
    this.#comesFrom(state.instance);
    this.#on.connection(state.draining ? "draining" : "live");
    this.#on.state(state);
  }

  #ends(ends, id) {
    this.#heard();
    this.#comesFrom(id.slice(0, id.lastIndexOf("-")));
    const fresh = ends.filter((end) => end.seq > this.#seq); // a new connection begins with ends that we may have
    if (fresh.length === 0) return;
    this.#seq = fresh.at(-1).seq;
    this.#on.ends(fresh);
  }

  #dropped({ count, away }) {
    this.#heard();
    this.#on.dropped(count, away);
  }

  /** Counts begin anew with another instance. */
  #comesFrom(instance) {
    if (instance === this.#instance) return;
    const first = this.#instance === null;
    this.#instance = instance;
    this.#seq = 0;
    if (!first) this.#on.restarted();
  }

  #heard() {
    this.#heardAt = performance.now();
  }

  /** The browser connects again by itself, unless the answer was an error: then it is for us. */
  #failed(source) {
    if (source !== this.#source) return;
    this.#on.connection("reconnecting");
    if (source.readyState === EventSource.CLOSED) this.#connectLater();
  }

  #watch() {
    const silent = performance.now() - this.#heardAt > SILENT_MS;
    if (!silent || this.#source?.readyState !== EventSource.OPEN) return;
    this.#on.connection("reconnecting");
    this.#source.close();
    this.#connectLater();
  }

  #connectLater() {
    this.#source = null;
    setTimeout(() => this.#connect(), this.#waitMs);
    this.#waitMs = Math.min(LONGEST_WAIT_MS, 2 * this.#waitMs);
  }
}
