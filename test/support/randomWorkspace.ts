import type { AnalysisHost } from "../../server/src/engine";
import type { Random } from "../conformance/random";

/** What breaks, joins, parts and bends documents. */
const pieces = [
	"---\n",
	"...\n",
	"--- # next\n",
	'"',
	"'",
	"  ",
	"\n",
	"\r\n",
	":",
	": ",
	"- ",
	"{",
	"}",
	"]",
	"#",
	"|\n",
	">-\n",
	"kind: Device\n",
	"kind: List\nitems:\n",
	"x",
	"\t",
	"&a ",
	"*a",
	"<<: *a\n",
	"{{ .Values.x }}",
	"# edgewise-ignore-file\n",
	"\uFEFF",
	"名",
	"😀",
];

const names = ["alpha", "beta", "gamma", "delta"];

/**
 * A handful of files whose objects refer to each other, and edits as people and programs make them: small ones that break
 * YAML, larger ones that mean something, and changes on the disk behind what is open.
 */
export class RandomWorkspace {
	readonly uris: readonly string[];
	readonly open = new Map<string, string>();
	readonly disk = new Map<string, string>();

	constructor(
		private readonly random: Random,
		files = 5,
	) {
		this.uris = Array.from(
			{ length: files },
			(_, index) => `file:///fleet/${index % 2 === 0 ? "a" : "b"}/${index}.yaml`,
		);
	}

	/** Makes one change, in the host as well. @returns the files that it touched */
	step(host: AnalysisHost): readonly string[] {
		const { random } = this;
		const uri = random.pick(this.uris);
		const open = this.open.get(uri);
		if (open !== undefined) {
			if (random.chance(0.04)) {
				this.open.delete(uri);
				host.removeFile(uri);
			} else if (random.chance(0.06)) {
				this.setDisk(host, uri, random.chance(0.3) ? open : this.edited(this.disk.get(uri) ?? ""));
			} else {
				const text = this.edited(open);
				this.open.set(uri, text);
				host.setFile(uri, text);
			}
			return [uri];
		}
		if (random.chance(0.4)) {
			const text = this.disk.get(uri) ?? this.file();
			this.open.set(uri, text);
			host.setFile(uri, text);
		} else if (random.chance(0.15)) {
			this.setDisk(host, uri, undefined);
		} else if (random.chance(0.2)) {
			// Several files change together, as with another branch.
			const changes = this.uris.map((other): [string, string] => [other, this.edited(this.disk.get(other) ?? "")]);
			for (const [other, text] of changes) this.disk.set(other, text);
			host.setWorkspaceFiles(new Map(changes));
			return this.uris;
		} else {
			this.setDisk(host, uri, this.edited(this.disk.get(uri) ?? ""));
		}
		return [uri];
	}

	/** Sets all files in a host that knows none. */
	fill(host: AnalysisHost): void {
		host.setWorkspaceFiles(this.disk);
		for (const [uri, text] of this.open) host.setFile(uri, text);
	}

	private setDisk(host: AnalysisHost, uri: string, text: string | undefined): void {
		if (text === undefined) this.disk.delete(uri);
		else this.disk.set(uri, text);
		host.setWorkspaceFiles(new Map([[uri, text]]));
	}

	private edited(text: string): string {
		const { random } = this;
		if (text.length < 100 || text.length > 6000) return this.file();
		if (random.chance(0.25)) {
			// A name is changed, where it is given or where it is meant.
			const places = [...text.matchAll(/\b(?:alpha|beta|gamma|delta)\b/g)];
			if (places.length > 0) {
				const { 0: old, index } = random.pick(places);
				return text.slice(0, index) + random.pick(names) + text.slice(index + old.length);
			}
		}
		if (random.chance(0.1)) return text + this.document();
		if (random.chance(0.1)) {
			const documents = text.split(/^(?=---)/m);
			documents.splice(random.below(documents.length), 1);
			return documents.join("");
		}
		if (random.chance(0.1)) return this.indented(text);
		const at = random.below(text.length + 1);
		const removed = random.chance(0.3) ? random.below(12) : 0;
		return text.slice(0, at) + (random.chance(0.25) ? "" : random.pick(pieces)) + text.slice(at + removed);
	}

	private indented(text: string): string {
		const lines = text.split("\n");
		const first = this.random.below(lines.length);
		const last = first + this.random.below(6);
		const further = this.random.chance(0.5);
		return lines
			.map((line, index) => (index < first || index > last ? line : further ? `  ${line}` : line.replace(/^ {2}/, "")))
			.join("\n");
	}

	private file(): string {
		let text = "";
		for (let count = 1 + this.random.below(5); count > 0; count--) text += this.document();
		return text;
	}

	private document(): string {
		const name = () => this.random.pick(names);
		const one = name();
		return this.random.pick([
			`---\napiVersion: devices.kubeedge.io/v1beta1\nkind: DeviceModel\nmetadata:\n  name: ${one}\nspec:\n  protocol: modbus\n  properties:\n    - name: ${name()}\n      type: INT\n      accessMode: ReadOnly\n`,
			`---\napiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: ${one}\nspec:\n  deviceModelRef:\n    name: ${name()}\n  nodeName: ${name()}\n  properties:\n    - name: ${name()}\n      desired:\n        value: "1"\n`,
			`---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${one}\n  namespace: ${name()}\ndata:\n  a: b\n`,
			`---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${one}\n  namespace: ${name()}\nspec:\n  selector:\n    matchLabels:\n      app: ${name()}\n  template:\n    metadata:\n      labels:\n        app: ${name()}\n    spec:\n      serviceAccountName: ${name()}\n      containers:\n        - name: main\n          image: nginx\n          envFrom:\n            - configMapRef:\n                name: ${name()}\n`,
			`---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${one}, namespace: ${name()} }\n`,
			`---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${one}\nspec:\n  selector:\n    app: ${name()}\n  ports:\n    - port: 80\n`,
			`---\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Node\n    metadata:\n      name: ${one}\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: ${name()}\n`,
			`---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: ${one}\n  namespace: ${name()}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: ${name()}\nsubjects:\n  - kind: ServiceAccount\n    name: ${name()}\n    namespace: ${name()}\n`,
			"# nothing but a comment\n",
			"---\nfree: text\n",
		]);
	}
}
