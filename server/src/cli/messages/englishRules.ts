import type { Words } from "./words";

export const englishRules: Words["rules"] = {
	"yaml-syntax": {
		title: "The text is not YAML",
		help: "A parser cannot read the document, so nothing else in it is checked. Mend the line; indentation, quotes and colons are the usual causes.",
	},
	"duplicate-key": {
		title: "A key stands twice in one object",
		help: "Only the last of the two counts. Remove one, or merge them.",
	},
	"document-too-large": {
		title: "The document is larger than an API server takes",
		help: "API servers refuse request bodies above 3 MB. Split the document.",
	},
	"missing-api-version": {
		title: "The manifest has no apiVersion",
		help: "Without it nobody knows which API the kind belongs to. Add it.",
	},
	"missing-kind": {
		title: "The manifest has no kind",
		help: "Add the kind of the object that the manifest describes.",
	},
	"unknown-kind": {
		title: "There is no such kind in this API",
		help: "The API is known and does not have the kind; mostly a misspelling, or the group of another kind.",
	},
	"unknown-version": {
		title: "The kind is not served in this version",
		help: "Use one of the versions that the message names.",
	},
	"removed-version": {
		title: "Kubernetes no longer serves this version",
		help: "Move to the version that the message names; fields may have to change with it.",
	},
	"removed-kind": {
		title: "The project removed this kind",
		help: "Use the kind that the message names, if there is a successor.",
	},
	"documented-kind": {
		title: "The kind is known from documents only",
		help: "No project publishes a definition of it. Make sure that your server has the kind.",
	},
	"deprecated-version": {
		title: "The version is deprecated",
		help: "It works today and will be removed. Move to the version that replaces it.",
	},
	"no-schema": {
		title: "There is no schema of this kind",
		help: "The document was not checked. Name a folder with its CustomResourceDefinition: --schemas, or schemas in .edgewise.yaml.",
	},
	"ignored-namespace": {
		title: "The kind belongs to the whole cluster",
		help: "An API server drops the namespace of such an object. Remove it.",
	},
	"unknown-field": {
		title: "The kind has no such field",
		help: "An API server drops the field without a word. Mend the spelling or the place, or remove it.",
	},
	"unpublished-field": {
		title: "The field is not in the published schema",
		help: "Documents show the field, but an API server drops it. Write what the message says instead.",
	},
	"missing-field": { title: "A required field is missing", help: "An API server refuses the object. Add the field." },
	"wrong-type": {
		title: "The value has the wrong type",
		help: "An API server refuses the object. Often YAML reads a text as a number or a boolean: put it in quotes.",
	},
	"not-allowed-value": {
		title: "The value is not among those allowed",
		help: "An API server refuses the object. Use one of the values that the message names.",
	},
	"out-of-limits": {
		title: "The value, or its length, is out of limits",
		help: "An API server refuses the object. Keep to the limit that the message names.",
	},
	"bad-format": {
		title: "The value does not have the format of the field",
		help: "An API server refuses the object. Write the value as the message says.",
	},
	"duplicate-item": {
		title: "An item stands twice in a list",
		help: "The list allows each item, or each item's key, only once. Remove one.",
	},
	"schema-rule": {
		title: "The object breaks a rule of its schema",
		help: "An API server refuses the object. The message holds what the schema's author says of the rule.",
	},
	"not-served": {
		title: "A cluster does not serve this version of the kind",
		help: "Use a version that all clusters serve. Told in the editor, where clusters are known.",
	},
	"pruned-on-cluster": {
		title: "A cluster would drop the field",
		help: "The kind's definition there does not have the field. Told in the editor, where clusters are known.",
	},
	"refused-on-cluster": {
		title: "A cluster would refuse the value",
		help: "The kind's definition there is stricter. Told in the editor, where clusters are known.",
	},
};
