/** A log line as it came, parted from its timestamp. */
export interface LogLine {
	/** RFC 3339 with up to nanoseconds; absent on the continuation of a line. */
	readonly time?: string;
	readonly text: string;
}

/** Parts a line from the timestamp that the server put before it. */
export function parseLogLine(line: string): LogLine {
	const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))(?: |$)/.exec(line);
	return match?.[1] === undefined ? { text: line } : { time: match[1], text: line.slice(match[0].length) };
}

/**
 * Where in a log one has read to. After a link broke, the log is asked for again from the second of the last line on
 * (servers count only whole seconds), and the lines that were read already are left out.
 */
export class LogPosition {
	/** The time of the last line; nanoseconds since the epoch. */
	private last: bigint | undefined;
	/** The last line's time as it was written. */
	private lastText: string | undefined;
	/** Lines read that carry exactly the time of the last. */
	private sameTime = 0;
	/** While reading again: how many lines of the last time were met. */
	private metAgain = 0;
	private again = false;
	private skipped = false;

	/** What to ask the server for, to go on from here; `undefined` before any line. */
	get sinceTime(): string | undefined {
		return this.lastText;
	}

	/** To be called before lines are read again. */
	resume(): void {
		this.again = this.last !== undefined;
		this.metAgain = 0;
	}

	/** Takes a line in. @returns whether it is new */
	accept(line: LogLine): boolean {
		const time = line.time === undefined ? undefined : nanoseconds(line.time);
		// A continuation belongs to the line before it.
		if (time === undefined) return !(this.again && this.skipped);
		this.skipped = this.again && this.isKnown(time);
		if (this.skipped) return false;
		if (this.last === undefined || time > this.last) {
			this.again = false;
			this.last = time;
			this.lastText = line.time;
			this.sameTime = 1;
		} else if (time === this.last) {
			this.sameTime++;
		}
		return true;
	}

	private isKnown(time: bigint): boolean {
		if (this.last === undefined || time > this.last) return false;
		if (time < this.last) return true;
		this.metAgain++;
		return this.metAgain <= this.sameTime;
	}
}

function nanoseconds(time: string): bigint | undefined {
	const match = /^(.{19})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(time);
	if (match === null) return undefined;
	const milliseconds = Date.parse(`${match[1]}${match[3]}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return BigInt(milliseconds) * 1_000_000n + BigInt((match[2] ?? "").padEnd(9, "0").slice(0, 9));
}
