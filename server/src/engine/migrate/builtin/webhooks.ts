import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { entryOf, has, listAt, mapIn } from "../tree/edit";
import type { Plain } from "../tree/make";
import { toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

const about = {
	en: "sideEffects and admissionReviewVersions are written down, and so are the defaults that changed: failurePolicy Ignore, matchPolicy Exact, timeoutSeconds 30",
	"zh-cn":
		"写明 sideEffects 和 admissionReviewVersions，以及有变化的默认值：failurePolicy Ignore、matchPolicy Exact、timeoutSeconds 30",
};

/** Webhook configurations before v1. */
export const webhookMigrations: readonly Migration[] = [
	"MutatingWebhookConfiguration",
	"ValidatingWebhookConfiguration",
].map((kind) => ({
	id: kind === "MutatingWebhookConfiguration" ? "mutating-webhook" : "validating-webhook",
	from: [`admissionregistration.k8s.io/v1beta1/${kind}`],
	to: `admissionregistration.k8s.io/v1/${kind}`,
	about,
	rewrite,
}));

const former: readonly (readonly [key: string, value: Plain])[] = [
	["failurePolicy", "Ignore"],
	["matchPolicy", "Exact"],
	["timeoutSeconds", 30],
	["admissionReviewVersions", ["v1beta1"]],
];

function rewrite(draft: Draft): void {
	for (const item of listAt(draft.root, "webhooks")?.items ?? []) {
		const webhook = mapIn(item);
		if (webhook === undefined) continue;
		const effects = entryOf(webhook, "sideEffects");
		const known = effects === undefined ? undefined : toData(effects.value);
		if (known !== "None" && known !== "NoneOnDryRun") {
			if (!has(webhook, "sideEffects")) draft.addMissing(webhook, "sideEffects", "None");
			else if (effects !== undefined) draft.setText(effects, "None");
			draft.note(effects ?? item, reasons.sideEffects);
		}
		const added = former.filter(([key, value]) => draft.addMissing(webhook, key, value) !== undefined);
		if (added.length > 0) draft.note(item, reasons.webhookDefault);
	}
}
