/** What is wrong with a topic. */
export type TopicFault =
	| { readonly kind: "empty" }
	| { readonly kind: "wildcard"; readonly at: number }
	| { readonly kind: "misplaced"; readonly at: number }
	| { readonly kind: "system" };

/** What is wrong with a topic to publish to, by the specification of MQTT. */
export function publishFault(topic: string): TopicFault | undefined {
	if (topic === "") return { kind: "empty" };
	const at = topic.search(/[+#]/);
	if (at >= 0) return { kind: "wildcard", at };
	return /^\$SYS(?:\/|$)/.test(topic) ? { kind: "system" } : undefined;
}

/** What is wrong with a topic to subscribe to: a wildcard takes a whole level, and `#` the last one. */
export function subscribeFault(topic: string): TopicFault | undefined {
	if (topic === "") return { kind: "empty" };
	const levels = topic.split("/");
	let at = 0;
	for (const [index, level] of levels.entries()) {
		const found = level.search(/[+#]/);
		if (found >= 0) {
			const fits = level === "+" || (level === "#" && index === levels.length - 1);
			if (!fits) return { kind: "misplaced", at: at + found };
		}
		at += level.length + 1;
	}
	return undefined;
}

const eventTopic = /^\$hw\/events\/device\/(.+?)\/(twin|state)\/(.+)$/;

/** What EdgeCore's own topics speak of; `undefined` for any other topic. */
export function eventTopicOf(topic: string): { readonly device: string; readonly start: number } | undefined {
	const device = eventTopic.exec(topic)?.[1];
	return device === undefined ? undefined : { device, start: "$hw/events/device/".length };
}
