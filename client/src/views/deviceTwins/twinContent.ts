import type * as vscode from "vscode";
import type { DesiredProblem, DeviceTwins, SilenceReason, Twin, TwinSync, TwinValue } from "../../fleet/deviceTwins";
import { markdownTable, plain, timeText, type Words } from "../../ui/words";
import type { Tone, TreeContent } from "../tree/content";

type Localize = Pick<typeof vscode.l10n, "t">;

/** A property of a device: what is desired, what is reported, and how far the one is from the other. */
export function twinContent(
	deviceId: string,
	twin: Twin,
	device: DeviceTwins,
	contextName: string,
	words: Words,
): TreeContent {
	const { l10n } = words;
	return {
		id: `${deviceId}/property/${twin.property}`,
		contextName,
		label: twin.property,
		description: [
			valuesText(twin, l10n),
			syncText(twin.sync, l10n),
			twin.desiredProblem && problemText(twin.desiredProblem, l10n),
		]
			.filter(Boolean)
			.join(" · "),
		...twinLook(twin),
		tooltip: twinTooltip(twin, words),
		contextValue: contextValueOf(twin, device),
		reference: {
			apiVersion: device.object.apiVersion,
			kind: device.object.kind,
			namespace: device.namespace,
			name: device.name,
		},
		property: twin.property,
	};
}

/** Which twins may be given a desired value: not what the device does not declare, and not what is only read. */
function contextValueOf({ sync, rule }: Twin, { source }: DeviceTwins): string {
	if (sync === "undeclared" || rule?.accessMode === "ReadOnly") return "edgewise.twin.readOnly";
	return source === "deviceV1alpha2" ? "edgewise.twin.v1alpha2" : "edgewise.twin";
}

function valuesText({ sync, desired, reported, rule }: Twin, l10n: Localize): string | undefined {
	const unit = rule?.unit;
	const withUnit = (value: TwinValue) => (unit === undefined ? value.value : `${value.value} ${unit}`);
	if (desired !== undefined && sync === "inSync") return withUnit(desired);
	if (desired !== undefined && reported !== undefined) {
		return l10n.t("desired {0} → reported {1}", desired.value, withUnit(reported));
	}
	if (desired !== undefined) return l10n.t("desired {0} → nothing reported", withUnit(desired));
	return reported === undefined ? undefined : l10n.t("reported {0}", withUnit(reported));
}

function syncText(sync: TwinSync, l10n: Localize): string | undefined {
	switch (sync) {
		case "inSync":
			return l10n.t("in sync");
		case "notDelivered":
			return l10n.t("not delivered");
		case "notReached":
			return l10n.t("not reached");
		case "differs":
			return l10n.t("differs");
		case "silent":
			return l10n.t("nothing reported");
		case "undeclared":
			return l10n.t("not declared");
		case "notReported":
		case "reportOnly":
			return undefined;
	}
}

function twinLook({ sync, desiredProblem }: Twin): { readonly icon: string; readonly tone: Tone } {
	if (desiredProblem !== undefined && sync !== "inSync") return { icon: "error", tone: "bad" };
	switch (sync) {
		case "inSync":
			return { icon: "pass", tone: "good" };
		case "notDelivered":
			return { icon: "cloud-upload", tone: "doubtful" };
		case "notReached":
		case "differs":
			return { icon: "sync", tone: "doubtful" };
		case "notReported":
			return { icon: "question", tone: "doubtful" };
		case "undeclared":
			return { icon: "warning", tone: "doubtful" };
		case "reportOnly":
			return { icon: "eye", tone: "plain" };
		case "silent":
			return { icon: "circle-large-outline", tone: "plain" };
	}
}

function twinTooltip(twin: Twin, words: Words): string {
	const { l10n } = words;
	const { rule } = twin;
	const side = (value: TwinValue | undefined) =>
		value && (value.at === undefined ? value.value : l10n.t("{0} (at {1})", value.value, timeText(value.at, words)));
	const rows = markdownTable([
		[l10n.t("Desired"), side(twin.desired)],
		[l10n.t("Taken over by the mapper"), side(twin.observedDesired)],
		[l10n.t("Reported"), side(twin.reported)],
		[l10n.t("Unit"), rule?.unit],
		[l10n.t("Type"), rule?.type],
		[l10n.t("Access"), rule?.accessMode],
		[l10n.t("Limits"), limitsText(twin, l10n)],
		[l10n.t("Meaning"), rule?.description],
	]);
	const said = [
		explanation(twin.sync, l10n),
		twin.silence && silenceText(twin.silence, l10n),
		twin.desiredProblem && problemExplanation(twin.desiredProblem, l10n),
	].filter((text) => text !== undefined);
	return [`**${plain(twin.property)}**`, ...said.map(plain), rows].filter(Boolean).join("\n\n");
}

function limitsText({ rule }: Twin, l10n: Localize): string | undefined {
	if (rule?.minimum === undefined && rule?.maximum === undefined) return undefined;
	if (rule.minimum === undefined) return l10n.t("at most {0}", rule.maximum ?? "");
	if (rule.maximum === undefined) return l10n.t("at least {0}", rule.minimum);
	return l10n.t("{0} to {1}", rule.minimum, rule.maximum);
}

/** At which step a value lags. */
function explanation(sync: TwinSync, l10n: Localize): string {
	switch (sync) {
		case "inSync":
			return l10n.t("The device reports what is desired.");
		case "notDelivered":
			return l10n.t(
				"The desired value has not reached the mapper: look at CloudCore, the link to the node, EdgeCore and the mapper.",
			);
		case "notReached":
			return l10n.t(
				"The mapper has the desired value, but the device does not report it: look at the device and its bus.",
			);
		case "differs":
			return l10n.t(
				"The device reports another value. This release of KubeEdge does not tell whether the mapper or the device lags.",
			);
		case "notReported":
			return l10n.t("A value is desired, but none was ever reported.");
		case "reportOnly":
			return l10n.t("Nothing is desired; this is what the device reports.");
		case "silent":
			return l10n.t("Nothing is desired and nothing was reported.");
		case "undeclared":
			return l10n.t("The device tells of this property, but its spec does not declare it.");
	}
}

function silenceText(silence: SilenceReason, l10n: Localize): string {
	switch (silence) {
		case "reportToCloudOff":
			return l10n.t("It is not reported because reportToCloud is off.");
		case "noReportCycle":
			return l10n.t("It is not reported because reportCycle is not set.");
		case "notBound":
			return l10n.t("No mapper serves the device because it is not bound to a node.");
		case "neverReported":
			return l10n.t("It should be reported: look at the mapper on the node.");
	}
}

function problemText(problem: DesiredProblem, l10n: Localize): string {
	switch (problem) {
		case "readOnly":
			return l10n.t("read-only");
		case "wrongType":
			return l10n.t("wrong type");
		case "outOfLimits":
			return l10n.t("out of limits");
	}
}

function problemExplanation(problem: DesiredProblem, l10n: Localize): string {
	switch (problem) {
		case "readOnly":
			return l10n.t("A value is desired of a property that its model calls read-only.");
		case "wrongType":
			return l10n.t("The desired value does not have the type that the model declares.");
		case "outOfLimits":
			return l10n.t("The desired value is outside of the limits that the model declares.");
	}
}
