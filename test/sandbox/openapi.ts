import { z } from 'zod';

/**
 * The OpenAPI 3.1 objects the contract uses, strictly: an unknown key (but for `x-…`) is a mistake. Written from the
 * specification, https://spec.openapis.org/oas/v3.1.0.
 */
const SOURCE = z.enum(['seed', 'docs', 'wawp', 'waha', 'inferred']);
const reference = z.object({ $ref: z.string().startsWith('#/') }).strict();

interface Schema {
	properties?: Record<string, Schema> | undefined;
	items?: Schema | undefined;
	oneOf?: Schema[] | undefined;
}

const TYPE = z.enum(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const schema: z.ZodType<Schema> = z.lazy(() =>
	z
		.object({
			$ref: z.string().startsWith('#/components/schemas/').optional(),
			type: z.union([TYPE, z.array(TYPE)]).optional(),
			description: z.string().optional(),
			required: z.array(z.string()).min(1).optional(),
			properties: z.record(z.string(), schema).optional(),
			additionalProperties: z.union([z.boolean(), schema]).optional(),
			items: schema.optional(),
			oneOf: z.array(schema).min(1).optional(),
			enum: z.array(z.union([z.string(), z.number()])).optional(),
			pattern: z.string().optional(),
			minLength: z.number().optional(),
			maxLength: z.number().optional(),
			minItems: z.number().optional(),
			minimum: z.number().optional(),
			maximum: z.number().optional(),
			'x-source': SOURCE.optional(),
			'x-comma-separated': z.literal(true).optional(),
		})
		.strict(),
);

const parameter = z
	.object({
		name: z.string(),
		in: z.enum(['query', 'path']),
		required: z.boolean().optional(),
		description: z.string().optional(),
		'x-source': SOURCE,
		'x-also-in': z.literal('body').optional(),
		schema,
	})
	.strict()
	.refine((value) => value.in === 'query' || value.required === true, 'a path parameter is required');

const example = z.object({ value: z.unknown() }).strict();
const json = z
	.object({
		'application/json': z
			.object({
				schema,
				example: z.unknown(),
				examples: z.record(z.string(), z.union([reference, example])).optional(),
			})
			.strict(),
	})
	.strict();

const response = z.object({ description: z.string(), 'x-source': SOURCE.optional(), content: json }).strict();

const operation = z
	.object({
		operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
		tags: z.array(z.string()).length(1),
		summary: z.string(),
		'x-source': SOURCE,
		'x-also-in': z.literal('query').optional(),
		security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
		parameters: z.array(z.union([reference, parameter])),
		requestBody: z.object({ required: z.boolean(), content: json }).strict().optional(),
		responses: z.object({ '200': response, default: reference }).strict(),
	})
	.strict();

const security = z.discriminatedUnion('type', [
	z
		.object({ type: z.literal('apiKey'), in: z.literal('header'), name: z.string(), 'x-source': SOURCE })
		.strict(),
	z.object({ type: z.literal('http'), scheme: z.literal('bearer'), 'x-source': SOURCE }).strict(),
]);

/** The whole document. */
export const OPENAPI_DOCUMENT = z
	.object({
		openapi: z.string().regex(/^3\.1\.\d$/),
		info: z.object({ title: z.string(), version: z.string(), description: z.string() }).strict(),
		servers: z.array(z.object({ url: z.string().url() }).strict()),
		tags: z.array(z.object({ name: z.string() }).strict()),
		paths: z.record(
			z.string().startsWith('/'),
			z
				.object({
					get: operation.optional(),
					post: operation.optional(),
					put: operation.optional(),
					patch: operation.optional(),
					delete: operation.optional(),
				})
				.strict(),
		),
		components: z
			.object({
				securitySchemes: z.record(z.string(), security).optional(),
				parameters: z.record(z.string(), parameter),
				responses: z.record(z.string(), response),
				schemas: z.record(z.string(), schema),
				examples: z.record(z.string(), example),
			})
			.strict(),
	})
	.strict();
