import type { Position, Range, ServerCapabilities } from "vscode-languageserver-protocol/node";
import { schemaAtRequest } from "../../server/src/protocol";
import type { Random } from "../../test/conformance/random";

/** What a request is made of. */
export interface RequestSource {
	readonly random: Random;
	readonly uri: string;
	position(): Position;
	range(): Range;
	/** Something that was answered before to a method, as a client gives it back. */
	answered(method: string): unknown;
}

/** A sort of request. */
export interface RequestKind {
	readonly method: string;
	/** Parameters; `undefined` where there is nothing to ask with yet. */
	readonly params: (source: RequestSource) => object | undefined;
}

const document = ({ uri }: RequestSource) => ({ textDocument: { uri } });
const place = (source: RequestSource) => ({ ...document(source), position: source.position() });
const layout = { options: { tabSize: 2, insertSpaces: true } };
const item = (method: string) => (source: RequestSource) => {
	const answer = source.answered(method);
	const items: unknown = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : answer;
	if (!Array.isArray(items) || items.length === 0) return undefined;
	const chosen: unknown = source.random.pick(items);
	return typeof chosen === "object" && chosen !== null ? chosen : undefined;
};

/** Every sort of request that a server with these capabilities answers. */
export function requestKinds(capabilities: ServerCapabilities): readonly RequestKind[] {
	const kinds: (RequestKind & { readonly offered: unknown })[] = [
		{ offered: capabilities.completionProvider, method: "textDocument/completion", params: place },
		{
			offered: capabilities.completionProvider?.resolveProvider,
			method: "completionItem/resolve",
			params: item("textDocument/completion"),
		},
		{ offered: capabilities.hoverProvider, method: "textDocument/hover", params: place },
		{ offered: capabilities.definitionProvider, method: "textDocument/definition", params: place },
		{
			offered: capabilities.referencesProvider,
			method: "textDocument/references",
			params: (source) => ({ ...place(source), context: { includeDeclaration: source.random.chance(0.5) } }),
		},
		{ offered: capabilities.renameProvider, method: "textDocument/prepareRename", params: place },
		{
			offered: capabilities.renameProvider,
			method: "textDocument/rename",
			params: (source) => ({ ...place(source), newName: source.random.pick(["omega", "", "No Name", "a: b"]) }),
		},
		{ offered: capabilities.documentHighlightProvider, method: "textDocument/documentHighlight", params: place },
		{ offered: capabilities.documentSymbolProvider, method: "textDocument/documentSymbol", params: document },
		{
			offered: capabilities.codeActionProvider,
			method: "textDocument/codeAction",
			params: (source) => {
				const only = source.random.pick([undefined, undefined, ["quickfix"], ["source.fixAll"], ["refactor"]]);
				return { ...document(source), range: source.range(), context: { diagnostics: [], ...(only && { only }) } };
			},
		},
		{
			offered: capabilities.codeActionProvider,
			method: "codeAction/resolve",
			params: item("textDocument/codeAction"),
		},
		{ offered: capabilities.codeLensProvider, method: "textDocument/codeLens", params: document },
		{ offered: capabilities.codeLensProvider, method: "codeLens/resolve", params: item("textDocument/codeLens") },
		{
			offered: capabilities.documentFormattingProvider,
			method: "textDocument/formatting",
			params: (source) => ({ ...document(source), ...layout }),
		},
		{
			offered: capabilities.documentRangeFormattingProvider,
			method: "textDocument/rangeFormatting",
			params: (source) => ({ ...document(source), range: source.range(), ...layout }),
		},
		{
			offered: capabilities.documentOnTypeFormattingProvider,
			method: "textDocument/onTypeFormatting",
			params: (source) => ({ ...place(source), ch: source.random.pick(["\n", "-", "x"]), ...layout }),
		},
		{ offered: capabilities.foldingRangeProvider, method: "textDocument/foldingRange", params: document },
		{
			offered: capabilities.selectionRangeProvider,
			method: "textDocument/selectionRange",
			params: (source) => ({ ...document(source), positions: [source.position(), source.position()] }),
		},
		{ offered: capabilities.documentLinkProvider, method: "textDocument/documentLink", params: document },
		{
			offered: capabilities.inlayHintProvider,
			method: "textDocument/inlayHint",
			params: (source) => ({ ...document(source), range: source.range() }),
		},
		{
			offered: capabilities.workspaceSymbolProvider,
			method: "workspace/symbol",
			params: ({ random }) => ({ query: random.pick(["", "alpha", "dev/al", "名", "\0", "x".repeat(500)]) }),
		},
		{
			offered: capabilities.diagnosticProvider,
			method: "textDocument/diagnostic",
			params: (source) => ({ ...document(source), ...(source.random.chance(0.3) && { previousResultId: "0" }) }),
		},
		{
			offered: capabilities.diagnosticProvider?.workspaceDiagnostics,
			method: "workspace/diagnostic",
			params: (source) => ({
				previousResultIds: source.random.chance(0.5) ? [] : [{ uri: source.uri, value: "0" }],
				...(source.random.chance(0.5) && { partialResultToken: `partial-${source.random.below(1_000_000)}` }),
			}),
		},
		{ offered: true, method: schemaAtRequest, params: (source) => ({ uri: source.uri, position: source.position() }) },
	];
	return kinds.filter(({ offered }) => offered !== undefined && offered !== false);
}
