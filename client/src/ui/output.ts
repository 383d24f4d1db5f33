import * as vscode from "vscode";
import type { Connection } from "../fleet/fleet";
import { type TailEnd, type TailEvent, tailLogs } from "../fleet/operations/logs";
import { failureSentences, tailEndText } from "./operationText";

/** Which container's log is meant. */
export interface LogTarget {
	readonly namespace: string;
	readonly pod: string;
	readonly container: string;
}

/** A log that is being followed. */
export interface FollowedLog {
	readonly key: string;
	readonly title: string;
	/** Ends when lines come, or the container is known to wait, or it is over already. */
	readonly connected: Promise<TailEnd | undefined>;
	stop(): void;
}

/** Lines before now that a log begins with. */
const firstLines = 1_000;
/** Lines are written together; a channel that is written line by line makes the window slow. */
const writeInterval = 100;
const keptChannels = 20;

/** Follows logs into output channels, and shows in the status bar that it does. */
export class LogTails implements vscode.Disposable {
	private readonly following = new Map<string, FollowedLog>();
	private readonly channels = new Map<string, vscode.OutputChannel>();
	private readonly status = vscode.window.createStatusBarItem("edgewise.logs", vscode.StatusBarAlignment.Left);

	constructor() {
		this.status.name = vscode.l10n.t("Edgewise: Followed Logs");
		this.status.command = "edgewise.stopTailingLogs";
	}

	/** The logs that are being followed now. */
	get followed(): readonly FollowedLog[] {
		return [...this.following.values()];
	}

	/** Shows a container's log and goes on showing what comes. */
	follow(connection: Connection, target: LogTarget): FollowedLog {
		const { namespace, pod, container } = target;
		const key = [connection.context.name, namespace, pod, container].join("/");
		const channel = this.channelFor(key, `Edgewise: ${pod}/${container}`);
		channel.show(true);
		const known = this.following.get(key);
		if (known !== undefined) return known;
		const controller = new AbortController();
		const writer = new ChannelWriter(channel);
		writer.note(
			vscode.l10n.t("Following {0}/{1} in namespace {2} of {3}", pod, container, namespace, key.split("/")[0] ?? ""),
		);
		let connected: (end: TailEnd | undefined) => void = () => {};
		const log: FollowedLog = {
			key,
			title: `${pod}/${container}`,
			connected: new Promise((resolve) => {
				connected = resolve;
			}),
			stop: () => controller.abort(),
		};
		const onEvent = (event: TailEvent) => {
			connected(undefined);
			if (event.kind === "line") writer.line(event.text);
			else if (event.kind !== "following") writer.note(eventText(event, connection));
		};
		void tailLogs(connection.api, { ...target, tailLines: firstLines }, onEvent, controller.signal).then((end) => {
			writer.note(tailEndText(end, connection));
			writer.dispose();
			this.following.delete(key);
			this.showStatus();
			connected(end);
		});
		this.following.set(key, log);
		this.showStatus();
		return log;
	}

	dispose(): void {
		for (const log of this.followed) log.stop();
		for (const channel of this.channels.values()) channel.dispose();
		this.status.dispose();
	}

	private channelFor(key: string, name: string): vscode.OutputChannel {
		const channel = this.channels.get(key) ?? vscode.window.createOutputChannel(name, "log");
		this.channels.delete(key);
		this.channels.set(key, channel);
		for (const [old, unused] of this.channels) {
			if (this.channels.size <= keptChannels) break;
			if (this.following.has(old) || old === key) continue;
			unused.dispose();
			this.channels.delete(old);
		}
		return channel;
	}

	private showStatus(): void {
		const titles = this.followed.map(({ title }) => title);
		if (titles.length === 0) {
			this.status.hide();
			return;
		}
		this.status.text =
			titles.length === 1
				? vscode.l10n.t("{0} Following {1}", "$(output)", titles[0] ?? "")
				: vscode.l10n.t("{0} Following {1} logs", "$(output)", titles.length);
		this.status.tooltip = [vscode.l10n.t("Stop following"), ...titles].join("\n");
		this.status.show();
	}
}

/** Writes to a channel a few times a second. */
class ChannelWriter {
	private pending: string[] = [];
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly channel: vscode.OutputChannel) {}

	line(text: string): void {
		this.pending.push(text);
		this.timer ??= setTimeout(() => this.flush(), writeInterval);
	}

	/** A line of ours, told apart from the container's. */
	note(text: string): void {
		this.line(`── ${new Date().toLocaleTimeString(vscode.env.language)} ${text}`);
	}

	dispose(): void {
		this.flush();
	}

	private flush(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		if (this.pending.length === 0) return;
		this.channel.append(`${this.pending.join("\n")}\n`);
		this.pending = [];
	}
}

function eventText(event: Exclude<TailEvent, { kind: "line" | "following" }>, connection: Connection): string {
	switch (event.kind) {
		case "waiting":
			return event.reason === ""
				? vscode.l10n.t("The container has not started yet.")
				: vscode.l10n.t("The container has not started yet: {0}", event.reason);
		case "restarting":
			return event.reason === ""
				? vscode.l10n.t("The container ended with exit code {0}; it will be started again.", event.exitCode)
				: vscode.l10n.t(
						"The container ended with exit code {0} ({1}); it will be started again.",
						event.exitCode,
						event.reason,
					);
		case "reconnecting":
			return vscode.l10n.t("The link is down; trying again. {0}", failureSentences(event.failure, connection));
		case "reconnected":
			return vscode.l10n.t("The link is up again.");
	}
}
