import { type Node, Scalar, YAMLMap, YAMLSeq } from "yaml";

// Read once: bundlers make every access to an import a call.
const [ScalarNode, MapNode, SeqNode] = [Scalar, YAMLMap, YAMLSeq];

/** The plain data of a tree without aliases, tags and merged maps, as `Document.toJS` would make it. */
export function plainData(root: Node): unknown {
	return dataOf(root);
}

function dataOf(node: unknown): unknown {
	if (node instanceof ScalarNode) return node.value;
	if (node instanceof MapNode) {
		const data: Record<string, unknown> = {};
		for (const { key, value } of node.items) {
			const name = key instanceof ScalarNode && key.value !== null ? String(key.value) : "";
			const inner = dataOf(value);
			// Set like any other, it would change the object's prototype.
			if (name === "__proto__") {
				Object.defineProperty(data, name, { value: inner, writable: true, enumerable: true, configurable: true });
			} else {
				data[name] = inner;
			}
		}
		return data;
	}
	return node instanceof SeqNode ? node.items.map(dataOf) : undefined;
}
