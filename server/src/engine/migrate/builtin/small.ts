import type { Migration } from "../migration";
import { asTrivia, ownComments } from "../tree/comments";
import { dissolve, entryOf, leave, listAt, mapAt, mapIn, mapsIn, putAt, rename, setValue, take } from "../tree/edit";
import { toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

/** Kinds of which a field or two changed. */
export const smallMigrations: readonly Migration[] = [
	{
		id: "certificate-signing-request",
		from: ["certificates.k8s.io/v1beta1/CertificateSigningRequest"],
		to: "certificates.k8s.io/v1/CertificateSigningRequest",
		about: {
			en: "spec.usages is written down; spec.signerName has to be, by whoever knows",
			"zh-cn": "写明 spec.usages；spec.signerName 需由知情者填写",
		},
		rewrite(draft) {
			draft.drop(draft.root, entryOf(draft.root, "status"), reasons.runtimeState, false);
			const spec = mapAt(draft.root, "spec");
			const around = entryOf(draft.root, "spec");
			if (spec === undefined) return;
			if (entryOf(spec, "signerName") === undefined) draft.note(around, reasons.signer);
			if (draft.addMissing(spec, "usages", ["digital signature", "key encipherment"]) !== undefined) {
				draft.note(around, reasons.usages);
			}
		},
	},
	{
		id: "event",
		from: ["events.k8s.io/v1beta1/Event"],
		to: "events.k8s.io/v1/Event",
		about: {
			en: "some fields are required that were not",
			"zh-cn": "部分字段由可选改为必填",
		},
		rewrite(draft, manifest) {
			const needed = ["eventTime", "action", "reason", "reportingController", "reportingInstance"];
			if (needed.some((key) => !manifest[key])) draft.note(entryOf(draft.root, "kind"), reasons.event);
		},
	},
	{
		id: "priority-level-configuration",
		from: ["v1alpha1", "v1beta1", "v1beta2", "v1beta3"].map(
			(version) => `flowcontrol.apiserver.k8s.io/${version}/PriorityLevelConfiguration`,
		),
		to: "flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration",
		about: {
			en: "assuredConcurrencyShares becomes nominalConcurrencyShares",
			"zh-cn": "assuredConcurrencyShares 改为 nominalConcurrencyShares",
		},
		rewrite(draft) {
			const shares = entryOf(mapAt(draft.root, "spec", "limited"), "assuredConcurrencyShares");
			if (shares !== undefined) rename(shares, "nominalConcurrencyShares");
		},
	},
	{
		id: "runtime-class-v1alpha1",
		from: ["node.k8s.io/v1alpha1/RuntimeClass"],
		to: "node.k8s.io/v1/RuntimeClass",
		about: {
			en: "spec.runtimeHandler becomes handler; overhead and scheduling stand beside it",
			"zh-cn": "spec.runtimeHandler 改为 handler，overhead 和 scheduling 与之并列",
		},
		rewrite(draft) {
			const spec = entryOf(draft.root, "spec");
			if (spec === undefined) return;
			const index = draft.root.entries.indexOf(spec);
			take(draft.root, "spec");
			const { entries, rest } = dissolve(spec);
			const handler = entries.find(({ key }) => key === "runtimeHandler");
			if (handler !== undefined) rename(handler, "handler");
			putAt(draft.root, index, ...entries);
			leave(rest, draft.root.entries[index + entries.length], draft.root);
		},
	},
	...["SubjectAccessReview", "LocalSubjectAccessReview"].map(
		(kind): Migration => ({
			id: kind === "SubjectAccessReview" ? "subject-access-review" : "local-subject-access-review",
			from: [`authorization.k8s.io/v1beta1/${kind}`],
			to: `authorization.k8s.io/v1/${kind}`,
			about: { en: "spec.group becomes spec.groups", "zh-cn": "spec.group 改为 spec.groups" },
			rewrite(draft) {
				const group = entryOf(mapAt(draft.root, "spec"), "group");
				if (group !== undefined) rename(group, "groups");
			},
		}),
	),
	{
		id: "service-cidr",
		from: ["networking.k8s.io/v1alpha1/ServiceCIDR"],
		to: "networking.k8s.io/v1/ServiceCIDR",
		about: {
			en: "spec.ipv4 and spec.ipv6 of Kubernetes 1.27 and 1.28 become the list spec.cidrs",
			"zh-cn": "Kubernetes 1.27 和 1.28 的 spec.ipv4、spec.ipv6 改为列表 spec.cidrs",
		},
		rewrite(draft) {
			const spec = mapAt(draft.root, "spec");
			if (spec === undefined) return;
			const found = ["ipv4", "ipv6"].flatMap((key) => entryOf(spec, key) ?? []);
			const [first] = found;
			if (first === undefined || entryOf(spec, "cidrs") !== undefined) return;
			const index = spec.entries.indexOf(first);
			const items = found.map((entry) => {
				take(spec, entry.key);
				const { value, tail } = entry;
				const lead = asTrivia(ownComments({ ...entry, tail: "" }), 0);
				return { ...draft.make.item(value.kind === "leaf" ? { ...value, base: 0 } : value), tail, lead };
			});
			putAt(spec, index, draft.make.entry("cidrs", draft.make.list(items)));
		},
	},
	{
		id: "storage-version-migration",
		from: ["storagemigration.k8s.io/v1alpha1/StorageVersionMigration"],
		to: "storagemigration.k8s.io/v1beta1/StorageVersionMigration",
		about: {
			en: "the resource is named by group and resource; its version and the continue token are gone",
			"zh-cn": "资源只用 group 和 resource 指定；version 和 continueToken 已删除",
		},
		rewrite(draft) {
			const spec = mapAt(draft.root, "spec");
			const resource = mapAt(spec, "resource");
			if (spec !== undefined) draft.drop(spec, entryOf(spec, "continueToken"), reasons.gone, true);
			if (resource !== undefined) draft.drop(resource, entryOf(resource, "version"), reasons.gone, true);
			draft.drop(draft.root, entryOf(draft.root, "status"), reasons.runtimeState, false);
		},
	},
	{
		id: "lease-candidate",
		from: ["coordination.k8s.io/v1alpha1/LeaseCandidate"],
		to: "coordination.k8s.io/v1beta1/LeaseCandidate",
		about: {
			en: "the list spec.preferredStrategies becomes spec.strategy",
			"zh-cn": "列表 spec.preferredStrategies 改为 spec.strategy",
		},
		rewrite(draft) {
			const strategies = entryOf(mapAt(draft.root, "spec"), "preferredStrategies");
			const [first, ...others] = listAt(mapAt(draft.root, "spec"), "preferredStrategies")?.items ?? [];
			if (strategies === undefined || first === undefined) return;
			const inner = [first, ...others].flatMap((item) => ownComments(item));
			strategies.lead.push(...asTrivia(inner, strategies.column));
			rename(strategies, "strategy");
			setValue(strategies, draft.make.scalar(String(toData(first.value))));
			if (others.length > 0) draft.note(strategies, reasons.strategies);
		},
	},
	{
		id: "device-class",
		from: ["resource.k8s.io/v1alpha3/DeviceClass"],
		to: "resource.k8s.io/v1/DeviceClass",
		about: { en: "suitableNodes is gone", "zh-cn": "suitableNodes 已删除" },
		rewrite(draft) {
			const spec = mapAt(draft.root, "spec");
			if (spec !== undefined) draft.drop(spec, entryOf(spec, "suitableNodes"), reasons.gone, true);
		},
	},
	{
		id: "resource-slice",
		from: ["resource.k8s.io/v1alpha3/ResourceSlice"],
		to: "resource.k8s.io/v1/ResourceSlice",
		about: {
			en: "what stood in a device's basic stands in the device, and a capacity is an object with a value",
			"zh-cn": "设备 basic 中的内容直接写在设备中，容量改为带 value 的对象",
		},
		rewrite(draft) {
			for (const device of mapsIn(draft.root, "spec", "devices")) {
				const basic = entryOf(device, "basic");
				if (basic !== undefined) {
					const index = device.entries.indexOf(basic);
					take(device, "basic");
					const { entries, rest } = dissolve(basic);
					putAt(device, index, ...entries);
					leave(rest, device.entries[index + entries.length], device);
				}
				for (const capacity of mapAt(device, "capacity")?.entries ?? []) {
					if (mapIn(capacity) !== undefined) continue;
					const value = draft.make.map([{ ...draft.make.entry("value", capacity.value), column: capacity.column }]);
					setValue(capacity, value);
				}
			}
		},
	},
	...["ResourceClaim", "ResourceClaimTemplate"].map(
		(kind): Migration => ({
			id: kind === "ResourceClaim" ? "resource-claim" : "resource-claim-template",
			from: [`resource.k8s.io/v1alpha3/${kind}`],
			to: `resource.k8s.io/v1/${kind}`,
			about: { en: "what a request asks for stands in its exactly", "zh-cn": "请求的内容移到其 exactly 中" },
			rewrite(draft) {
				draft.drop(draft.root, entryOf(draft.root, "status"), reasons.runtimeState, false);
				const spec = kind === "ResourceClaim" ? mapAt(draft.root, "spec") : mapAt(draft.root, "spec", "spec");
				if (spec !== undefined) draft.drop(spec, entryOf(spec, "controller"), reasons.gone, true);
				for (const request of mapsIn(spec, "devices", "requests")) {
					if (entryOf(request, "exactly") !== undefined || entryOf(request, "firstAvailable") !== undefined) continue;
					const inside = request.entries.filter(({ key }) => key !== "name");
					if (inside.length === 0) continue;
					const exactly = draft.make.map(inside);
					exactly.flow = request.flow;
					exactly.padded = request.padded;
					request.entries = request.entries.filter(({ key }) => key === "name");
					request.entries.push(draft.make.entry("exactly", exactly));
				}
			},
		}),
	),
];
