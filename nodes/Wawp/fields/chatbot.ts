import type { LocalField } from '../../shared/field';
import type { Calls } from '../../shared/operation';
import { Problem } from '../../shared/problem';
import { numberIn } from '../../shared/schemas';

/** A number that only the operation reads. */
export function localNumber(
	displayName: string,
	name: string,
	{ first, min, max, whole = false }: { first: number; min: number; max: number; whole?: boolean },
	description: string,
): LocalField {
	const expected = `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
	return {
		property: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: min, maxValue: max },
			default: first,
			description,
		},
		schema: numberIn({ min, max, whole, expected }),
		in: 'local',
	};
}

/**
 * Makes sure that no item means that the workflow ends here.
 *
 * @throws Problem where n8n would make one
 */
export function assertMayEnd(calls: Calls): void {
	if (!calls.alwaysOutputs()) return;
	throw new Problem('"Always Output Data" is on: an empty item would go on where none should', {
		code: 'always_output_data',
		httpStatus: null,
		hint: 'Switch it off in the Settings of this node.',
		outcome: 'notSent',
	});
}
