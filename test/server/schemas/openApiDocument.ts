import type { ServedKind } from "../../../server/src/engine/schema/layers";

/** Says which kind a schema is about. */
export const kind = (group: string, version: string, name: string) => ({
	"x-kubernetes-group-version-kind": [{ group, version, kind: name }],
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** Where the types of metadata are. */
export const meta = "io.k8s.apimachinery.pkg.apis.meta.v1";

/** Parts of what an API server of today says of itself: two group documents, merged. */
export const schemas: Readonly<Record<string, unknown>> = {
	"io.k8s.api.core.v1.Thing": {
		description: "A thing. More of it.",
		type: "object",
		properties: {
			apiVersion: { type: "string" },
			kind: { type: "string" },
			metadata: { default: {}, description: "Standard.", allOf: [ref(`${meta}.ObjectMeta`)] },
			spec: { default: {}, description: "What is wanted.", allOf: [ref("io.k8s.api.core.v1.ThingSpec")] },
		},
		...kind("", "v1", "Thing"),
	},
	"io.k8s.api.core.v1.ThingSpec": {
		type: "object",
		required: ["name"],
		properties: {
			name: { type: "string", default: "" },
			memory: ref("io.k8s.apimachinery.pkg.api.resource.Quantity"),
			port: ref("io.k8s.apimachinery.pkg.util.intstr.IntOrString"),
			since: ref(`${meta}.Time`),
			raw: ref("io.k8s.apimachinery.pkg.runtime.RawExtension"),
			labels: { type: "object", additionalProperties: { type: "string", default: "" } },
			data: { type: "object", additionalProperties: { type: "string", format: "byte" } },
			open: { type: "object" },
			ports: {
				type: "array",
				items: { default: {}, allOf: [ref("io.k8s.api.core.v1.ThingPort")] },
				"x-kubernetes-list-type": "map",
				"x-kubernetes-list-map-keys": ["port"],
			},
			template: { allOf: [ref("io.k8s.api.core.v1.Thing")] },
			schema: ref("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool"),
			lost: ref("io.k8s.Nowhere"),
		},
	},
	"io.k8s.api.core.v1.ThingPort": {
		type: "object",
		required: ["port"],
		properties: { port: { type: "integer", format: "int32", default: 0 } },
	},
	"io.k8s.apimachinery.pkg.api.resource.Quantity": { oneOf: [{ type: "string" }, { type: "number" }] },
	"io.k8s.apimachinery.pkg.util.intstr.IntOrString": {
		format: "int-or-string",
		oneOf: [{ type: "integer" }, { type: "string" }],
	},
	"io.k8s.apimachinery.pkg.runtime.RawExtension": { type: "object" },
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": {},
	[`${meta}.Time`]: { type: "string", format: "date-time" },
	[`${meta}.ObjectMeta`]: { type: "object", properties: { name: { type: "string" } } },
	[`${meta}.DeleteOptions`]: {
		type: "object",
		"x-kubernetes-group-version-kind": [
			{ group: "", version: "v1", kind: "DeleteOptions" },
			{ group: "apps", version: "v1", kind: "DeleteOptions" },
		],
	},
	"com.example.v1.Gadget": {
		type: "object",
		properties: {
			apiVersion: { type: "string" },
			kind: { type: "string" },
			metadata: { allOf: [ref(`${meta}.ObjectMeta`)] },
			spec: {
				type: "object",
				properties: {
					size: { type: "integer", default: 3 },
					limit: { anyOf: [{ type: "integer" }, { type: "string" }], "x-kubernetes-int-or-string": true },
					any: { type: "object", "x-kubernetes-preserve-unknown-fields": true, properties: { a: { type: "string" } } },
				},
				required: ["size"],
				"x-kubernetes-validations": [{ rule: "self.size < 9" }],
			},
		},
		...kind("example.com", "v1", "Gadget"),
	},
	"io.k8s.api.authorization.v1.LookReview": {
		type: "object",
		properties: { metadata: ref(`${meta}.ObjectMeta`), spec: { type: "object" } },
		...kind("authorization.k8s.io", "v1", "LookReview"),
	},
};

/** What the API server serves. */
export const served: readonly ServedKind[] = [
	{ apiVersion: "v1", kind: "Thing", plural: "things", namespaced: true },
	{ apiVersion: "example.com/v1", kind: "Gadget", plural: "gadgets", namespaced: false },
	{ apiVersion: "example.com/v1beta1", kind: "Gadget", plural: "gadgets", namespaced: false },
	{ apiVersion: "authorization.k8s.io/v1", kind: "LookReview", plural: "lookreviews", namespaced: false },
	{ apiVersion: "v1", kind: "DeleteOptions", plural: "", namespaced: false },
];
