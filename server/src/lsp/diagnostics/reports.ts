import { createHash } from "node:crypto";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type FileProblem, isCoreCode } from "../../engine";
import { diagnosticSource, toDiagnostic, toRange } from "../convert";
import type { Session } from "../session";
import { isConfigFile } from "../uris";

/** What was told of an open document, with all that it followed from. */
interface Told {
	readonly version: number;
	readonly objects: object;
	readonly schemas: object;
	readonly complete: boolean;
	readonly diagnostics: Diagnostic[];
}

/** Works out what is to be told of a file. */
export class Reports {
	private readonly told = new WeakMap<TextDocument, Told>();

	constructor(private readonly session: Session) {}

	/**
	 * All to tell about a file, as it is now; nothing for one that settings leave out, or that is not known. The same list
	 * for as long as nothing changed that it follows from.
	 */
	of(uri: string): Diagnostic[] {
		const { workbench, documents } = this.session;
		const document = documents.get(uri);
		if (document === undefined) return this.workedOut(uri);
		const { host, complete } = workbench;
		const { objectsVersion: objects, schemasVersion: schemas } = host;
		const { version } = document;
		const former = this.told.get(document);
		const same = former?.version === version && former.objects === objects && former.schemas === schemas;
		if (former !== undefined && same && former.complete === complete) return former.diagnostics;
		const diagnostics = this.workedOut(uri);
		// Places in other files move without anything else changing.
		if (diagnostics.some(({ relatedInformation }) => relatedInformation !== undefined)) this.told.delete(document);
		else this.told.set(document, { version, objects, schemas, complete, diagnostics });
		return diagnostics;
	}

	private workedOut(uri: string): Diagnostic[] {
		const { session } = this;
		const { workbench, abilities } = session;
		if (isConfigFile(uri)) return this.ofConfiguration(uri);
		const lines = session.linesOf(uri);
		if (lines === undefined || !workbench.checks(uri)) return [];
		const problems = session.analysis().problems(uri);
		const wanted = workbench.complete ? problems : problems.filter(isSure);
		return wanted.map((problem) => toDiagnostic(problem, lines, abilities, (other) => session.linesOf(other)));
	}

	private ofConfiguration(uri: string): Diagnostic[] {
		const document = this.session.documents.get(uri);
		const lines = this.session.linesOf(uri);
		if (document === undefined || lines === undefined) return [];
		return this.session.workbench.configurations.problems(document.getText()).map(({ span, message }) => ({
			range: toRange(span, lines),
			severity: DiagnosticSeverity.Error,
			source: diagnosticSource,
			message,
		}));
	}
}

/** What is true whatever else the workspace holds, of which not all is read yet. */
function isSure({ code }: FileProblem): boolean {
	return isCoreCode(code) && code !== "no-schema";
}

/** Identifies what was told: the same for the same diagnostics, in this session and others. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
	return diagnostics.length === 0
		? "0"
		: createHash("sha1").update(JSON.stringify(diagnostics)).digest("base64url").slice(0, 16);
}
