import { groupOf } from "../../schema/apiVersion";
import { dataAt, type Path } from "../../yaml/path";
import { type GroupKind, groupKindOf, isObject, type JsonObject, type ManifestObject } from "../objects";
import { podSpecsOf } from "../pods";
import { declarationsFor, type Found, podDeclarations } from "./declared";
import type {
	MadeObject,
	NameOrigin,
	ObjectOffers,
	ObjectReferences,
	Origin,
	Part,
	PodLabels,
	SelectorOrigin,
} from "./origins";
import { type Place, pointedAt, valuePointedAt } from "./pattern";
import type { Maker, PartDeclaration, Relation } from "./relation";
import { readSelector } from "./selector";
import { detailText, labelsAt, namesIn, nameText } from "./texts";

const nothing: ObjectReferences = { origins: [], parts: [], makes: [], pods: [] };

const known = new WeakMap<ManifestObject, ObjectReferences>();
const knownOffers = new WeakMap<ManifestObject, ObjectOffers>();

/** What others can refer to in an object. */
export function offersOf(object: ManifestObject): ObjectOffers {
	return knownOffers.get(object) ?? referencesOf(object);
}

/**
 * The same object, of which it is known what it offers, so that nobody has to look into its document for it.
 *
 * @param offers `undefined` where it offers nothing
 */
export function withOffers(object: ManifestObject, offers: ObjectOffers | undefined): ManifestObject {
	knownOffers.set(object, offers ?? nothing);
	return object;
}

/** What an object refers to and offers; worked out once. */
export function referencesOf(object: ManifestObject): ObjectReferences {
	let found = known.get(object);
	if (found === undefined) {
		found = collect(object);
		known.set(object, found);
	}
	return found;
}

function collect(object: ManifestObject): ObjectReferences {
	const declared = declarationsFor(groupKindOf(object));
	const specs = podSpecsOf(object).map(({ path }) => path);
	if (declared.empty && specs.length === 0) return nothing;
	const collector = new Collector(object.data);
	collector.look(groupKindOf(object), [], specs);
	return collector.result();
}

/**
 * What a path of an object would refer to if it had some name, whatever it has now.
 *
 * @param key true for a field's name, false for its value
 */
export function originsAtPath(object: ManifestObject, path: Path, key: boolean): readonly Origin[] {
	const data = withValue(object.data, path, key);
	const collector = new Collector(isObject(data) ? data : object.data);
	collector.look(
		groupKindOf(object),
		[],
		podSpecsOf(object).map((spec) => spec.path),
	);
	const { origins } = collector.result();
	return origins.filter((origin) => origin.key === key && placeKey(origin.path) === placeKey(path));
}

/** The same data with some name at a path; objects and lists on the way are made where they are missing. */
function withValue(data: unknown, [step, ...rest]: Path, key: boolean): unknown {
	if (step === undefined) return key ? (data ?? null) : anyName;
	if (typeof step === "number") {
		const items: unknown[] = Array.isArray(data) ? [...data] : [];
		items[step] = withValue(items[step], rest, key);
		return items;
	}
	const holder = isObject(data) ? data : {};
	return { ...holder, [step]: withValue(holder[step], rest, key) };
}

/** Stands for a name that is still to be chosen. */
const anyName = "?";

/** Gathers what is declared of one object. */
class Collector {
	private readonly places: { readonly relation: Relation; readonly place: Place; readonly base: Path }[] = [];
	private readonly parts: Part[] = [];
	private readonly makes: MadeObject[] = [];
	private readonly pods: PodLabels[] = [];

	constructor(private readonly data: JsonObject) {}

	/** Looks through the data at a path as an object of a kind. */
	look(kind: GroupKind, base: Path, podSpecs: readonly Path[]): void {
		const declared = declarationsFor(kind);
		const data = dataAt(this.data, base);
		const embedded: Place[] = [];
		const specs: Path[] = [...podSpecs];
		if (!declared.empty) {
			declared.walk(data, base, (found, place) => {
				if (found.sort === "embedded") embedded.push(place);
				else if (found.sort === "pods") specs.push(place.path);
				else this.take(found, place, base);
			});
		}
		for (const path of specs) {
			podDeclarations.walk(dataAt(this.data, path), path, (found, place) => this.take(found, place, base));
			const at = [...path.slice(0, -1), "metadata", "labels"];
			this.pods.push({ labels: labelsAt(this.data, at), path: at });
		}
		for (const { value, path } of embedded) this.lookInto(value, path);
	}

	/** An object within the object refers and is referred to as if it stood alone. */
	private lookInto(value: unknown, path: Path): void {
		if (!isObject(value) || typeof value.kind !== "string" || typeof value.apiVersion !== "string") return;
		const header = { group: groupOf(value.apiVersion), kind: value.kind };
		const kind = groupKindOf(header);
		const specs = podSpecsOf({ ...header, data: value }).map((spec) => [...path, ...spec.path]);
		this.look(kind, path, specs);
		const name = dataAt(value, ["metadata", "name"]);
		if (typeof name === "string") this.makes.push({ kind, name, path: [...path, "metadata", "name"] });
	}

	result(): ObjectReferences {
		return { origins: this.origins(), parts: this.parts, makes: this.makes, pods: this.pods };
	}

	private take(found: Found, place: Place, base: Path): void {
		if (found.sort === "relation") this.places.push({ relation: found.relation, place, base });
		else if (found.sort === "part") this.takePart(found.part, place);
		else if (found.sort === "maker") this.takeMade(found.maker, place);
	}

	private takePart(declared: PartDeclaration, { path, value, key }: Place): void {
		const name = key ? String(path.at(-1)) : nameText(value);
		if (name === undefined) return;
		const look = (pointer: string) => valuePointedAt(this.data, path, pointer);
		const group = declared.groupAt === undefined ? undefined : look(declared.groupAt);
		const { approved } = declared;
		this.parts.push({
			part: declared.part,
			name,
			path,
			key,
			details: (declared.details ?? []).flatMap((pointer) => detailText(look(pointer)) ?? []),
			group: typeof group === "string" ? group : undefined,
			approved: approved === undefined || look(approved.at) === approved.is,
		});
	}

	private takeMade({ makes, needs }: Maker, { path, value }: Place): void {
		if (typeof value !== "string" || value === "") return;
		if (needs !== undefined && dataAt(this.data, needs) === undefined) return;
		this.makes.push({ kind: makes, name: value, path });
	}

	/** Names and selectors first, since parts hang on them. */
	private origins(): readonly Origin[] {
		const byPlace = new Map<string, NameOrigin | SelectorOrigin>();
		const origins: Origin[] = [];
		for (const { relation, place, base } of this.places) {
			if (!this.holds(relation, place)) continue;
			for (const origin of this.originsAt(relation, place, base)) {
				origins.push(origin);
				if (origin.sort === "name" || origin.sort === "labels") byPlace.set(placeKey(place.path), origin);
			}
		}
		for (const { relation, place, base } of this.places) {
			const { to } = relation;
			if ((to.sort !== "part" && to.sort !== "own") || !this.holds(relation, place)) continue;
			const name = place.key ? String(place.path.at(-1)) : nameText(place.value);
			if (name === undefined || name === "") continue;
			// A port that is a number needs no name; only services have numbers that others mean.
			if (to.part === "port" && typeof place.value === "number" && !isServicePort(place.path)) continue;
			const at = pointed(place.path, to.sort === "own" ? to.within : to.of, base);
			const holder = to.sort === "own" ? ({ sort: "own", within: at } as const) : byPlace.get(placeKey(at));
			if (holder === undefined) continue;
			const optional = this.optional(relation, place);
			const { path, key } = place;
			origins.push({ sort: "part", relation, path, key, name, partName: to.part, holder, optional });
		}
		return origins;
	}

	private originsAt(relation: Relation, place: Place, base: Path): Origin[] {
		const { to } = relation;
		const { path, value, key } = place;
		const head = { relation, path, key };
		if (to.sort === "labels") {
			const selector = readSelector(value);
			if (selector === undefined) return [];
			const anyNamespace = relation.namespace === "any";
			return [{ ...head, sort: "labels", selector, kinds: to.kinds, of: to.of, anyNamespace }];
		}
		if (to.sort === "part" || to.sort === "own") return [];
		const text = key ? String(path.at(-1)) : value;
		if (typeof text !== "string" || text === "") return [];
		if (to.sort === "member") {
			const group = valuePointedAt(this.data, path, to.groupAt);
			if (typeof group !== "string" || group === "") return [];
			const latest = to.latest !== undefined && text === to.latest;
			return [{ ...head, sort: "member", name: text, partName: to.part, kinds: to.kinds, group, latest }];
		}
		const kinds = to.sort === "name" ? to.kinds : this.kindsBeside(to, path);
		if (kinds.length === 0) return [];
		const origin = {
			...head,
			sort: "name",
			kinds,
			namespace: this.namespaceOf(relation, path, base),
			optional: this.optional(relation, place),
		} as const;
		if (relation.separator === undefined) return [{ ...origin, name: text, part: undefined }];
		return namesIn(text, relation.separator).map(({ name, part }) => ({ ...origin, name, part }));
	}

	private kindsBeside(to: Extract<Relation["to"], { sort: "kinded" }>, path: Path): readonly GroupKind[] {
		const kind = valuePointedAt(this.data, path, to.kindAt);
		const group = to.groupAt === undefined ? undefined : valuePointedAt(this.data, path, to.groupAt);
		if (typeof kind !== "string" || kind === "") return to.otherwise === undefined ? [] : [to.otherwise];
		const usual = Object.hasOwn(to.kinds, kind) ? to.kinds[kind] : undefined;
		if (typeof group === "string") {
			const name = group.includes("/") ? group.slice(0, group.indexOf("/")) : group === "v1" ? "" : group;
			// Groups that kinds have left behind lead to the same objects.
			if (usual === undefined || (name !== "" && name !== "extensions" && usual !== `${name}/${kind}`)) {
				return [`${name}/${kind}`];
			}
		}
		return usual === undefined ? [] : [usual];
	}

	private namespaceOf({ namespace }: Relation, path: Path, base: Path): NameOrigin["namespace"] {
		if (namespace === "any") return undefined;
		if (typeof namespace === "object") {
			const stated = valuePointedAt(this.data, path, namespace.at);
			if (typeof stated === "string" && stated !== "") return { stated };
		}
		if (base.length > 0) {
			const stated = dataAt(this.data, [...base, "metadata", "namespace"]);
			if (typeof stated === "string" && stated !== "") return { stated };
		}
		return "own";
	}

	private optional({ optionalAt }: Relation, { path }: Place): boolean {
		return optionalAt !== undefined && valuePointedAt(this.data, path, optionalAt) === true;
	}

	private holds({ only }: Relation, { path }: Place): boolean {
		if (only === undefined) return true;
		const value = valuePointedAt(this.data, path, only.at);
		if (only.is instanceof RegExp) return typeof value === "string" && only.is.test(value);
		return only.is.some((wanted) => wanted === value);
	}
}

/** A pointer from the root means the root of the object that is embedded. */
function pointed(path: Path, pointer: string, base: Path): Path {
	if (!pointer.startsWith("/")) return pointedAt(path, pointer);
	return [...base, ...pointedAt([], pointer)];
}

function placeKey(path: Path): string {
	return path.join("\n");
}

function isServicePort(path: Path): boolean {
	return path.at(-1) === "number" || path.at(-1) === "servicePort";
}
